//! What a component exports: `Instance` with a method per function, a view per interface, and constant indices.

use embody_abi::canonical::Direction;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use wit_parser::Function;

use super::docs::{docs, text};
use super::functions::{Signature, core_params};
use super::idents::{Taken, camel, ident, screaming, snake};
use super::imports::host_functions;
use super::modules::Modules;
use super::quotes::{ok, private, result};
use super::rust_types::RustTypes;
use super::scope::Scope;
use super::wide::{self, is_wide};
use super::world::Group;

/// Methods that every instance has.
const INSTANCE_METHODS: &[&str] = &["new", "host", "host_mut", "into_host"];

/// Adds `Instance` and `COMPONENT`.
pub(crate) fn instance(scope: &Scope<'_>, lowerings: &[u32], modules: &mut Modules) {
    let private = private();
    let host_functions = host_functions(scope, lowerings);
    let root = scope.exports.iter().filter(|g| g.name.is_none());
    let mut taken = Taken::by(INSTANCE_METHODS);
    let methods = root.flat_map(|g| methods(scope, g, &[], &mut taken)).collect::<Vec<_>>();
    let views = exported_interfaces(scope).map(|group| {
        let (method, view) = (taken.take(view_method(scope, group)), view_name(scope, group));
        let docs = text(&format!("The exported interface `{}`.", group.name.as_deref().unwrap_or_default()));
        quote! {
            #docs
            #[inline]
            pub fn #method(&mut self) -> views::#view<'_, T> {
                views::#view { inner: &mut self.inner }
            }
        }
    });
    let views = views.collect::<Vec<_>>();
    let world = &scope.resolve().worlds[scope.world.id];
    let docs = docs(
        &world.docs,
        "One running instance of the component, with its memory and the state `T` of its host.",
    );
    let made = ok(&quote!(Self { inner: #private::TypedInstance::new(host, #host_functions)? }));
    let new_result = result(&quote!(Self));
    modules.add(
        &[],
        quote! {
            #docs
            pub struct Instance<T> {
                inner: #private::TypedInstance<__image::Image, T>,
            }

            impl<T> Instance<T> {
                /// Makes an instance, whose imports are answered by `host`.
                pub fn new(host: T) -> #new_result where T: Imports {
                    #made
                }
                /// The host's state.
                #[inline]
                pub fn host(&self) -> &T { self.inner.host() }
                /// The host's state.
                #[inline]
                pub fn host_mut(&mut self) -> &mut T { self.inner.host_mut() }
                /// Ends the instance and returns the host's state.
                pub fn into_host(self) -> T { self.inner.into_host() }

                #(#methods)*
                #(#views)*
            }

            impl<T> ::core::fmt::Debug for Instance<T> {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    f.debug_struct("Instance").finish_non_exhaustive()
                }
            }

            /// The component itself, for the dynamic API.
            pub static COMPONENT: __embody::component::EmbeddedComponent =
                __embody::component::EmbeddedComponent::new(&__image::IMAGE, __image::META);
        },
    );
}

/// Adds `views`: a borrowed view of the instance for each exported interface.
pub(crate) fn views(scope: &Scope<'_>, modules: &mut Modules) {
    let module = [format_ident!("views")];
    let private = private();
    for group in exported_interfaces(scope) {
        let name = view_name(scope, group);
        let docs = text(&format!("The exported interface `{}`.", group.name.as_deref().unwrap_or_default()));
        let methods = methods(scope, group, &module, &mut Taken::default());
        modules.add(
            &module,
            quote! {
                #docs
                pub struct #name<'a, T> {
                    pub(super) inner: &'a mut #private::TypedInstance<super::__image::Image, T>,
                }
                impl<T> #name<'_, T> { #(#methods)* }
                impl<T> ::core::fmt::Debug for #name<'_, T> {
                    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                        f.debug_struct(::core::stringify!(#name)).finish_non_exhaustive()
                    }
                }
            },
        );
    }
    modules.document(&module, text("Borrowed views of an instance, one for each exported interface."));
}

/// Adds `indices`: a constant for each exported function.
pub(crate) fn indices(scope: &Scope<'_>, modules: &mut Modules) {
    let module = [format_ident!("indices")];
    let mut taken = Taken::default();
    for group in &scope.exports {
        for (number, function) in &group.functions {
            let prefix = joined(&scope.group_path(group), "-");
            let name = taken.take(screaming(&format!("{prefix}-{}", function.name)));
            let of = group.name.as_ref().map(|name| format!(" of `{name}`")).unwrap_or_default();
            let docs = text(&format!("The function `{}`{of}.", function.name));
            modules.add(
                &module,
                quote! {
                    #docs
                    pub const #name: __embody::component::ExportIndex = __embody::component::ExportIndex::new(#number);
                },
            );
        }
    }
    modules.document(&module, text("Constant indices of the exports, for the dynamic API."));
}

fn exported_interfaces<'a>(scope: &'a Scope<'a>) -> impl Iterator<Item = &'a Group<'a>> {
    scope.exports.iter().filter(|g| g.name.is_some() && !g.functions.is_empty())
}

fn joined(path: &[Ident], separator: &str) -> String {
    path.iter().map(ToString::to_string).collect::<Vec<_>>().join(separator)
}

fn view_method(scope: &Scope<'_>, group: &Group<'_>) -> Ident {
    ident(&joined(&scope.group_path(group), "_"))
}

fn view_name(scope: &Scope<'_>, group: &Group<'_>) -> Ident {
    camel(&joined(&scope.group_path(group), "-"))
}

/// One method per function of a group, which calls `self.inner`.
fn methods(scope: &Scope<'_>, group: &Group<'_>, module: &[Ident], taken: &mut Taken) -> Vec<TokenStream> {
    let method = |(number, function): &(u32, &Function)| {
        let name = taken.take(snake(&function.name));
        let docs = docs(&function.docs, &format!("Calls the function `{}`.", function.name));
        let signature = Signature::of_export(&RustTypes::new(scope, module), function);
        let wide = is_wide(function).then(|| wide::path(module, false, *number));
        let (rust, params) = (signature.rust(), signature.params_type(wide.as_ref()));
        let values = Signature::params_value(&signature.names, wide.as_ref());
        let (index, result) = (Literal::usize_suffixed(*number as usize), &signature.result);
        let core = core_params(scope, function, Direction::Lift);
        quote! {
            #docs
            #[inline]
            pub fn #name #rust {
                self.inner.call::<#index, #params, #result, (#(#core,)*)>(#values)
            }
        }
    };
    group.functions.iter().map(method).collect()
}
