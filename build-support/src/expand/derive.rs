//! `#[derive(ComponentType, Lift, Lower)]` and `flags!`, for types that users write themselves.
//!
//! In: a struct or enum with attributes, `#[component(record)]`, `variant` or `enum`, and `#[component(name = "…")]` where
//! a field's or case's name in WIT is another; or the body of `flags!`. Out: impls, made by [`bind::derive`]; for `flags!`
//! the type as well. The attributes are those of Wasmtime's macros.
//!
//! [`bind::derive`]: mod@crate::bind::derive

use embody_abi::limits::MAX_FLAGS;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Data, DeriveInput, Error, Fields, Generics, LitStr, Token, braced};

use crate::bind::RuntimePath;
use crate::bind::derive::{Case, Field, Mirror, Shape, Trait, user_impl};
use crate::bind::flags::user_flags_type;

/// What the attributes of a type say.
#[derive(Default)]
struct TypeAttributes {
    style: Option<Style>,
    runtime: RuntimePath,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Record,
    Variant,
    Enum,
}

/// Expands the derive of one trait.
pub(super) fn derive(input: TokenStream, which: Trait) -> TokenStream {
    try_derive(input, which).unwrap_or_else(Error::into_compile_error)
}

fn try_derive(input: TokenStream, which: Trait) -> syn::Result<TokenStream> {
    let input: DeriveInput = syn::parse2(input)?;
    let TypeAttributes { style, runtime } = type_attributes(&input.attrs)?;
    let Some(style) = style else {
        let message = "expected what the type is in WIT: #[component(record)], #[component(variant)] or #[component(enum)]";
        return Err(Error::new(input.ident.span(), message));
    };
    if which == Trait::Lift
        && let Some(lifetime) = input.generics.lifetimes().next()
    {
        let message = "a type that borrows can be lowered only: what is lifted owns all that it holds";
        return Err(Error::new_spanned(lifetime, message));
    }
    let shape = shape(&input, style)?;
    let mirror = mirror(&input.ident, shape);
    let impls = user_impl(&mirror, &input.generics, which);
    Ok(within(&runtime, &impls))
}

fn mirror(name: &Ident, shape: Shape) -> Mirror {
    Mirror { name: name.clone(), borrows: false, wit_name: name.unraw().to_string(), shape, plain: None }
}

/// Impls in a scope where the runtime has its name.
fn within(runtime: &RuntimePath, impls: &TokenStream) -> TokenStream {
    let alias = runtime.alias();
    quote! {
        const _: () = {
            #[allow(unused_imports, reason = "generated")]
            #alias
            #impls
        };
    }
}

fn shape(input: &DeriveInput, style: Style) -> syn::Result<Shape> {
    let wrong = |message: &str| Err(Error::new(input.ident.span(), message));
    match (style, &input.data) {
        (Style::Record, Data::Struct(data)) => match &data.fields {
            Fields::Named(fields) => {
                fields.named.iter().map(field).collect::<syn::Result<_>>().map(Shape::Record)
            }
            _ => wrong("a record is a struct with named fields"),
        },
        (Style::Record, _) => wrong("a record is a struct"),
        (_, Data::Enum(data)) if data.variants.is_empty() => {
            wrong("a type of the component model has at least one case")
        }
        (Style::Variant, Data::Enum(data)) => {
            data.variants.iter().map(case).collect::<syn::Result<_>>().map(Shape::Variant)
        }
        (Style::Enum, Data::Enum(data)) => {
            let cases = data.variants.iter().map(|variant| {
                if !matches!(variant.fields, Fields::Unit) {
                    return Err(Error::new_spanned(
                        &variant.fields,
                        "a case of an enum has no payload: use `variant`",
                    ));
                }
                case(variant).map(|Case { ident, wit_name, .. }| (ident, wit_name))
            });
            cases.collect::<syn::Result<_>>().map(Shape::Enum)
        }
        _ => wrong("a variant or enum of the component model is a Rust enum"),
    }
}

fn field(field: &syn::Field) -> syn::Result<Field> {
    let Some(ident) = &field.ident else {
        return Err(Error::new_spanned(field, "a record's fields have names"));
    };
    let wit_name = name(&field.attrs, ident)?;
    Ok(Field { ident: ident.clone(), wit_name, ty: field.ty.to_token_stream() })
}

fn case(variant: &syn::Variant) -> syn::Result<Case> {
    let ty = match &variant.fields {
        Fields::Unit => None,
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            fields.unnamed.first().map(|field| field.ty.to_token_stream())
        }
        fields => {
            return Err(Error::new_spanned(fields, "a case has at most one payload, which has no name"));
        }
    };
    if let Some((_, discriminant)) = &variant.discriminant {
        return Err(Error::new_spanned(discriminant, "cases are numbered from zero: leave this out"));
    }
    Ok(Case { ident: variant.ident.clone(), wit_name: name(&variant.attrs, &variant.ident)?, ty })
}

/// The name in WIT of something with these attributes: its own, if they do not say.
fn name(attributes: &[Attribute], ident: &Ident) -> syn::Result<String> {
    let mut name = None;
    for attribute in component_attributes(attributes) {
        attribute.parse_nested_meta(|meta| {
            if !meta.path.is_ident("name") {
                return Err(meta.error("expected `name = \"…\"`"));
            }
            match name.replace(meta.value()?.parse::<LitStr>()?.value()) {
                Some(_) => Err(meta.error("a second name")),
                None => Ok(()),
            }
        })?;
    }
    Ok(name.unwrap_or_else(|| ident.unraw().to_string()))
}

fn type_attributes(attributes: &[Attribute]) -> syn::Result<TypeAttributes> {
    let mut found = TypeAttributes::default();
    for attribute in component_attributes(attributes) {
        attribute.parse_args_with(|input: ParseStream<'_>| {
            let word = input.call(Ident::parse_any)?;
            let style = match word.to_string().as_str() {
                "record" => Style::Record,
                "variant" => Style::Variant,
                "enum" => Style::Enum,
                "embody_crate" => {
                    input.parse::<Token![=]>()?;
                    found.runtime = input.parse()?;
                    return Ok(());
                }
                "flags" => {
                    return Err(Error::new(
                        word.span(),
                        "flags are defined with `embody::component::flags!`",
                    ));
                }
                _ => {
                    return Err(Error::new(
                        word.span(),
                        "expected `record`, `variant`, `enum` or `embody_crate = path`",
                    ));
                }
            };
            match found.style.replace(style) {
                Some(_) => Err(Error::new(word.span(), "a type is one of `record`, `variant` and `enum`")),
                None => Ok(()),
            }
        })?;
    }
    Ok(found)
}

fn component_attributes(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("component"))
}

/// What is between the parentheses of `flags!`.
struct FlagsArgs {
    attributes: Vec<Attribute>,
    name: Ident,
    flags: Vec<Flag>,
}

struct Flag {
    attributes: Vec<Attribute>,
    ident: Ident,
}

impl Parse for FlagsArgs {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let (attributes, name) = (input.call(Attribute::parse_outer)?, input.parse()?);
        let content;
        braced!(content in input);
        let flags = content.parse_terminated(Flag::parse, Token![;])?.into_iter().collect();
        Ok(Self { attributes, name, flags })
    }
}

impl Parse for Flag {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        input.parse::<Token![const]>()?;
        Ok(Self { attributes, ident: input.parse()? })
    }
}

/// Expands `flags!`.
pub(super) fn flags(input: TokenStream) -> TokenStream {
    try_flags(input).unwrap_or_else(Error::into_compile_error)
}

fn try_flags(input: TokenStream) -> syn::Result<TokenStream> {
    let args: FlagsArgs = syn::parse2(input)?;
    let TypeAttributes { style, runtime } = type_attributes(&args.attributes)?;
    if style.is_some() || args.flags.is_empty() || args.flags.len() > MAX_FLAGS {
        let message = format!("flags are at least one and at most {MAX_FLAGS}, and nothing else");
        return Err(Error::new(args.name.span(), message));
    }
    let mut names = Vec::new();
    let mut constants = Vec::new();
    for Flag { attributes, ident } in args.flags {
        let name = name(&attributes, &ident)?;
        constants.push((ident, docs(&attributes, &format!("The flag `{name}`."))));
        names.push(name);
    }
    let docs = docs(&args.attributes, "A set of flags.");
    let item = user_flags_type(&runtime.to_token_stream(), &docs, &args.name, &constants);
    let mirror = mirror(&args.name, Shape::Flags(names));
    let impls = [Trait::ComponentType, Trait::Lower, Trait::Lift]
        .map(|which| user_impl(&mirror, &Generics::default(), which));
    let impls = within(&runtime, &quote!(#(#impls)*));
    Ok(quote!(#item #impls))
}

/// The attributes that are not ours, and docs if there are none among them.
fn docs(attributes: &[Attribute], fallback: &str) -> TokenStream {
    let others: Vec<_> =
        attributes.iter().filter(|attribute| !attribute.path().is_ident("component")).collect();
    let has_docs = others.iter().any(|attribute| attribute.path().is_ident("doc"));
    let fallback = (!has_docs).then(|| quote!(#[doc = #fallback]));
    quote!(#(#others)* #fallback)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The message of an expansion that is an error.
    fn error(result: syn::Result<TokenStream>) -> String {
        match result {
            Ok(tokens) => panic!("no error but {tokens}"),
            Err(error) => error.to_string(),
        }
    }

    fn derive(input: TokenStream) -> String {
        error(try_derive(input, Trait::Lift))
    }

    #[test]
    fn what_is_no_type_of_the_component_model_is_refused() {
        assert!(
            derive(quote!(
                struct S {
                    a: u8,
                }
            ))
            .contains("expected what the type is")
        );
        assert!(
            derive(quote!(
                #[component(record)]
                #[component(enum)]
                struct S {
                    a: u8,
                }
            ))
            .contains("is one of")
        );
        assert!(
            derive(quote!(
                #[component(flags)]
                struct S {
                    a: u8,
                }
            ))
            .contains("flags!")
        );
        assert!(
            derive(quote!(
                #[component(recrod)]
                struct S {
                    a: u8,
                }
            ))
            .contains("expected `record`")
        );
        assert!(
            derive(quote!(
                #[component(record)]
                struct S(u8);
            ))
            .contains("named fields")
        );
        assert!(
            derive(quote!(
                #[component(record)]
                enum E {
                    A,
                }
            ))
            .contains("is a struct")
        );
        assert!(
            derive(quote!(
                #[component(variant)]
                struct S {
                    a: u8,
                }
            ))
            .contains("is a Rust enum")
        );
        assert!(
            derive(quote!(
                #[component(variant)]
                enum E {}
            ))
            .contains("at least one case")
        );
        assert!(
            derive(quote!(
                #[component(variant)]
                enum E {
                    A(u8, u8),
                }
            ))
            .contains("at most one payload")
        );
        assert!(
            derive(quote!(
                #[component(variant)]
                enum E {
                    A { a: u8 },
                }
            ))
            .contains("at most one payload")
        );
        assert!(
            derive(quote!(
                #[component(enum)]
                enum E {
                    A(u8),
                }
            ))
            .contains("use `variant`")
        );
        assert!(
            derive(quote!(
                #[component(enum)]
                enum E {
                    A = 3,
                }
            ))
            .contains("numbered from zero")
        );
        assert!(
            derive(quote!(
                #[component(record)]
                struct S<'a> {
                    a: &'a str,
                }
            ))
            .contains("lowered only")
        );
        assert!(
            derive(quote!(
                #[component(record)]
                struct S {
                    #[component(rename = "b")]
                    a: u8,
                }
            ))
            .contains("name")
        );
        let twice = quote!(
            #[component(record)]
            struct S {
                #[component(name = "b", name = "c")]
                a: u8,
            }
        );
        assert!(derive(twice).contains("a second name"));
    }

    #[test]
    fn flags_are_as_many_as_there_can_be() {
        let flags = |count: usize| {
            let names = (0..count).map(|i| quote::format_ident!("F{i}"));
            try_flags(quote!(Flags { #(const #names;)* }))
        };
        assert!(flags(MAX_FLAGS).is_ok());
        assert!(error(flags(MAX_FLAGS + 1)).contains("at most 32"));
        assert!(error(flags(0)).contains("at least one"));
        assert!(error(try_flags(quote!(#[component(record)] Flags { const A; }))).contains("nothing else"));
    }
}
