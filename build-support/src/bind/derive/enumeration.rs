//! Enums: a discriminant alone.

use proc_macro2::Ident;
use quote::quote;

use super::{Bodies, Mirror, discriminant, number};

pub(super) fn bodies(mirror: &Mirror, cases: &[(Ident, String)]) -> Bodies {
    let Mirror { wit_name, .. } = mirror;
    let (tag, bytes) = discriminant(cases.len());
    let bytes = number(bytes);
    let names = cases.iter().map(|(_, name)| name);
    let arms = cases.iter().enumerate().map(|(i, (ident, _))| {
        let i = number(i);
        quote!(#i => Self::#ident,)
    });
    let arms = quote!(#(#arms)* _ => return __p::invalid(#wit_name));
    Bodies {
        places: quote!(),
        abi: quote!(__p::CanonicalAbi::scalar(#bytes)),
        typecheck: quote!(__p::typecheck_enum(ty, &[#(#names),*])),
        lower: quote!(flat[0] = *self as u64;),
        store: quote!(__p::Lower::store(&(*self as #tag), cx, at)?;),
        store_plain: quote!(__p::Lower::store_plain(&(*self as #tag), to);),
        lift: quote!(match flat[0] as u32 { #arms }),
        load: quote!(match <#tag as __p::LiftFrom<'a>>::load(cx, from)? { #arms }),
    }
}
