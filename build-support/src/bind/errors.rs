//! What else types have in Rust: enums are made from numbers, and what functions fail with are errors.
//!
//! In: a type of a world. Out: impls of `TryFrom`, `From`, `Display` and `Error`; and for an imported function the host's own
//! error type that its method fails with, if a user chose one.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use wit_parser::{Docs, Function, Result_, Type, TypeDefKind, TypeId};

use super::choices::{ChoiceError, names as matches};
use super::derive::{Case, Shape, discriminant};
use super::scope::Scope;

/// The named types that functions of a world fail with.
pub(crate) fn error_types(scope: &Scope<'_>) -> HashSet<TypeId> {
    let groups = scope.imports.iter().chain(&scope.exports);
    let functions = groups.flat_map(|group| &group.functions);
    let errors = functions.filter_map(|(_, function)| fallible(scope, function)?.err);
    let errors = errors.filter_map(|ty| if let Type::Id(id) = ty { Some(named(scope, id)) } else { None });
    errors.map(|id| scope.defining(id)).collect()
}

/// What a function gives that may fail.
fn fallible<'a>(scope: &Scope<'a>, function: &Function) -> Option<&'a Result_> {
    let Some(Type::Id(id)) = function.result else { return None };
    match &scope.type_def(named(scope, id)).kind {
        TypeDefKind::Result(result) => Some(result),
        _ => None,
    }
}

/// The host's own error type for an imported function, and what the function gives otherwise.
pub(crate) fn host_error<'a>(
    scope: &Scope<'a>,
    function: &Function,
) -> Option<(&'a TokenStream, Option<&'a Type>)> {
    let result = fallible(scope, function)?;
    let Some(Type::Id(id)) = result.err else { return None };
    let id = scope.defining(named(scope, id));
    if scope.is_of_wasi(id) {
        return None;
    }
    Some((scope.chosen.error(&scope.type_name(id)?)?, result.ok.as_ref()))
}

/// Fails if a host's own error type is for one that cannot have any.
///
/// # Errors
/// The first such choice.
pub(crate) fn check_host_errors(scope: &Scope<'_>) -> Result<(), ChoiceError> {
    for named in &scope.chosen.choices.errors {
        let mut types = scope.type_ids().filter(|id| {
            scope
                .type_name(*id)
                .is_some_and(|name| scope.chosen.error(&name).is_some() && matches(&named.name, &name))
        });
        let Some(id) = types.next() else { continue };
        let refuse = |why: &str| ChoiceError { span: named.span, message: format!("`{}` {why}", named.name) };
        if scope.is_of_wasi(id) {
            return Err(refuse(
                "is of a trait that `embody-wasi` has: its functions fail with what they say there",
            ));
        }
        if !scope.hosts(&Type::Id(id), false).is_empty() {
            return Err(refuse("has resources of the host's in it, which no other error can become"));
        }
        let groups = scope.imports.iter().flat_map(|group| &group.functions);
        if !groups.into_iter().any(|(_, f)| host_error(scope, f).is_some_and(|_| fails_with(scope, f, id))) {
            return Err(refuse("is not what any imported function fails with"));
        }
    }
    Ok(())
}

fn fails_with(scope: &Scope<'_>, function: &Function, id: TypeId) -> bool {
    let err = fallible(scope, function).and_then(|result| result.err);
    matches!(err, Some(Type::Id(err)) if scope.defining(named(scope, err)) == id)
}

/// The type that others are but names of.
fn named(scope: &Scope<'_>, mut id: TypeId) -> TypeId {
    while let TypeDefKind::Type(Type::Id(of)) = scope.type_def(id).kind {
        id = of;
    }
    id
}

/// Docs of a case, and the type of its payload.
pub(crate) type CaseInWit = (Docs, Option<Type>);

/// Impls of `Display` and `Error`. An error says what the docs of its case say first, or else the case's name.
pub(crate) fn error(
    name: &Ident,
    params: &[Ident],
    shape: &Shape,
    cases_in_wit: &[CaseInWit],
) -> TokenStream {
    let text = |i: usize, wit_name: &str| {
        let docs = cases_in_wit.get(i).map(|(docs, _)| docs);
        let first = docs.and_then(|docs| docs.contents.as_deref()).and_then(|text| text.lines().next());
        let first = first.map(|line| line.trim().trim_end_matches('.').to_owned());
        first.filter(|line| !line.is_empty()).unwrap_or_else(|| wit_name.replace('-', " "))
    };
    let body = match shape {
        Shape::Enum(cases) => {
            let arms = cases.iter().enumerate().map(|(i, (ident, wit_name))| {
                let text = text(i, wit_name);
                quote!(Self::#ident => f.write_str(#text),)
            });
            quote!(match self { #(#arms)* })
        }
        Shape::Variant(cases) => {
            let arms = cases.iter().enumerate().map(|(i, Case { ident, wit_name, ty })| {
                let text = text(i, wit_name);
                let is_primitive =
                    !matches!(cases_in_wit.get(i), Some((_, Some(Type::Id(_) | Type::ErrorContext))));
                let print = if is_primitive { quote!(Display) } else { quote!(Debug) };
                match ty {
                    Some(_) => quote!(Self::#ident(payload) => {
                        f.write_str(#text)?;
                        f.write_str(": ")?;
                        ::core::fmt::#print::fmt(payload, f)
                    }),
                    None => quote!(Self::#ident => f.write_str(#text),),
                }
            });
            quote!(match self { #(#arms)* })
        }
        Shape::Record(_) | Shape::Flags(_) => quote!(::core::fmt::Debug::fmt(self, f)),
    };
    quote! {
        impl<#(#params: ::core::fmt::Debug),*> ::core::fmt::Display for #name<#(#params),*> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { #body }
        }
        impl<#(#params: ::core::fmt::Debug),*> ::core::error::Error for #name<#(#params),*> {}
    }
}

/// Impls of `TryFrom` an enum's number, and of `From` it to its number.
pub(crate) fn numbers(name: &Ident, cases: &[(Ident, String)]) -> TokenStream {
    let (number, _) = discriminant(cases.len());
    let cases = cases.iter().map(|(ident, _)| ident).collect::<Vec<_>>();
    quote! {
        impl ::core::convert::TryFrom<#number> for #name {
            type Error = #number;
            /// The case with this number; the number itself if there is none.
            fn try_from(number: #number) -> ::core::result::Result<Self, #number> {
                #(if number == Self::#cases as #number { return ::core::result::Result::Ok(Self::#cases); })*
                ::core::result::Result::Err(number)
            }
        }
        impl ::core::convert::From<#name> for #number {
            fn from(value: #name) -> Self { value as Self }
        }
    }
}
