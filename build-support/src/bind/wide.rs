//! Functions with more parameters than the runtime has tuples for: their parameters are a struct.
//!
//! The struct is laid out as the tuple would be. It is made for one function and one direction, and nobody but the
//! wrapper of that function names it.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use wit_parser::Function;

use super::derive::{self, Directions, Field, Mirror, Shape};
use super::modules::{Modules, relative};
use super::rust_types::{Hosts, RustTypes};
use super::scope::Scope;

/// Parameters of the largest tuple that can be passed.
const MAX_TUPLE: usize = 16;
/// The module of the structs.
const MODULE: &str = "__params";

/// Whether a function's parameters are a struct.
pub(crate) fn is_wide(function: &Function) -> bool {
    function.params.len() > MAX_TUPLE
}

/// Path of the struct of the function of this number.
pub(crate) fn path(module: &[Ident], imported: bool, number: u32) -> TokenStream {
    relative(module, &[format_ident!("{MODULE}")], &name(imported, number))
}

/// Name of the field of parameter `index`.
pub(crate) fn field(index: usize) -> Ident {
    format_ident!("param{index}")
}

fn name(imported: bool, number: u32) -> Ident {
    let side = if imported { "Import" } else { "Export" };
    format_ident!("{side}{number}")
}

/// Adds the structs of all functions that need one.
pub(crate) fn structs(scope: &Scope<'_>, modules: &mut Modules) {
    for (imported, groups) in [(true, &scope.imports), (false, &scope.exports)] {
        let functions = groups.iter().flat_map(|group| &group.functions);
        for (number, function) in functions.filter(|(_, function)| is_wide(function)) {
            add(scope, modules, imported, *number, function);
        }
    }
}

fn add(scope: &Scope<'_>, modules: &mut Modules, imported: bool, number: u32, function: &Function) {
    let module = [format_ident!("{MODULE}")];
    let write = |lifetime: &TokenStream| {
        let mut types = RustTypes::new(scope, &module, !imported, Hosts::Of(quote!(T)));
        types.lifetime = lifetime.clone();
        let params = function.params.iter();
        params.map(|p| types.param(function, &p.ty, None)).collect::<Vec<_>>()
    };
    let (elided, named) = (write(&quote!()), write(&quote!('a)));
    let borrows = elided.iter().zip(&named).any(|(a, b)| a.to_string() != b.to_string());
    let name = name(imported, number);
    let idents = (0..elided.len()).map(field).collect::<Vec<_>>();
    let lifetime = borrows.then(|| quote!(<'a>));
    let fields = idents.iter().zip(elided).zip(&function.params);
    let fields = fields.map(|((ident, ty), p)| Field { ident: ident.clone(), wit_name: p.name.clone(), ty });
    let impls = derive::impls(
        &Mirror {
            name: name.clone(),
            borrows,
            wit_name: function.name.clone(),
            shape: Shape::Record(fields.collect()),
            plain: Some(!function.params.iter().any(|p| {
                let fact = scope.facts.of(&p.ty);
                fact.has_pointer || fact.has_own || fact.has_borrow
            })),
        },
        if imported { Directions::LIFT } else { Directions::LOWER },
    );
    modules.add(
        &module,
        quote! {
            pub(super) struct #name #lifetime { #(pub(super) #idents: #named),* }
            #impls
        },
    );
}
