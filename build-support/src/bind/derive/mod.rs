//! Implementations of `ComponentType`, `Lower` and `LiftFrom` for a Rust type that mirrors a WIT type.
//!
//! In: a [`Mirror`], the type's name and shape. Out: impls that read and write at constant offsets in slices of constant
//! length, so that no bounds check is left in them. Layouts are not computed here: the impls have rustc compute them, with
//! the `const fn`s of `embody_abi::canonical`, from the `ABI` of each field. What comes out names the runtime as
//! `__embody`; whoever uses it puts that alias in scope.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

mod enumeration;
mod flags;
mod places;
mod record;
mod user;
mod variant;

pub(crate) use flags::bits_type;
pub(crate) use user::{Trait, user_impl};

use syn::Generics;

use places::Places;

/// A Rust type that mirrors a WIT type.
#[derive(Clone, Debug)]
pub struct Mirror {
    /// The Rust type.
    pub name: Ident,
    /// Whether the type has a lifetime, of what it borrows. Types of fields leave it out.
    pub borrows: bool,
    /// The WIT type's name, for messages.
    pub wit_name: String,
    /// What the type is made of.
    pub shape: Shape,
    /// Whether the type is plain (holds no string or list); none if only rustc can tell.
    pub plain: Option<bool>,
}

impl Mirror {
    /// The type, with this lifetime if it has one.
    fn name_with(&self, lifetime: &str) -> TokenStream {
        let name = &self.name;
        let lifetime = self.borrows.then(|| syn::Lifetime::new(lifetime, Span::call_site()));
        let lifetime = lifetime.map(|lifetime| quote!(<#lifetime>));
        quote!(#name #lifetime)
    }
}

/// What a [`Mirror`] is made of.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A struct with these fields.
    Record(Vec<Field>),
    /// An enum of which some cases have a payload.
    Variant(Vec<Case>),
    /// An enum of which no case has a payload.
    Enum(Vec<(Ident, String)>),
    /// A set of `bitflags`, in which flag number `i` is bit `i`.
    Flags(Vec<String>),
}

/// A field of a record.
#[derive(Clone, Debug)]
pub struct Field {
    /// The Rust field.
    pub ident: Ident,
    /// Its name in WIT.
    pub wit_name: String,
    /// Its Rust type.
    pub ty: TokenStream,
}

/// A case of a variant.
#[derive(Clone, Debug)]
pub struct Case {
    /// The Rust case, of tuple form if it has a payload.
    pub ident: Ident,
    /// Its name in WIT.
    pub wit_name: String,
    /// The Rust type of its payload, if it has one.
    pub ty: Option<TokenStream>,
}

/// Which way values go: which traits are implemented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Directions {
    /// `Lower`.
    pub lower: bool,
    /// `LiftFrom`.
    pub lift: bool,
}

impl Directions {
    /// To the guest and back.
    pub const BOTH: Self = Self { lower: true, lift: true };
    /// To the guest.
    pub const LOWER: Self = Self { lower: true, lift: false };
    /// From the guest.
    pub const LIFT: Self = Self { lower: false, lift: true };
}

/// The bodies of the impls: each is made by the file of its shape.
struct Bodies {
    /// Items that the others use.
    places: TokenStream,
    /// Expression of type `CanonicalAbi`.
    abi: TokenStream,
    /// Expression of type `Result<()>`, in terms of `ty`.
    typecheck: TokenStream,
    /// Statements in terms of `self`, `cx` and `flat: &mut [u64; FLAT]`, which may return errors.
    lower: TokenStream,
    /// Statements in terms of `self`, `cx` and `at`, which may return errors.
    store: TokenStream,
    /// Statements in terms of `self` and `to: &mut [u8; SIZE]`.
    store_plain: TokenStream,
    /// Expression of type `Self` in terms of `cx` and `flat: &[u64; FLAT]`, which may return errors.
    lift: TokenStream,
    /// Expression of type `Self` in terms of `cx` and `from: &[u8; SIZE]`, which may return errors.
    load: TokenStream,
}

/// As [`impls`], for a type with these type parameters, behind its lifetime if it has one.
pub(crate) fn generic_impls(mirror: &Mirror, params: &[Ident], directions: Directions) -> TokenStream {
    let lifetime = mirror.borrows.then(|| quote!('a,));
    let generics: Generics = syn::parse_quote!(<#lifetime #(#params),*>);
    let lower = directions.lower.then_some(Trait::Lower);
    let lift = directions.lift.then_some(Trait::Lift);
    let traits = [Some(Trait::ComponentType), lower, lift].into_iter().flatten();
    traits.map(|which| user_impl(mirror, &generics, which)).collect()
}

/// The impls of `ComponentType` and of the traits of each direction.
#[must_use]
pub fn impls(mirror: &Mirror, directions: Directions) -> TokenStream {
    let bodies = match &mirror.shape {
        Shape::Record(fields) => record::bodies(fields, &Places::of_one_type()),
        Shape::Variant(cases) => variant::bodies(mirror, cases, &Places::of_one_type()),
        Shape::Enum(cases) => enumeration::bodies(mirror, cases),
        Shape::Flags(names) => flags::bodies(names),
    };
    let places = &bodies.places;
    let mut impls = vec![component_type(mirror, &bodies)];
    impls.extend(directions.lower.then(|| lower(mirror, &bodies)));
    impls.extend(directions.lift.then(|| lift(mirror, &bodies)));
    quote! {
        #[allow(dead_code, reason = "not every impl needs all of it")]
        const _: () = {
            use __embody::__private as __p;
            #places
            const SIZE: usize = ABI.size as usize;
            const FLAT: usize = ABI.flat as usize;
            #(#impls)*
        };
    }
}

fn component_type(mirror: &Mirror, bodies: &Bodies) -> TokenStream {
    let name = mirror.name_with("'_");
    let Bodies { abi, typecheck, .. } = bodies;
    quote! {
        const ABI: __p::CanonicalAbi = #abi;
        impl __p::ComponentType for #name {
            const ABI: __p::CanonicalAbi = ABI;
            fn typecheck(ty: &__embody::component::types::Type) -> __embody::Result<()> {
                #typecheck
            }
        }
    }
}

fn lower(mirror: &Mirror, bodies: &Bodies) -> TokenStream {
    let (name, Mirror { wit_name, plain, .. }) = (mirror.name_with("'_"), mirror);
    let Bodies { lower, store, store_plain, .. } = bodies;
    let mut methods = quote! {
        #[inline]
        #[allow(unused_variables, reason = "a payload may be nothing")]
        fn lower(&self, cx: &mut __p::LowerContext<'_>, flat: &mut [u64]) -> __embody::Result<()> {
            let ::core::option::Option::Some(flat) = flat.first_chunk_mut::<FLAT>() else {
                return __p::invalid(#wit_name);
            };
            #lower
            ::core::result::Result::Ok(())
        }
    };
    if *plain != Some(true) {
        let if_plain = plain.is_none().then(|| {
            quote!(if ABI.plain {
                __p::Lower::store_plain(self, cx.bytes_mut(at, SIZE)?);
                return ::core::result::Result::Ok(());
            })
        });
        methods.extend(quote! {
            #[inline]
            fn store(&self, cx: &mut __p::LowerContext<'_>, at: u32) -> __embody::Result<()> {
                #if_plain
                #store
                ::core::result::Result::Ok(())
            }
        });
    }
    if *plain != Some(false) {
        methods.extend(quote! {
            #[inline(always)]
            fn store_plain(&self, to: &mut [u8]) {
                if let ::core::option::Option::Some(to) = to.first_chunk_mut::<SIZE>() {
                    #store_plain
                }
            }
        });
    }
    quote!(impl __p::Lower for #name { #methods })
}

fn lift(mirror: &Mirror, bodies: &Bodies) -> TokenStream {
    let (name, Mirror { wit_name, plain, .. }) = (mirror.name_with("'a"), mirror);
    let Bodies { lift, load, .. } = bodies;
    let inline = if *plain == Some(true) { quote!(#[inline(always)]) } else { quote!(#[inline]) };
    quote! {
        impl<'a> __p::LiftFrom<'a> for #name {
            #[inline]
            #[allow(unused_variables, reason = "a number needs no context")]
            fn lift(cx: &mut __p::LiftContext<'a>, flat: &[u64]) -> __embody::Result<Self> {
                let ::core::option::Option::Some(flat) = flat.first_chunk::<FLAT>() else {
                    return __p::invalid(#wit_name);
                };
                ::core::result::Result::Ok(#lift)
            }
            #inline
            fn load(cx: &mut __p::LiftContext<'a>, from: &[u8]) -> __embody::Result<Self> {
                let ::core::option::Option::Some(from) = from.first_chunk::<SIZE>() else {
                    return __p::invalid(#wit_name);
                };
                ::core::result::Result::Ok(#load)
            }
        }
    }
}

/// `CanonicalAbi` of a type, or of a missing payload.
fn abi_of(ty: Option<&TokenStream>) -> TokenStream {
    match ty {
        Some(ty) => quote!(<#ty as __p::ComponentType>::ABI),
        None => quote!(__p::CanonicalAbi::EMPTY),
    }
}

/// The integer type of a discriminant, and its bytes.
pub(crate) fn discriminant(cases: usize) -> (TokenStream, usize) {
    match embody_abi::canonical::discriminant_bytes(cases) {
        1 => (quote!(u8), 1),
        2 => (quote!(u16), 2),
        _ => (quote!(u32), 4),
    }
}

/// A number without a suffix.
fn number(value: usize) -> proc_macro2::Literal {
    proc_macro2::Literal::usize_unsuffixed(value)
}
