//! One impl at a time, for a type that a user wrote.
//!
//! Unlike a generated type it may have parameters, its enums need not be `Copy`, and each trait is derived by itself.

use quote::quote;
use syn::{GenericParam, Generics, parse_quote};

use super::places::Places;
use super::{Bodies, Case, Mirror, Shape, enumeration, flags, record, variant};
use proc_macro2::TokenStream;

/// A trait to implement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trait {
    /// `ComponentType`.
    ComponentType,
    /// `Lower`.
    Lower,
    /// `LiftFrom`, and so `Lift`.
    Lift,
}

impl Trait {
    /// The parameters with this trait as a bound of each type among them.
    fn bound(self, generics: &Generics) -> Generics {
        let mut generics = generics.clone();
        for param in &mut generics.params {
            if let GenericParam::Type(ty) = param {
                ty.bounds.push(match self {
                    Self::ComponentType => parse_quote!(__p::ComponentType),
                    Self::Lower => parse_quote!(__p::Lower),
                    Self::Lift => parse_quote!(__p::LiftFrom<'a>),
                });
            }
        }
        generics
    }
}

/// The impl of one trait for a type with these parameters, which has no lifetime if the trait is `Lift`.
pub(crate) fn user_impl(mirror: &Mirror, generics: &Generics, which: Trait) -> TokenStream {
    let bounded = Trait::ComponentType.bound(generics);
    let places = Places::of_generic(&mirror.name, &bounded);
    let bodies = match &mirror.shape {
        Shape::Record(fields) => record::bodies(fields, &places),
        Shape::Variant(cases) => variant::bodies(mirror, cases, &places),
        Shape::Enum(cases) => {
            let typecheck = enumeration::bodies(mirror, cases).typecheck;
            // A discriminant of a type that is not `Copy` is found by comparing, as that of a variant.
            let case = |(ident, wit_name): &(_, String)| Case {
                ident: proc_macro2::Ident::clone(ident),
                wit_name: wit_name.clone(),
                ty: None,
            };
            let cases: Vec<_> = cases.iter().map(case).collect();
            Bodies { typecheck, ..variant::bodies(mirror, &cases, &places) }
        }
        Shape::Flags(names) => flags::bodies(names),
    };
    let item = match which {
        Trait::ComponentType => component_type(mirror, &bounded, &bodies),
        Trait::Lower => lower(mirror, &which.bound(generics), &bodies),
        Trait::Lift => lift(mirror, generics, &bodies),
    };
    let places = &bodies.places;
    quote! {
        #[allow(dead_code, unused_variables, non_local_definitions, reason = "not every impl needs all of it")]
        const _: () = {
            use __embody::__private as __p;
            #places
            #item
        };
    }
}

fn component_type(mirror: &Mirror, generics: &Generics, bodies: &Bodies) -> TokenStream {
    let (name, Bodies { abi, typecheck, .. }) = (&mirror.name, bodies);
    let parts: Vec<_> = match &mirror.shape {
        Shape::Record(fields) => fields.iter().map(|field| &field.ty).collect(),
        Shape::Variant(cases) => cases.iter().filter_map(|case| case.ty.as_ref()).collect(),
        Shape::Enum(_) | Shape::Flags(_) => Vec::new(),
    };
    let (params, arguments, conditions) = generics.split_for_impl();
    quote! {
        impl #params __p::ComponentType for #name #arguments #conditions {
            const ABI: __p::CanonicalAbi = #abi;
            const HANDLES: bool = false #(|| <#parts as __p::ComponentType>::HANDLES)*;
            fn typecheck(ty: &__embody::component::types::Type) -> __embody::Result<()> {
                #typecheck
            }
        }
    }
}

fn lower(mirror: &Mirror, generics: &Generics, bodies: &Bodies) -> TokenStream {
    let (Mirror { name, wit_name, .. }, Bodies { lower, store, store_plain, .. }) = (mirror, bodies);
    let (params, arguments, conditions) = generics.split_for_impl();
    quote! {
        impl #params __p::Lower for #name #arguments #conditions {
            #[inline]
            fn lower(&self, cx: &mut __p::LowerContext<'_>, flat: &mut [u64]) -> __embody::Result<()> {
                let flat = flat.get_mut(..<Self as __p::ComponentType>::ABI.flat as usize);
                let ::core::option::Option::Some(flat) = flat else { return __p::invalid(#wit_name) };
                let place = cx.place();
                #lower
                ::core::result::Result::Ok(())
            }
            #[inline]
            fn store(&self, cx: &mut __p::LowerContext<'_>, at: u32) -> __embody::Result<()> {
                if <Self as __p::ComponentType>::ABI.plain {
                    let to = cx.bytes_mut(at, <Self as __p::ComponentType>::ABI.size as usize)?;
                    __p::Lower::store_plain(self, to);
                    return ::core::result::Result::Ok(());
                }
                let place = cx.place();
                #store
                ::core::result::Result::Ok(())
            }
            #[inline]
            fn store_plain(&self, to: &mut [u8]) {
                if let ::core::option::Option::Some(to) = to.get_mut(..<Self as __p::ComponentType>::ABI.size as usize) {
                    #store_plain
                }
            }
        }
    }
}

fn lift(mirror: &Mirror, generics: &Generics, bodies: &Bodies) -> TokenStream {
    let (Mirror { name, wit_name, .. }, Bodies { lift, load, .. }) = (mirror, bodies);
    let mut with_lifetime = Trait::Lift.bound(generics);
    with_lifetime.params.insert(0, parse_quote!('a));
    let (params, _, conditions) = with_lifetime.split_for_impl();
    let (_, arguments, _) = generics.split_for_impl();
    quote! {
        impl #params __p::LiftFrom<'a> for #name #arguments #conditions {
            #[inline]
            fn lift(cx: &mut __p::LiftContext<'a>, flat: &[u64]) -> __embody::Result<Self> {
                let flat = flat.get(..<Self as __p::ComponentType>::ABI.flat as usize);
                let ::core::option::Option::Some(flat) = flat else { return __p::invalid(#wit_name) };
                let place = cx.place();
                ::core::result::Result::Ok(#lift)
            }
            #[inline]
            fn load(cx: &mut __p::LiftContext<'a>, from: &[u8]) -> __embody::Result<Self> {
                let from = from.get(..<Self as __p::ComponentType>::ABI.size as usize);
                let ::core::option::Option::Some(from) = from else { return __p::invalid(#wit_name) };
                let place = cx.place();
                ::core::result::Result::Ok(#load)
            }
        }
    }
}
