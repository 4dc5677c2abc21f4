//! What a component imports: a `Host` trait per interface, and the functions through which a guest calls them.

use std::collections::{BTreeSet, HashMap};

use embody_abi::canonical::Direction;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use wit_parser::Function;

use super::convert::Converter;
use super::docs::{docs, text};
use super::errors::host_error;
use super::functions::{Signature, at_root, core_params, function_name, resource_of, wit_name};
use super::handles::resource;
use super::idents::{Taken, snake};
use super::modules::{ModulePath, Modules, relative};
use super::quotes::private;
use super::rust_types::{Hosts, RustTypes};
use super::scope::Scope;
use super::wide::{self, is_wide};
use super::world::Group;
use crate::error::{Error, Result};

/// The module of the functions that a guest calls.
const HOST_CALLS: &str = "__host_calls";

/// Adds the `Host` traits, and `Imports` which unites them.
pub(crate) fn traits(scope: &Scope<'_>, modules: &mut Modules) {
    let mut hosts = Vec::new();
    for group in groups(scope) {
        let module = scope.module(true, group);
        hosts.push(relative(&[], &module, &format_ident!("Host")));
        if group.interface.and_then(|id| scope.existing(id)).is_none() {
            modules.add(&module, host_trait(scope, group, &module));
        }
    }
    let docs = match hosts.len() {
        0 => text("What a host must implement: nothing, this component imports no function."),
        _ => text(
            "What a host must implement: the `Host` trait of each imported interface. Who does that has this.",
        ),
    };
    modules.add(
        &[],
        quote! {
            #docs
            pub trait Imports: #(#hosts)+* {}
            impl<T: ?::core::marker::Sized #(+ #hosts)*> Imports for T {}
        },
    );
}

/// The imported groups that have functions or resources.
pub(crate) fn groups<'a>(scope: &'a Scope<'a>) -> impl Iterator<Item = &'a Group<'a>> {
    scope.imports.iter().filter(|group| {
        !group.functions.is_empty() || !scope.resources.imported_by(&scope.module(true, group)).is_empty()
    })
}

fn host_trait(scope: &Scope<'_>, group: &Group<'_>, module: &ModulePath) -> TokenStream {
    let types = RustTypes::new(scope, module, false, Hosts::Of(quote!(Self)));
    let mut seen = BTreeSet::new();
    let methods = methods(scope, group).into_iter().filter(|(name, _)| seen.insert(name.clone()));
    let methods = methods.map(|(name, function)| {
        let docs = docs(&function.docs, &format!("The function `{}`.", function.name));
        let signature = Signature::of_import(&types, function).rust();
        quote!(#docs fn #name #signature;)
    });
    let resources = scope.resources.imported_by(module).into_iter().map(|(id, resource)| {
        let (def, name) = (scope.type_def(id), &resource.ident);
        let wit_name = def.name.as_deref().unwrap_or_default();
        let docs = docs(
            &def.docs,
            &format!(
                "What the resource `{wit_name}` is to the host. It is dropped when the component drops its handle."
            ),
        );
        quote!(#docs type #name: ::core::marker::Send + 'static;)
    });
    let supertraits = supertraits(scope, group, module);
    let docs = match &group.name {
        Some(name) => text(&format!("Functions that the component imports from `{name}`.")),
        None => text("Functions that the component imports on their own."),
    };
    quote!(#docs pub trait Host #supertraits { #(#resources)* #(#methods)* })
}

/// The other `Host` traits whose resources a trait names: `: super::streams::Host`.
fn supertraits(scope: &Scope<'_>, group: &Group<'_>, module: &[Ident]) -> TokenStream {
    let types = group.functions.iter().flat_map(|(_, f)| f.params.iter().map(|p| &p.ty).chain(&f.result));
    let hosts = types.flat_map(|ty| scope.hosts(ty, false));
    let modules =
        hosts.filter_map(|handle| scope.resource(resource(&handle), false)).map(|resource| &resource.module);
    let modules: BTreeSet<_> = modules.filter(|other| *other != module).collect();
    let traits = modules.into_iter().map(|other| relative(module, other, &format_ident!("Host")));
    let traits = traits.collect::<Vec<_>>();
    if traits.is_empty() { quote!() } else { quote!(: #(#traits)+*) }
}

/// The functions of a group with the names that they have in its trait. Those of several versions are one method.
pub(crate) fn methods<'a>(scope: &Scope<'_>, group: &Group<'a>) -> Vec<(Ident, &'a Function)> {
    let mut taken = Taken::default();
    let name = |function: &Function| match resource_of(function) {
        Some(id) => {
            let resource = scope.type_def(id).name.as_deref().unwrap_or_default();
            snake(&format!("{resource}-{}", wit_name(function)))
        }
        None => function_name(function),
    };
    let mut known = HashMap::new();
    let mut name_of = |function: &'a Function| {
        known.entry(&function.name).or_insert_with(|| taken.take(name(function))).clone()
    };
    group.functions.iter().map(|(_, function)| (name_of(function), *function)).collect()
}

/// Adds one function per lowering, through which a guest calls the host, and a function that lists them.
///
/// # Errors
/// If a lowering calls an imported function that the world does not have.
pub(crate) fn host_calls(scope: &Scope<'_>, lowerings: &[u32], modules: &mut Modules) -> Result<()> {
    let module = [format_ident!("{HOST_CALLS}")];
    for (lowering, import) in lowerings.iter().enumerate() {
        let found = groups(scope).find_map(|group| {
            let at = group.functions.iter().position(|(number, _)| number == import)?;
            let (method, function) = methods(scope, group).into_iter().nth(at)?;
            Some((group, method, function))
        });
        let Some((group, method, function)) = found else {
            return Err(Error::bug(format!(
                "lowering {lowering} calls function {import}, which is not imported"
            )));
        };
        let host = relative(&module, &scope.module(true, group), &format_ident!("Host"));
        modules
            .add(&module, host_call(scope, &module, (lowering, *import), &quote!(#host::#method), function));
    }
    Ok(())
}

fn host_call(
    scope: &Scope<'_>,
    module: &[Ident],
    (lowering, import): (usize, u32),
    method: &TokenStream,
    function: &Function,
) -> TokenStream {
    let (private, name) = (private(), host_call_name(lowering));
    let (imports, image) = (at_root(module, "Imports"), at_root(module, "__image"));
    let types = RustTypes::new(scope, module, false, Hosts::Crossing(quote!(T)));
    let signature = Signature::of_import(&types, function);
    let wide = is_wide(function).then(|| wide::path(module, true, import));
    let (params, result) = (signature.params_type(wide.as_ref()), &signature.result);
    let core = core_params(scope, function, Direction::Lower);
    let values = (0..core.len()).map(|i| format_ident!("value{i}")).collect::<Vec<_>>();
    let arguments = (0..signature.names.len()).map(|i| format_ident!("param{i}")).collect::<Vec<_>>();
    let pattern = Signature::params_value(&arguments, wide.as_ref());
    let inward = Converter::inward(scope, false);
    let passed = function.params.iter().zip(&arguments);
    let passed = passed.map(|(param, name)| inward.convert(&param.ty, quote!(#name)));
    let call = quote!(#method(host, #(#passed),*));
    let call = match host_error(scope, function) {
        Some(_) => quote!(#private::host_result(#call)),
        None => call,
    };
    let call = Converter::outward(scope, false).result(function.result.as_ref(), call);
    quote! {
        pub(super) extern "C" fn #name<T: #imports>(
            caller: #private::Caller<'_>, #(#values: #core),*
        ) -> #private::Ret {
            caller.call::<#image::Image, #lowering, T, #params, #result, _>(
                &[#(#private::slot(#values)),*],
                |host, #pattern| #call,
            )
        }
    }
}

fn host_call_name(lowering: usize) -> Ident {
    format_ident!("lowering{lowering}")
}

/// An expression of type `&[HostFunc]`, as seen from the root module: the functions for host `T`, in lowering order.
pub(crate) fn host_functions(scope: &Scope<'_>, lowerings: &[u32]) -> TokenStream {
    let (private, module) = (private(), format_ident!("{HOST_CALLS}"));
    let functions = lowerings.iter().enumerate().map(|(lowering, import)| {
        let name = host_call_name(lowering);
        let function = groups(scope).flat_map(|g| &g.functions).find(|(number, _)| number == import);
        let core = function.map(|(_, f)| core_params(scope, f, Direction::Lower)).unwrap_or_default();
        quote! {
            #private::HostFunc::new(
                #module::#name::<T> as extern "C" fn(#private::Caller<'_>, #(#core),*) -> #private::Ret
            )
        }
    });
    quote!(&[#(#functions),*])
}
