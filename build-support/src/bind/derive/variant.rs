//! Variants: a discriminant, and the payload of one case.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::places::Places;
use super::{Bodies, Case, Mirror, abi_of, discriminant, number};

pub(super) fn bodies(mirror: &Mirror, cases: &[Case], places: &Places<'_>) -> Bodies {
    let Mirror { wit_name, .. } = mirror;
    let (tag, tag_bytes) = discriminant(cases.len());
    let tag_end = number(tag_bytes);
    let layouts = places.define("CASES", cases.iter().map(|c| abi_of(c.ty.as_ref())));
    let Places { bounds, of, there, here, .. } = places;
    let checks = cases.iter().map(|Case { wit_name, ty, .. }| match ty {
        Some(ty) => quote!((#wit_name, ::core::option::Option::Some(<#ty as __p::ComponentType>::typecheck))),
        None => quote!((#wit_name, ::core::option::Option::None)),
    });

    // Statements per case, with and without a payload.
    let out = |head: &dyn Fn(usize) -> TokenStream, payload: &dyn Fn(usize, &TokenStream) -> TokenStream| {
        let arms = cases.iter().enumerate().map(|(i, Case { ident, ty, .. })| {
            let head = head(i);
            match ty {
                Some(ty) => {
                    let payload = payload(i, ty);
                    quote!(Self::#ident(payload) => { #head #payload })
                }
                None => quote!(Self::#ident => { #head }),
            }
        });
        quote!(match self { #(#arms)* })
    };
    // Expressions per case.
    let back = |discriminant: &TokenStream, payload: &dyn Fn(usize, &TokenStream) -> TokenStream| {
        let arms = cases.iter().enumerate().map(|(i, Case { ident, ty, .. })| {
            let value = ty.as_ref().map(|ty| places.entered(i, ty, payload(i, ty)));
            let value = value.map(|value| quote!((#value)));
            let i = number(i);
            quote!(#i => Self::#ident #value,)
        });
        quote!(match #discriminant { #(#arms)* _ => return __p::invalid(#wit_name) })
    };

    let flat_tag = quote!(flat[0] as u32);
    let loaded_tag = quote!(<#tag as __p::LiftFrom<'a>>::load(cx, &from[0..#tag_end])?);
    Bodies {
        places: quote! {
            #layouts
            const fn bytes_of #bounds(case: usize) -> ::core::ops::Range<usize> {
                let at = __p::CanonicalAbi::payload_offset(#there CASES) as usize;
                at..at + #there CASES[case].size as usize
            }
            const fn flat_of #bounds(case: usize) -> ::core::ops::Range<usize> {
                1..1 + #there CASES[case].flat as usize
            }
        },
        abi: quote!(__p::CanonicalAbi::variant(#here CASES)),
        typecheck: quote!(__p::typecheck_variant(ty, &[#(#checks),*])),
        lower: out(
            &|i| {
                let i = Literal::usize_unsuffixed(i);
                quote!(flat[0] = #i;)
            },
            &|at, ty| {
                let (i, enter) = (number(at), places.enter(at, ty));
                quote!(#enter __p::Lower::lower(payload, cx, &mut flat[const { flat_of #of(#i) }])?;)
            },
        ),
        store: out(
            &|i| {
                let i = number(i);
                quote!(<#tag as __p::Lower>::store(&#i, cx, at)?;)
            },
            &|at, ty| {
                let (i, enter) = (number(at), places.enter(at, ty));
                quote!(#enter __p::Lower::store(payload, cx, at.wrapping_add(const { bytes_of #of(#i).start as u32 }))?;)
            },
        ),
        store_plain: out(
            &|i| {
                let i = number(i);
                quote!(<#tag as __p::Lower>::store_plain(&#i, &mut to[0..#tag_end]);)
            },
            &|i, _| {
                let i = number(i);
                quote!(__p::Lower::store_plain(payload, &mut to[const { bytes_of #of(#i) }]);)
            },
        ),
        lift: back(&flat_tag, &|i, ty| {
            let i = number(i);
            quote!(<#ty as __p::LiftFrom<'a>>::lift(cx, &flat[const { flat_of #of(#i) }])?)
        }),
        load: back(&loaded_tag, &|i, ty| {
            let i = number(i);
            quote!(<#ty as __p::LiftFrom<'a>>::load(cx, &from[const { bytes_of #of(#i) }])?)
        }),
    }
}
