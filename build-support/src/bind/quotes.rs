//! Paths in expansions: the one place that knows how an expansion names anything outside itself.
//!
//! Each generated module holds one private alias of the runtime crate, [`RUNTIME`]; all other names are absolute, so that
//! expansions mean the same under `no_implicit_prelude` and beside any name that a component or its user chose. WIT
//! names cannot start with an underscore, so the alias is free.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::parse::{Parse, ParseStream};

/// The alias of the runtime crate in each generated module.
pub(crate) const RUNTIME: &str = "__embody";

/// Absolute path of the runtime crate, as seen from the expansion.
#[derive(Clone, Debug)]
pub struct RuntimePath(TokenStream);

impl Default for RuntimePath {
    fn default() -> Self {
        Self(quote!(::embody))
    }
}

impl ToTokens for RuntimePath {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.0.to_tokens(tokens);
    }
}

impl Parse for RuntimePath {
    /// Parses a path; one that starts with a crate's name means that crate.
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let path = syn::Path::parse_mod_style(input)?;
        let first = path.segments.first().map(|s| s.ident.to_string()).unwrap_or_default();
        match (path.leading_colon, first.as_str()) {
            (None, "self" | "super") => {
                let message = "a relative path means something else in each module of the expansion: start it with `crate::`";
                Err(syn::Error::new_spanned(path, message))
            }
            (None, "crate") | (Some(_), _) => Ok(Self(quote!(#path))),
            (None, _) => Ok(Self(quote!(::#path))),
        }
    }
}

impl RuntimePath {
    /// The line that each generated module starts with.
    pub fn alias(&self) -> TokenStream {
        let alias = format_ident!("{RUNTIME}", span = Span::call_site());
        quote!(use #self as #alias;)
    }
}

/// `__embody::__private`.
pub(crate) fn private() -> TokenStream {
    quote!(__embody::__private)
}

/// `embody::Result<ty>`.
pub(crate) fn result(ty: &TokenStream) -> TokenStream {
    quote!(__embody::Result<#ty>)
}

/// `std::string::String`.
pub(crate) fn string() -> TokenStream {
    quote!(::std::string::String)
}

/// `std::vec::Vec<ty>`.
pub(crate) fn vec(ty: &TokenStream) -> TokenStream {
    quote!(::std::vec::Vec<#ty>)
}

/// `std::collections::HashMap<key, value>`.
pub(crate) fn map(key: &TokenStream, value: &TokenStream) -> TokenStream {
    quote!(::std::collections::HashMap<#key, #value>)
}

/// `core::option::Option<ty>`.
pub(crate) fn option(ty: &TokenStream) -> TokenStream {
    quote!(::core::option::Option<#ty>)
}

/// `core::result::Result<ok, err>`.
pub(crate) fn std_result(ok: &TokenStream, err: &TokenStream) -> TokenStream {
    quote!(::core::result::Result<#ok, #err>)
}

/// `Ok(value)`.
pub(crate) fn ok(value: &TokenStream) -> TokenStream {
    quote!(::core::result::Result::Ok(#value))
}
