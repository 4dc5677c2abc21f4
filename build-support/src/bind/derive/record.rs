//! Records: fields in a row.

use proc_macro2::TokenStream;
use quote::quote;

use super::places::Places;
use super::{Bodies, Field, abi_of, number};

pub(super) fn bodies(fields: &[Field], places: &Places<'_>) -> Bodies {
    let layouts = places.define("FIELDS", fields.iter().map(|f| abi_of(Some(&f.ty))));
    let Places { bounds, of, there, here, .. } = places;
    let each = |make: &dyn Fn(usize, &Field) -> TokenStream| -> TokenStream {
        fields.iter().enumerate().map(|(i, field)| make(i, field)).collect()
    };
    let checks =
        each(&|_, Field { wit_name, ty, .. }| quote!((#wit_name, <#ty as __p::ComponentType>::typecheck),));
    let lift = each(&|at, Field { ident, ty, .. }| {
        let i = number(at);
        let value = quote!(<#ty as __p::LiftFrom<'a>>::lift(cx, &flat[const { flat_of #of(#i) }])?);
        let value = places.entered(at, ty, value);
        quote!(#ident: #value,)
    });
    let load = each(&|at, Field { ident, ty, .. }| {
        let i = number(at);
        let value = quote!(<#ty as __p::LiftFrom<'a>>::load(cx, &from[const { bytes_of #of(#i) }])?);
        let value = places.entered(at, ty, value);
        quote!(#ident: #value,)
    });
    Bodies {
        places: quote! {
            #layouts
            const fn bytes_of #bounds(field: usize) -> ::core::ops::Range<usize> {
                let at = __p::CanonicalAbi::field_offset(#there FIELDS, field) as usize;
                at..at + #there FIELDS[field].size as usize
            }
            const fn flat_of #bounds(field: usize) -> ::core::ops::Range<usize> {
                let at = __p::CanonicalAbi::record(#there FIELDS.split_at(field).0).flat as usize;
                at..at + #there FIELDS[field].flat as usize
            }
        },
        abi: quote!(__p::CanonicalAbi::record(#here FIELDS)),
        typecheck: quote!(__p::typecheck_record(ty, &[#checks])),
        lower: each(&|at, Field { ident, ty, .. }| {
            let (i, enter) = (number(at), places.enter(at, ty));
            quote!(#enter __p::Lower::lower(&self.#ident, cx, &mut flat[const { flat_of #of(#i) }])?;)
        }),
        store: each(&|at, Field { ident, ty, .. }| {
            let (i, enter) = (number(at), places.enter(at, ty));
            quote!(#enter __p::Lower::store(&self.#ident, cx, at.wrapping_add(const { bytes_of #of(#i).start as u32 }))?;)
        }),
        store_plain: each(&|i, Field { ident, .. }| {
            let i = number(i);
            quote!(__p::Lower::store_plain(&self.#ident, &mut to[const { bytes_of #of(#i) }]);)
        }),
        lift: quote!(Self { #lift }),
        load: quote!(Self { #load }),
    }
}
