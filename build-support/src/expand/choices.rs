//! What a user chooses about wrappers, in the macro's arguments.
//!
//! In: `derives: [a::B]`, `types: { "ns:pkg/interface/type": { derives: [a::B], attributes: [c(d)] } }`,
//! `with: { "ns:pkg/interface": path }` and `imports: ["ns:pkg/*"]`. Out: parts of [`Choices`](crate::bind::Choices).

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Ident, LitStr, Token, braced, bracketed};

use crate::bind::unknown;
use crate::bind::{Named, Params, RuntimePath, TypeChoices, Wasi};

/// What is between brackets, with commas between.
pub(super) fn list<T: ToTokens>(
    input: ParseStream<'_>,
    expected: &str,
    item: fn(ParseStream<'_>) -> syn::Result<T>,
) -> syn::Result<Vec<TokenStream>> {
    Ok(items(input, expected, item)?.into_iter().map(ToTokens::into_token_stream).collect())
}

fn items<T>(
    input: ParseStream<'_>,
    expected: &str,
    item: fn(ParseStream<'_>) -> syn::Result<T>,
) -> syn::Result<Vec<T>> {
    if !input.peek(syn::token::Bracket) {
        return Err(input.error(format!("expected {expected}")));
    }
    let content;
    bracketed!(content in input);
    Ok(Punctuated::<T, Token![,]>::parse_terminated_with(&content, item)?.into_iter().collect())
}

/// Paths of derives.
pub(super) fn derives(input: ParseStream<'_>) -> syn::Result<Vec<TokenStream>> {
    list(input, "derives in brackets: `derives: [serde::Serialize]`", syn::Path::parse_mod_style)
}

/// Paths of components to put together.
pub(super) fn compose(input: ParseStream<'_>) -> syn::Result<(LitStr, Vec<LitStr>)> {
    let expected = "paths in brackets: `compose: [\"app.wasm\", \"library.wasm\"]`";
    let span = input.span();
    let mut paths = items(input, expected, |input| input.parse::<LitStr>())?.into_iter();
    let first = paths.next().ok_or_else(|| syn::Error::new(span, format!("expected {expected}")))?;
    Ok((first, paths.collect()))
}

/// Imports that are allowed.
pub(super) fn imports(input: ParseStream<'_>) -> syn::Result<Vec<Named<()>>> {
    let names =
        items(input, "names in brackets: `imports: [\"wasi:cli/*\"]`", |input| input.parse::<LitStr>())?;
    Ok(names.into_iter().map(|name| named(&name, ())).collect())
}

/// `{ "name": …, "name": … }`.
pub(super) fn map<T>(
    input: ParseStream<'_>,
    expected: &str,
    value: fn(ParseStream<'_>) -> syn::Result<T>,
) -> syn::Result<Vec<Named<T>>> {
    if !input.peek(syn::token::Brace) {
        return Err(input.error(format!("expected {expected}")));
    }
    let content;
    braced!(content in input);
    let mut out: Vec<Named<T>> = Vec::new();
    while !content.is_empty() {
        let name: LitStr = content.parse()?;
        if out.iter().any(|seen| seen.name == name.value()) {
            return Err(syn::Error::new(name.span(), format!("`{}` is given twice", name.value())));
        }
        content.parse::<Token![:]>()?;
        out.push(named(&name, value(&content)?));
        if !content.is_empty() {
            content.parse::<Token![,]>()?;
        }
    }
    Ok(out)
}

fn named<T>(name: &LitStr, value: T) -> Named<T> {
    Named { name: name.value(), span: name.span(), value }
}

/// What exists already.
pub(super) fn with(input: ParseStream<'_>) -> syn::Result<Vec<Named<TokenStream>>> {
    let path = |input: ParseStream<'_>| Ok(RuntimePath::parse(input)?.into_token_stream());
    map(input, "paths in braces: `with: { \"ns:pkg/interface\": crate::module }`", path)
}

/// Where the host's side of WASI is: `false`, or the path of `embody-wasi`.
pub(super) fn wasi(input: ParseStream<'_>) -> syn::Result<Wasi> {
    if input.peek(syn::LitBool) {
        let is_there: syn::LitBool = input.parse()?;
        return Ok(if is_there.value { Wasi::Crate } else { Wasi::Own });
    }
    Ok(Wasi::At(RuntimePath::parse(input)?.into_token_stream()))
}

/// Who owns what is passed to functions.
pub(super) fn params(input: ParseStream<'_>) -> syn::Result<Params> {
    let name: LitStr = input.parse()?;
    Params::from_name(&name.value()).ok_or_else(|| {
        let known: Vec<&str> = Params::ALL.iter().map(|params| params.name()).collect();
        syn::Error::new(name.span(), unknown("way to pass parameters", &name.value(), &known))
    })
}

/// The host's own error types.
pub(super) fn errors(input: ParseStream<'_>) -> syn::Result<Vec<Named<TokenStream>>> {
    let path = |input: ParseStream<'_>| Ok(RuntimePath::parse(input)?.into_token_stream());
    map(input, "paths in braces: `errors: { \"ns:pkg/interface/error\": crate::MyError }`", path)
}

/// Choices for single types.
pub(super) fn types(input: ParseStream<'_>) -> syn::Result<Vec<Named<TypeChoices>>> {
    map(input, "types in braces: `types: { \"ns:pkg/interface/type\": { derives: [A] } }`", one_type)
}

fn one_type(input: ParseStream<'_>) -> syn::Result<TypeChoices> {
    const KEYS: &[&str] = &["derives", "attributes"];
    let content;
    braced!(content in input);
    let mut choices = TypeChoices::default();
    while !content.is_empty() {
        let key: Ident = content.parse()?;
        content.parse::<Token![:]>()?;
        match key.to_string().as_str() {
            "derives" => choices.derives = derives(&content)?,
            "attributes" => {
                let expected = "attributes in brackets: `attributes: [serde(tag = \"kind\")]`";
                choices.attributes = list(&content, expected, syn::Meta::parse)?;
            }
            other => return Err(syn::Error::new(key.span(), unknown("choice", other, KEYS))),
        }
        if !content.is_empty() {
            content.parse::<Token![,]>()?;
        }
    }
    Ok(choices)
}
