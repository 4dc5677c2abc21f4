//! The Rust type of WIT flags: that of the crate `bitflags`, which the runtime has.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::derive::bits_type;

/// A set of flags with these attributes, of which `flags` are the constants, each with its docs; `runtime` is the path of
/// the runtime crate.
pub(crate) fn flags_type(
    runtime: &TokenStream,
    attributes: &TokenStream,
    name: &Ident,
    flags: &[(Ident, TokenStream)],
) -> TokenStream {
    let (ty, _) = bits_type(flags.len());
    let constants = flags.iter().enumerate().map(|(i, (flag, docs))| {
        let i = Literal::usize_unsuffixed(i);
        quote!(#docs const #flag = 1 << #i;)
    });
    quote! {
        #runtime::__private::bitflags::bitflags! {
            #attributes
            #[derive(
                ::core::fmt::Debug, ::core::clone::Clone, ::core::marker::Copy, ::core::default::Default,
                ::core::cmp::PartialEq, ::core::cmp::Eq, ::core::hash::Hash,
            )]
            pub struct #name: #ty { #(#constants)* }
        }
    }
}

/// As [`flags_type`], with what else `flags!` of Wasmtime defines.
pub(crate) fn user_flags_type(
    runtime: &TokenStream,
    attributes: &TokenStream,
    name: &Ident,
    flags: &[(Ident, TokenStream)],
) -> TokenStream {
    let item = flags_type(runtime, attributes, name, flags);
    quote! {
        #item
        impl #name {
            /// The flags as words of 32 bits.
            #[inline]
            pub const fn as_array(&self) -> [u32; 1] { [self.bits() as u32] }
        }
    }
}
