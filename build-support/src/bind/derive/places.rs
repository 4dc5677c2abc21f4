//! Layouts of a type's fields or cases, where the bodies of its impls can name them.
//!
//! For a type without parameters they are a constant. A constant cannot name the parameters of an impl, so for others they
//! belong to the type itself, by a trait of its own, and the functions that look at them are told the type.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::Generics;

/// How layouts are named.
pub(super) struct Places<'a> {
    /// The type and its parameters; none for a type without.
    ty: Option<(&'a Ident, &'a Generics)>,
    /// Parameters of functions that look at layouts.
    pub(super) bounds: TokenStream,
    /// What is passed for them from inside of an impl.
    pub(super) of: TokenStream,
    /// What stands before the name of the layouts in such functions.
    pub(super) there: TokenStream,
    /// The same, in an impl.
    pub(super) here: TokenStream,
}

impl<'a> Places<'a> {
    /// Of a type without parameters.
    pub(super) fn of_one_type() -> Self {
        let none = TokenStream::new;
        Self { ty: None, bounds: none(), of: none(), there: none(), here: none() }
    }

    /// Of a type with these parameters, whose bounds say that they are `ComponentType`s.
    pub(super) fn of_generic(name: &'a Ident, generics: &'a Generics) -> Self {
        Self {
            ty: Some((name, generics)),
            bounds: quote!(<__T: __Places + ?::core::marker::Sized>),
            of: quote!(::<Self>),
            there: quote!(__T::),
            here: quote!(<Self as __Places>::),
        }
    }

    /// Says where a part stands, before it crosses the boundary, if it may have handles of resources: in terms of `cx`, and
    /// of `place`, where the whole stands.
    pub(super) fn enter(&self, number: usize, ty: &TokenStream) -> TokenStream {
        if self.ty.is_none() {
            return TokenStream::new();
        }
        let number = super::number(number);
        quote!(if <#ty as __p::ComponentType>::HANDLES { cx.enter(place, #number); })
    }

    /// An expression for a part, after [`Places::enter`].
    pub(super) fn entered(&self, number: usize, ty: &TokenStream, value: TokenStream) -> TokenStream {
        let enter = self.enter(number, ty);
        if enter.is_empty() { value } else { quote!({ #enter #value }) }
    }

    /// Defines the layouts under a name.
    pub(super) fn define(&self, list: &str, layouts: impl Iterator<Item = TokenStream>) -> TokenStream {
        let list = Ident::new(list, Span::call_site());
        let Some((name, generics)) = self.ty else {
            return quote!(const #list: &[__p::CanonicalAbi] = &[#(#layouts),*];);
        };
        let (params, arguments, conditions) = generics.split_for_impl();
        quote! {
            trait __Places {
                const #list: &'static [__p::CanonicalAbi];
            }
            impl #params __Places for #name #arguments #conditions {
                const #list: &'static [__p::CanonicalAbi] = &[#(#layouts),*];
            }
        }
    }
}
