//! Resources that a component exports: a struct for each, with its constructor, methods and static functions.
//!
//! In: a resource type of an exported interface. Out: a struct that owns one, lends itself to the component by reference, is
//! given back by value, and runs the component's destructor some time after it went out of scope.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use wit_parser::{Function, FunctionKind, TypeId};

use super::docs::docs;
use super::exports::Call;
use super::functions::{at_root, function_name, resource_of};
use super::handles::{Resource, origin};
use super::idents::Taken;
use super::modules::Modules;
use super::quotes::private;
use super::scope::Scope;

/// Adds the struct of a resource type to the module of its interface.
pub(crate) fn define(scope: &Scope<'_>, modules: &mut Modules, id: TypeId, resource: &Resource) {
    let def = scope.type_def(id);
    let wit_name = def.name.as_deref().unwrap_or_default();
    let item_docs = docs(
        &def.docs,
        &format!(
            "The resource `{wit_name}`: it is dropped when this is, the next time that its instance is called."
        ),
    );
    let (name, private) = (&resource.ident, private());
    let impls = impls(resource);
    let mut taken = Taken::default();
    let functions = scope.exports.iter().filter(|group| scope.module(false, group) == resource.module);
    let functions = functions.flat_map(|group| &group.functions);
    let functions = functions
        .filter(|(_, function)| resource_of(function).is_some_and(|of| origin(scope.resolve(), of) == id))
        .map(|(number, function)| method(scope, resource, &mut taken, *number, function));
    let functions = functions.collect::<Vec<_>>();
    modules.add(
        &resource.module,
        quote! {
            #item_docs
            #[derive(::core::fmt::Debug)]
            pub struct #name {
                handle: #private::GuestResource,
            }
            #impls
            impl #name { #(#functions)* }
        },
    );
}

/// How handles cross the boundary.
fn impls(resource: &Resource) -> TokenStream {
    let (name, number) = (&resource.ident, Literal::u32_unsuffixed(resource.number));
    quote! {
        const _: () = {
            use __embody::__private as __p;
            impl __p::ComponentType for #name {
                const ABI: __p::CanonicalAbi = __p::CanonicalAbi::HANDLE;
                const HANDLES: bool = true;
                fn typecheck(ty: &__embody::component::types::Type) -> __embody::Result<()> {
                    __p::GuestResource::typecheck(ty)
                }
            }
            impl __p::Lower for #name {
                #[inline]
                fn lower(&self, cx: &mut __p::LowerContext<'_>, flat: &mut [u64]) -> __embody::Result<()> {
                    __p::Lower::lower(&self.handle.give(cx)?, cx, flat)
                }
                #[inline]
                fn store(&self, cx: &mut __p::LowerContext<'_>, at: u32) -> __embody::Result<()> {
                    __p::Lower::store(&self.handle.give(cx)?, cx, at)
                }
                #[inline]
                fn lower_ref(&self, cx: &mut __p::LowerContext<'_>, flat: &mut [u64]) -> __embody::Result<()> {
                    __p::Lower::lower(&self.handle.lend(cx)?, cx, flat)
                }
                #[inline]
                fn store_ref(&self, cx: &mut __p::LowerContext<'_>, at: u32) -> __embody::Result<()> {
                    __p::Lower::store(&self.handle.lend(cx)?, cx, at)
                }
            }
            impl<'a> __p::LiftFrom<'a> for #name {
                #[inline]
                fn lift(cx: &mut __p::LiftContext<'a>, flat: &[u64]) -> __embody::Result<Self> {
                    let handle = <u32 as __p::LiftFrom<'a>>::lift(cx, flat)?;
                    ::core::result::Result::Ok(Self { handle: __p::GuestResource::lift(cx, #number, handle)? })
                }
                #[inline]
                fn load(cx: &mut __p::LiftContext<'a>, from: &[u8]) -> __embody::Result<Self> {
                    let handle = <u32 as __p::LiftFrom<'a>>::load(cx, from)?;
                    ::core::result::Result::Ok(Self { handle: __p::GuestResource::lift(cx, #number, handle)? })
                }
            }
        };
    }
}

/// The constructor, a method or a static function.
fn method(
    scope: &Scope<'_>,
    resource: &Resource,
    taken: &mut Taken,
    number: u32,
    function: &Function,
) -> TokenStream {
    let name = taken.take(function_name(function));
    let fallback = match function.kind {
        FunctionKind::Constructor(_) => "Makes one, by the component's constructor.".to_owned(),
        _ => format!("Calls the function `{}`.", function.name),
    };
    let docs = docs(&function.docs, &fallback);
    let instance = at_root(&resource.module, "Instance");
    let instance = quote!(instance: &mut #instance<T>);
    let mut call = Call::new(scope, &resource.module, number, function);
    let is_method = matches!(
        function.kind,
        FunctionKind::Method(_) | FunctionKind::MethodGetter(_) | FunctionKind::MethodSetter(_)
    );
    let signature = if is_method {
        call.receiver();
        call.public.rust_with(&quote!(T,), &quote!(&self, #instance), 1)
    } else {
        call.public.rust_with(&quote!(T,), &instance, 0)
    };
    let body = call.body(&quote!(instance.inner));
    quote! {
        #docs
        #[inline]
        pub fn #name #signature { #body }
    }
}
