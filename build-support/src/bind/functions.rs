//! What is common to the functions that wrappers call and those that they let a guest call.

use embody_abi::canonical::Direction;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use wit_parser::Function;

use super::flat::{FlatTypes, core_type};
use super::idents::{Taken, snake};
use super::modules::relative;
use super::quotes::result;
use super::rust_types::RustTypes;
use super::scope::Scope;
use super::wide::{field, is_wide};

/// A WIT function in Rust terms, as one module sees it.
pub(crate) struct Signature {
    /// Name of each parameter.
    pub(crate) names: Vec<Ident>,
    /// Type of each parameter.
    pub(crate) params: Vec<TokenStream>,
    /// Type parameters, of which each is some string.
    pub(crate) generics: Vec<Ident>,
    /// Type of the result; `()` if there is none.
    pub(crate) result: TokenStream,
}

impl Signature {
    /// A function that wrappers call.
    pub(crate) fn of_export(types: &RustTypes<'_>, function: &Function) -> Self {
        let mut generics = Vec::new();
        let mut write = |ty| types.argument(ty, (!is_wide(function)).then_some(&mut generics));
        let params = function.params.iter().map(|p| write(&p.ty)).collect();
        Self::new(types, function, params, generics)
    }

    /// A function that a guest calls.
    pub(crate) fn of_import(types: &RustTypes<'_>, function: &Function) -> Self {
        let params = function.params.iter().map(|p| types.lifted(&p.ty)).collect();
        Self::new(types, function, params, Vec::new())
    }

    fn new(
        types: &RustTypes<'_>,
        function: &Function,
        params: Vec<TokenStream>,
        generics: Vec<Ident>,
    ) -> Self {
        let mut taken = Taken::default();
        Self {
            names: function.params.iter().map(|p| taken.take(snake(&p.name))).collect(),
            params,
            generics,
            result: types.owned_or_unit(function.result.as_ref()),
        }
    }

    /// `(&mut self, name: &str) -> embody::Result<String>`, with its type parameters in front.
    pub(crate) fn rust(&self) -> TokenStream {
        let Self { names, params, generics, .. } = self;
        let generics = (!generics.is_empty())
            .then(|| quote!(<#(#generics: __embody::__private::Lower + ::core::convert::AsRef<str>),*>));
        let result = result(&self.result);
        quote!(#generics (&mut self #(, #names: #params)*) -> #result)
    }

    /// The type of the parameters as one value: a tuple, or the struct `wide`.
    pub(crate) fn params_type(&self, wide: Option<&TokenStream>) -> TokenStream {
        let params = &self.params;
        wide.cloned().unwrap_or_else(|| quote!((#(#params,)*)))
    }

    /// The parameters as one value, from these names: an expression, and a pattern.
    pub(crate) fn params_value(names: &[Ident], wide: Option<&TokenStream>) -> TokenStream {
        let fields = (0..names.len()).map(field);
        match wide {
            Some(path) => quote!(#path { #(#fields: #names),* }),
            None => quote!((#(#names,)*)),
        }
    }
}

/// The Rust types of a function's core parameters.
pub(crate) fn core_params(scope: &Scope<'_>, function: &Function, direction: Direction) -> Vec<TokenStream> {
    let signature = FlatTypes::new(scope.resolve()).signature(function, direction);
    signature.params.into_iter().map(core_type).collect()
}

/// Path of an item of the root module, as seen from `module`.
pub(crate) fn at_root(module: &[Ident], item: &str) -> TokenStream {
    relative(module, &[], &super::idents::ident(item))
}
