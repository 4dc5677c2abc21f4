//! The tree of modules of an expansion.
//!
//! Generators add items to modules by path, in any order; [`Modules::render`] gives each module the alias of the runtime
//! and its docs. Paths between modules are relative, so that an expansion works at any depth, even in a function.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

use super::quotes::{RUNTIME, RuntimePath};

/// Path of a module below the root of the expansion.
pub(crate) type ModulePath = Vec<Ident>;

/// A module and those in it.
#[derive(Debug, Default)]
pub(crate) struct Modules {
    docs: TokenStream,
    items: TokenStream,
    children: BTreeMap<Ident, Modules>,
}

impl Modules {
    /// Adds items to the module at `path`.
    pub(crate) fn add(&mut self, path: &[Ident], items: TokenStream) {
        self.at(path).items.extend(items);
    }

    /// Sets the docs of the module at `path`, if there is such a module.
    pub(crate) fn document(&mut self, path: &[Ident], docs: TokenStream) {
        let found = path.iter().try_fold(self, |module, name| module.children.get_mut(name));
        if let Some(module) = found {
            module.docs = docs;
        }
    }

    fn at(&mut self, path: &[Ident]) -> &mut Modules {
        path.iter().fold(self, |module, name| module.children.entry(name.clone()).or_default())
    }

    /// The items of the root module, the others being among them.
    pub(crate) fn render(&self, runtime: &RuntimePath) -> TokenStream {
        let alias = names_runtime(&self.items).then(|| runtime.alias());
        let items = &self.items;
        let children = self.children.iter().map(|(name, module)| {
            let docs = &module.docs;
            let items = module.render(runtime);
            // Names with underscores in front are for the expansion alone.
            let visibility = if name.to_string().starts_with("__") { quote!() } else { quote!(pub) };
            quote!(#docs #visibility mod #name { #items })
        });
        quote! {
            #alias
            #items
            #(#children)*
        }
    }
}

/// Whether there is the runtime's alias among some tokens.
fn names_runtime(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == RUNTIME,
        TokenTree::Group(group) => names_runtime(&group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// Path of `item` in the module `to`, as seen from the module `from`.
pub(crate) fn relative(from: &[Ident], to: &[Ident], item: &Ident) -> TokenStream {
    let common = from.iter().zip(to).take_while(|(a, b)| a == b).count();
    let up = from[common..].iter().map(|_| quote!(super::));
    let down = &to[common..];
    quote!(#(#up)* #(#down::)* #item)
}
