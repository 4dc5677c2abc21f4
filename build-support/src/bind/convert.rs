//! Values of the host's on their way between a user's types and those that cross the boundary.
//!
//! In: a WIT type, an expression of one Rust type for it, and what becomes of each handle in it. Out: an expression of the
//! other. Where no handle of the host's is inside, it is the same expression.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use wit_parser::{Handle, Type, TypeDefKind};

use super::rust_types::is_nominal;
use super::scope::Scope;

/// What converts.
pub(crate) struct Converter<'a> {
    pub(crate) scope: &'a Scope<'a>,
    /// Whether the value is part of what the component exports.
    pub(crate) exporting: bool,
    /// From a handle, and an expression for it, to another expression.
    pub(crate) handle: &'a dyn Fn(&Handle, TokenStream) -> TokenStream,
    /// From a kind of handle to an expression for a function that does the same; `&mut dyn FnMut(A) -> B`.
    pub(crate) function: &'a dyn Fn(&Handle) -> TokenStream,
}

impl<'a> Converter<'a> {
    /// From what comes from the component to a user's values.
    pub(crate) fn inward(scope: &'a Scope<'a>, exporting: bool) -> Self {
        Self { scope, exporting, handle: &taken, function: &|_| quote!(&mut |value| value.into_inner()) }
    }

    /// From a user's values to what goes to the component.
    pub(crate) fn outward(scope: &'a Scope<'a>, exporting: bool) -> Self {
        let function = &|handle: &Handle| {
            let given = given(handle, quote!(value));
            quote!(&mut |value| #given)
        };
        Self { scope, exporting, handle: &given, function }
    }

    /// Converts what is in the `Ok` of a call, if there is anything to convert.
    pub(crate) fn result(&self, ty: Option<&Type>, call: TokenStream) -> TokenStream {
        match ty.filter(|ty| !self.scope.hosts(ty, self.exporting).is_empty()) {
            Some(ty) => {
                let converted = self.convert(ty, quote!(value));
                quote!(#call.map(|value| #converted))
            }
            None => call,
        }
    }

    /// Converts a value.
    pub(crate) fn convert(&self, ty: &Type, value: TokenStream) -> TokenStream {
        let Type::Id(id) = ty else { return value };
        let hosts = self.scope.hosts(ty, self.exporting);
        if hosts.is_empty() {
            return value;
        }
        let kind = &self.scope.type_def(*id).kind;
        if is_nominal(kind) {
            let functions = hosts.iter().map(|host| (self.function)(host));
            return quote!(#value.__map(#(#functions),*));
        }
        match kind {
            TypeDefKind::Type(ty) => self.convert(ty, value),
            TypeDefKind::Handle(handle) => (self.handle)(handle, value),
            TypeDefKind::Option(ty) => {
                let some = self.convert(ty, quote!(value));
                quote!(#value.map(|value| #some))
            }
            TypeDefKind::Result(result) => {
                let mut value = value;
                for (ty, method) in [(&result.ok, "map"), (&result.err, "map_err")] {
                    if let Some(ty) =
                        ty.as_ref().filter(|ty| !self.scope.hosts(ty, self.exporting).is_empty())
                    {
                        let (method, payload) = (format_ident!("{method}"), self.convert(ty, quote!(value)));
                        value = quote!(#value.#method(|value| #payload));
                    }
                }
                value
            }
            TypeDefKind::List(ty) => {
                let element = self.convert(ty, quote!(value));
                quote!(__embody::__private::each(#value, |value| #element))
            }
            TypeDefKind::FixedLengthList(ty, _) => {
                let element = self.convert(ty, quote!(value));
                quote!(#value.map(|value| #element))
            }
            TypeDefKind::Map(key, of) => {
                let (key, of) = (self.convert(key, quote!(key)), self.convert(of, quote!(value)));
                quote!(__embody::__private::each_entry(#value, |(key, value)| (#key, #of)))
            }
            TypeDefKind::Tuple(tuple) => {
                let names: Vec<Ident> = (0..tuple.types.len()).map(|i| format_ident!("part{i}")).collect();
                let parts = tuple.types.iter().zip(&names).map(|(ty, name)| self.convert(ty, quote!(#name)));
                quote!({ let (#(#names,)*) = #value; (#(#parts,)*) })
            }
            // Without handles.
            _ => value,
        }
    }
}

fn taken(_: &Handle, value: TokenStream) -> TokenStream {
    quote!(#value.into_inner())
}

fn given(handle: &Handle, value: TokenStream) -> TokenStream {
    match handle {
        Handle::Own(_) => quote!(__embody::__private::HostGiven::new(#value)),
        Handle::Borrow(_) => quote!(__embody::__private::HostLend::new(#value)),
    }
}
