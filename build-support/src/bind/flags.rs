//! The Rust type of WIT flags: a set of bits with a constant for each flag and the operators of sets.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::derive::bits_type;

/// A struct with a private field `bits`; `flags` are the constants, each with its docs.
pub(crate) fn flags_type(name: &Ident, flags: &[(Ident, TokenStream)]) -> TokenStream {
    let (ty, _) = bits_type(flags.len());
    let constants = flags.iter().enumerate().map(|(i, (flag, docs))| {
        let i = Literal::usize_unsuffixed(i);
        quote!(#docs pub const #flag: Self = Self { bits: 1 << #i };)
    });
    let all = flags.iter().map(|(flag, _)| quote!(| Self::#flag.bits));
    let operators =
        [("BitOr", "bitor", "union"), ("BitAnd", "bitand", "intersection"), ("Sub", "sub", "difference")]
            .map(|(operator, method, set)| operator_impls(name, operator, method, set));
    let debug = debug_impl(name, flags);
    quote! {
        #[derive(
            ::core::clone::Clone, ::core::marker::Copy, ::core::default::Default, ::core::cmp::PartialEq,
            ::core::cmp::Eq, ::core::hash::Hash,
        )]
        pub struct #name { bits: #ty }

        impl #name {
            #(#constants)*

            /// No flags.
            #[inline]
            pub const fn empty() -> Self { Self { bits: 0 } }
            /// All flags.
            #[inline]
            pub const fn all() -> Self { Self { bits: 0 #(#all)* } }
            /// The flags as bits; the first flag is the lowest bit.
            #[inline]
            pub const fn bits(self) -> #ty { self.bits }
            /// Flags from bits; bits that are no flag are dropped.
            #[inline]
            pub const fn from_bits_truncate(bits: #ty) -> Self { Self { bits: bits & Self::all().bits } }
            /// Whether no flag is set.
            #[inline]
            pub const fn is_empty(self) -> bool { self.bits == 0 }
            /// Whether all flags of `other` are set.
            #[inline]
            pub const fn contains(self, other: Self) -> bool { self.bits & other.bits == other.bits }
            /// Whether any flag of `other` is set.
            #[inline]
            pub const fn intersects(self, other: Self) -> bool { self.bits & other.bits != 0 }
            /// Flags that are set in either.
            #[inline]
            pub const fn union(self, other: Self) -> Self { Self { bits: self.bits | other.bits } }
            /// Flags that are set in both.
            #[inline]
            pub const fn intersection(self, other: Self) -> Self { Self { bits: self.bits & other.bits } }
            /// Flags that are not set in `other`.
            #[inline]
            pub const fn difference(self, other: Self) -> Self { Self { bits: self.bits & !other.bits } }
            /// Sets all flags of `other`.
            #[inline]
            pub const fn insert(&mut self, other: Self) { self.bits |= other.bits; }
            /// Unsets all flags of `other`.
            #[inline]
            pub const fn remove(&mut self, other: Self) { self.bits &= !other.bits; }
        }

        #(#operators)*

        impl ::core::ops::Not for #name {
            type Output = Self;
            #[inline]
            fn not(self) -> Self { Self::all().difference(self) }
        }

        #debug
    }
}

/// As [`flags_type`], with what else `flags!` of Wasmtime defines.
pub(crate) fn user_flags_type(name: &Ident, flags: &[(Ident, TokenStream)]) -> TokenStream {
    let item = flags_type(name, flags);
    let xor = operator_impls(name, "BitXor", "bitxor", "symmetric_difference");
    quote! {
        #item
        impl #name {
            /// Flags that are set in one of the two.
            #[inline]
            pub const fn symmetric_difference(self, other: Self) -> Self { Self { bits: self.bits ^ other.bits } }
            /// The flags as words of 32 bits.
            #[inline]
            pub const fn as_array(&self) -> [u32; 1] { [self.bits as u32] }
        }
        #xor
    }
}

fn operator_impls(name: &Ident, operator: &str, method: &str, set: &str) -> TokenStream {
    let set = format_ident!("{set}");
    let (assign, assign_method) = (format_ident!("{operator}Assign"), format_ident!("{method}_assign"));
    let (operator, method) = (format_ident!("{operator}"), format_ident!("{method}"));
    quote! {
        impl ::core::ops::#operator for #name {
            type Output = Self;
            #[inline]
            fn #method(self, other: Self) -> Self { self.#set(other) }
        }
        impl ::core::ops::#assign for #name {
            #[inline]
            fn #assign_method(&mut self, other: Self) { *self = self.#set(other); }
        }
    }
}

/// Prints the names of the flags that are set: `Style(FILLED | DASHED)`.
fn debug_impl(name: &Ident, flags: &[(Ident, TokenStream)]) -> TokenStream {
    let open = format!("{name}(");
    let pairs = flags.iter().map(|(flag, _)| {
        let text = flag.to_string();
        quote!((#text, Self::#flag))
    });
    quote! {
        impl ::core::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(#open)?;
                let mut rest = "";
                for (name, flag) in [#(#pairs),*] {
                    if self.contains(flag) {
                        f.write_str(rest)?;
                        f.write_str(name)?;
                        rest = " | ";
                    }
                }
                f.write_str(")")
            }
        }
    }
}
