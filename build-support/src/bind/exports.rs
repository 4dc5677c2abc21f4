//! What a component exports: `Instance` with a method per function, a view per interface, and constant indices.

use embody_abi::canonical::Direction;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use wit_parser::Function;

use super::convert::Converter;
use super::docs::{docs, text};
use super::functions::{Signature, core_params, function_name, resource_of};
use super::idents::{Taken, camel, ident, screaming};
use super::imports::host_functions;
use super::modules::Modules;
use super::quotes::{ok, private, result};
use super::rust_types::{Hosts, RustTypes};
use super::scope::Scope;
use super::wasi;
use super::wide::{self, is_wide};
use super::world::Group;

/// Methods that every instance has.
const INSTANCE_METHODS: &[&str] = &["new", "host", "host_mut", "into_host", "reset", "run_destructors"];

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
    let run = run(scope, &mut taken);
    let world = &scope.resolve().worlds[scope.world.id];
    let docs = docs(
        &world.docs,
        "One running instance of the component, with its memory and the state `T` of its host.",
    );
    let exports_resources = scope.resources.any_exported().then(|| {
        let result = result(&quote!(()));
        quote! {
            /// Runs the component's destructors of resources that were dropped since it was called last. Each call does
            /// that first.
            pub fn run_destructors(&mut self) -> #result { self.inner.run_destructors() }
        }
    });
    let made = ok(&quote!(Self { inner: #private::TypedInstance::new(host, #host_functions)? }));
    let (new_result, reset_result) = (result(&quote!(Self)), result(&quote!(())));
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
                /// Ends what runs, poisoned or not, and starts anew with the same host: memory, globals and tables are as
                /// they were at first. Resources of the component that were not dropped belong to none any more.
                pub fn reset(&mut self) -> #reset_result where T: Imports {
                    self.inner.reset(#host_functions)
                }
                /// The host's state.
                #[inline]
                pub fn host(&self) -> &T { self.inner.host() }
                /// The host's state.
                #[inline]
                pub fn host_mut(&mut self) -> &mut T { self.inner.host_mut() }
                /// Ends the instance and returns the host's state.
                pub fn into_host(self) -> T { self.inner.into_host() }

                #exports_resources
                #run
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

/// The method that runs a program, of a component that is one; none if another method has its name.
fn run(scope: &Scope<'_>, taken: &mut Taken) -> Option<TokenStream> {
    let wasi = scope.chosen.choices.wasi.path()?;
    let program = exported_interfaces(scope).find(|group| group.name.as_deref().is_some_and(wasi::is_run))?;
    let (name, view) = (format_ident!("run"), view_method(scope, program));
    if taken.take(name.clone()) != name {
        return None;
    }
    let result = result(&quote!(#wasi::ExitStatus));
    Some(quote! {
        /// Runs the program: calls `wasi:cli/run`. What it gives to `wasi:cli/exit` is its result, too.
        pub fn run(&mut self) -> #result {
            #wasi::ExitStatus::of_run(self.#view().run())
        }
    })
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
    scope.exports.iter().filter(|g| g.name.is_some() && free_functions(g).next().is_some())
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

/// One method per function of a group that is no resource's, which calls `self.inner`.
fn methods(scope: &Scope<'_>, group: &Group<'_>, module: &[Ident], taken: &mut Taken) -> Vec<TokenStream> {
    let method = |(number, function): &(u32, &Function)| {
        let name = taken.take(function_name(function));
        let docs = docs(&function.docs, &format!("Calls the function `{}`.", function.name));
        let call = Call::new(scope, module, *number, function);
        let (rust, body) = (call.public.rust(), call.body(&quote!(self.inner)));
        let with = call.view(&quote!(self.inner)).map(|(signature, body)| {
            let with = taken.take(format_ident!("{name}_with"));
            let docs = text(&format!(
                "As [`{name}`](Self::{name}), with the result where it lies in the component's memory, for as long as `see` \
                 looks at it."
            ));
            quote! {
                #docs
                #[inline]
                pub fn #with #signature { #body }
            }
        });
        quote! {
            #docs
            #[inline]
            pub fn #name #rust { #body }
            #with
        }
    };
    free_functions(group).map(method).collect()
}

/// Functions of a group that are no resource's.
fn free_functions<'g, 'a>(group: &'g Group<'a>) -> impl Iterator<Item = &'g (u32, &'a Function)> {
    group.functions.iter().filter(|(_, function)| resource_of(function).is_none())
}

/// A call of an exported function.
pub(super) struct Call<'a> {
    scope: &'a Scope<'a>,
    module: Vec<Ident>,
    number: u32,
    function: &'a Function,
    /// What users see.
    pub(super) public: Signature,
    /// What crosses the boundary.
    crossing: Signature,
    /// The arguments, as expressions of what crosses.
    values: Vec<TokenStream>,
    wide: Option<TokenStream>,
}

impl<'a> Call<'a> {
    /// From code in `module`.
    pub(super) fn new(scope: &'a Scope<'a>, module: &[Ident], number: u32, function: &'a Function) -> Self {
        let of = |hosts| Signature::of_export(&RustTypes::new(scope, module, true, hosts), function);
        let (public, crossing) = (of(Hosts::Of(quote!(T))), of(Hosts::Crossing(quote!(T))));
        let converter = Converter::outward(scope, true);
        let values = function.params.iter().zip(&public.names);
        let values = values.map(|(param, name)| converter.convert(&param.ty, quote!(#name))).collect();
        let wide = is_wide(function).then(|| wide::path(module, false, number));
        Self { scope, module: module.to_vec(), number, function, public, crossing, values, wide }
    }

    /// The first argument is `self`.
    pub(super) fn receiver(&mut self) {
        if let Some(first) = self.values.first_mut() {
            *first = quote!(self);
        }
    }

    /// Signature and body of the method that shows the result to a function; none if that would be the same.
    fn view(&self, inner: &TokenStream) -> Option<(TokenStream, TokenStream)> {
        let Self { scope, module, function, crossing, public, wide, .. } = self;
        let ty = function.result.as_ref()?;
        if !scope.hosts(ty, true).is_empty() {
            return None;
        }
        let write = |lifetime: TokenStream| {
            let mut types = RustTypes::new(scope, module, true, Hosts::Of(quote!(T)));
            types.lifetime = lifetime;
            types.lifted(ty)
        };
        let (named, elided) = (write(quote!('a)), write(quote!('_)));
        if named.to_string() == elided.to_string() {
            return None;
        }
        let (private, params) = (private(), crossing.params_type(wide.as_ref()));
        let values = Signature::params_value(&self.values, wide.as_ref());
        let index = Literal::usize_suffixed(self.number as usize);
        let core = core_params(scope, function, Direction::Lift);
        let see = quote!(see: impl ::core::ops::FnOnce(#elided) -> O);
        let signature = public.rust_seen(&see);
        let body = quote! {
            enum Seen {}
            impl #private::View for Seen {
                type Of<'a> = #named;
            }
            #inner.call_with::<#index, #params, Seen, (#(#core,)*), O>(#values, see)
        };
        Some((signature, body))
    }

    /// The call, of the instance that is `inner`.
    pub(super) fn body(&self, inner: &TokenStream) -> TokenStream {
        let Self { scope, function, crossing, wide, .. } = self;
        let params = crossing.params_type(wide.as_ref());
        let values = Signature::params_value(&self.values, wide.as_ref());
        let (index, result) = (Literal::usize_suffixed(self.number as usize), &crossing.result);
        let core = core_params(scope, function, Direction::Lift);
        let call = quote!(#inner.call::<#index, #params, #result, (#(#core,)*)>(#values));
        Converter::inward(scope, true).result(function.result.as_ref(), call)
    }
}
