//! `add_to_linker`: the `Host` traits for components that are loaded while the program runs.
//!
//! In: imported interfaces. Out: for each a function that defines its functions in a `Linker`, where the host keeps the values
//! of its resources in a `ResourceTable`. Parameters come as values that own what they hold, and are lent to the host.
//! An interface with a parameter for which that cannot be said in safe Rust has no such function: one that lends or owns a
//! resource inside of a record or variant, or in a list of lists.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use wit_parser::{Function, Handle, Type, TypeDefKind, TypeId};

use super::convert::Converter;
use super::docs::text;
use super::handles::{borrowed_once, origin};
use super::imports::{groups, methods};
use super::modules::{Modules, relative};
use super::rust_types::{Hosts, RustTypes, is_nominal};
use super::scope::Scope;
use super::wide::is_wide;
use super::world::Group;

/// Adds the functions to the modules of the interfaces, and one that calls them all to the root.
pub(crate) fn add_to_linker(scope: &Scope<'_>, modules: &mut Modules) {
    let name = format_ident!("add_to_linker");
    let own = groups(scope).filter(|group| group.interface.and_then(|id| scope.existing(id)).is_none());
    let mut all = Some(Vec::new());
    for group in own {
        let module = scope.module(true, group);
        let function = of_group(scope, group, &module);
        all = all.filter(|_| function.is_some());
        modules.add(&module, function.unwrap_or_default());
        all.iter_mut().for_each(|all| all.push(relative(&[], &module, &name)));
    }
    let docs = text(
        "Defines all imported functions for components that are loaded while the program runs. The values of resources are \
         kept in the table that `table` finds in the host.",
    );
    if let Some(all) = all {
        modules.add(
            &[],
            quote! {
                #docs
                pub fn add_to_linker<T: Imports + 'static>(
                    linker: &mut __embody::component::Linker<T>,
                    table: fn(&mut T) -> &mut __embody::component::ResourceTable,
                ) -> __embody::Result<()> {
                    #(#all(linker, table)?;)*
                    ::core::result::Result::Ok(())
                }
            },
        );
    }
}

fn of_group(scope: &Scope<'_>, group: &Group<'_>, module: &[Ident]) -> Option<TokenStream> {
    let instance = match &group.name {
        Some(name) => quote!(linker.instance(#name)?),
        None => quote!(linker.root()),
    };
    let resources = scope.resources.imported_by(module).into_iter().map(|(id, resource)| {
        let (name, ident) = (scope.type_def(id).name.as_deref().unwrap_or_default(), &resource.ident);
        quote! {
            instance.resource(
                #name,
                __embody::component::ResourceType::host::<<T as Host>::#ident>(),
                move |mut store, rep| __embody::__private::end::<<T as Host>::#ident>(table(store.data_mut()), rep),
            )?;
        }
    });
    let functions = methods(scope, group).into_iter().map(|(method, function)| {
        Linked { scope, module, function, once: borrowed_once(scope.resolve(), function) }.define(&method)
    });
    let functions = functions.collect::<Option<Vec<_>>>()?;
    let docs = text(
        "Defines these functions for components that are loaded while the program runs. The values of resources are kept \
         in the table that `table` finds in the host.",
    );
    Some(quote! {
        #docs
        pub fn add_to_linker<T: Host + 'static>(
            linker: &mut __embody::component::Linker<T>,
            table: fn(&mut T) -> &mut __embody::component::ResourceTable,
        ) -> __embody::Result<()> {
            let mut instance = #instance;
            #(#resources)*
            #(#functions)*
            ::core::result::Result::Ok(())
        }
    })
}

/// One function.
struct Linked<'a> {
    scope: &'a Scope<'a>,
    module: &'a [Ident],
    function: &'a Function,
    /// The resources that it borrows once.
    once: Vec<TypeId>,
}

impl Linked<'_> {
    /// The call that defines it; none if that cannot be said.
    fn define(&self, method: &Ident) -> Option<TokenStream> {
        let Self { scope, module, function, .. } = self;
        if is_wide(function) {
            return None;
        }
        let types = RustTypes::new(scope, module, false, Hosts::Table(quote!(T)));
        let types = function.params.iter().map(|param| types.owned(&param.ty)).collect::<Vec<_>>();
        let names = (0..types.len()).map(|i| format_ident!("param{i}")).collect::<Vec<_>>();
        // What changes the table comes before what looks into it.
        let (mut changes, mut looks, mut ends) = (TokenStream::new(), TokenStream::new(), TokenStream::new());
        for (param, name) in function.params.iter().zip(&names) {
            if self.is_exclusive(&param.ty) {
                let kept = format_ident!("{name}_kept");
                changes.extend(quote!(let mut #kept = table.lend(&#name)?;));
                looks.extend(quote!(let #name = #kept.get()?;));
                ends.extend(quote!(table.end(#kept);));
            } else if self.borrows(&param.ty) {
                let lent = self.lent(&param.ty, &quote!((&#name)))?;
                looks.extend(quote!(let #name = #lent;));
            } else {
                let taken = self.taken(&param.ty, quote!(#name))?;
                changes.extend(quote!(let #name = #taken;));
            }
        }
        let result = self.result();
        let name = &function.name;
        Some(quote! {
            instance.func_wrap(#name, move |mut store, (#(#names,)*): (#(#types,)*)| {
                __embody::__private::with_table(store.data_mut(), table, |host, table| {
                    #changes
                    let result = {
                        #looks
                        <T as Host>::#method(host, #(#names),*)?
                    };
                    #ends
                    #result
                })
            })?;
        })
    }

    /// What is returned, of the host's `result`.
    fn result(&self) -> TokenStream {
        let ok = quote!(::core::result::Result::Ok);
        let Some(ty) = &self.function.result else { return quote!(#ok(result)) };
        if self.scope.hosts(ty, false).is_empty() {
            return quote!(#ok((result,)));
        }
        let converter = Converter {
            scope: self.scope,
            exporting: false,
            handle: &|_, value| quote!(giving.give(#value)),
            function: &|_| quote!(&mut |value| giving.give(value)),
        };
        let result = converter.convert(ty, quote!(result));
        quote! {
            let giving = table.giving();
            let result = #result;
            giving.end()?;
            #ok((result,))
        }
    }

    /// Whether a parameter is a resource that is lent to be changed.
    fn is_exclusive(&self, ty: &Type) -> bool {
        match self.kind(ty) {
            Some(TypeDefKind::Handle(Handle::Borrow(id))) => {
                self.once.contains(&origin(self.scope.resolve(), *id))
            }
            Some(TypeDefKind::Type(ty)) => self.is_exclusive(ty),
            _ => false,
        }
    }

    /// Whether the host gets references into a parameter, or into the table.
    fn borrows(&self, ty: &Type) -> bool {
        match (ty, self.kind(ty)) {
            (Type::String, _) => true,
            (_, Some(TypeDefKind::List(of))) => self.is_slice(of) || self.borrows(of),
            (
                _,
                Some(TypeDefKind::Type(of) | TypeDefKind::Option(of) | TypeDefKind::FixedLengthList(of, _)),
            ) => self.borrows(of),
            (_, Some(TypeDefKind::Map(key, value))) => self.borrows(key) || self.borrows(value),
            (_, Some(TypeDefKind::Result(result))) => {
                result.ok.iter().chain(&result.err).any(|ty| self.borrows(ty))
            }
            (_, Some(TypeDefKind::Tuple(tuple))) => tuple.types.iter().any(|ty| self.borrows(ty)),
            (_, Some(TypeDefKind::Handle(Handle::Borrow(_)))) => true,
            _ => false,
        }
    }

    /// What the host gets for a value behind the reference `value`.
    fn lent(&self, ty: &Type, value: &TokenStream) -> Option<TokenStream> {
        Some(match (ty, self.kind(ty)?) {
            (Type::String, _) => quote!(#value.as_str()),
            (Type::Id(_), TypeDefKind::Type(of)) => self.lent(of, value)?,
            (_, kind) if is_nominal(kind) => {
                if !self.scope.hosts(ty, false).is_empty() {
                    return None;
                }
                quote!(::core::clone::Clone::clone(#value))
            }
            (_, TypeDefKind::List(of)) if self.is_slice(of) => quote!(#value.as_slice()),
            (_, TypeDefKind::List(of)) => each(value, &self.lent(of, &quote!(value))?),
            (_, TypeDefKind::Option(of)) => optional(value, &self.lent(of, &quote!(value))?),
            (_, TypeDefKind::Result(result)) => {
                let payload = |ty: &Option<Type>| match ty {
                    Some(ty) => self.lent(ty, &quote!(value)),
                    None => Some(quote!(*value)),
                };
                either(value, &payload(&result.ok)?, &payload(&result.err)?)
            }
            (_, TypeDefKind::Tuple(tuple)) => {
                let names = parts(tuple.types.len());
                let of = tuple.types.iter().zip(&names).map(|(ty, name)| self.lent(ty, &quote!(#name)));
                let of = of.collect::<Option<Vec<_>>>()?;
                quote!({ let (#(#names,)*) = #value; (#(#of,)*) })
            }
            (_, TypeDefKind::Handle(Handle::Borrow(id)))
                if !self.once.contains(&origin(self.scope.resolve(), *id)) =>
            {
                quote!(table.get(#value)?)
            }
            // What is neither lent nor copied.
            (Type::Id(_), _) => return None,
            _ => quote!(*#value),
        })
    }

    /// What the host gets for a value that it is to own.
    fn taken(&self, ty: &Type, value: TokenStream) -> Option<TokenStream> {
        if self.scope.hosts(ty, false).is_empty() {
            return Some(value);
        }
        Some(match self.kind(ty)? {
            TypeDefKind::Type(of) => self.taken(of, value)?,
            TypeDefKind::Handle(Handle::Own(_)) => quote!(table.take(#value)?),
            TypeDefKind::List(of) => each(&value, &self.taken(of, quote!(value))?),
            TypeDefKind::Option(of) => optional(&value, &self.taken(of, quote!(value))?),
            TypeDefKind::Result(result) => {
                let payload = |ty: &Option<Type>| match ty {
                    Some(ty) => self.taken(ty, quote!(value)),
                    None => Some(quote!(value)),
                };
                either(&value, &payload(&result.ok)?, &payload(&result.err)?)
            }
            TypeDefKind::Tuple(tuple) => {
                let names = parts(tuple.types.len());
                let of = tuple.types.iter().zip(&names).map(|(ty, name)| self.taken(ty, quote!(#name)));
                let of = of.collect::<Option<Vec<_>>>()?;
                quote!({ let (#(#names,)*) = #value; (#(#of,)*) })
            }
            _ => return None,
        })
    }

    /// What a type is; a primitive one is another name for itself.
    fn kind(&self, ty: &Type) -> Option<&TypeDefKind> {
        static PRIMITIVE: TypeDefKind = TypeDefKind::Unknown;
        Some(match ty {
            Type::Id(id) => &self.scope.type_def(*id).kind,
            Type::ErrorContext => return None,
            _ => &PRIMITIVE,
        })
    }

    /// Whether the host gets a list of these as a slice.
    fn is_slice(&self, of: &Type) -> bool {
        RustTypes::new(self.scope, self.module, false, Hosts::Table(quote!(T))).is_number(of)
    }
}

/// A list, each `value` of which becomes another.
fn each(list: &TokenStream, value: &TokenStream) -> TokenStream {
    quote!({
        let mut list = ::std::vec::Vec::new();
        for value in #list { list.push(#value); }
        list
    })
}

/// An option, whose `value` becomes another.
fn optional(option: &TokenStream, value: &TokenStream) -> TokenStream {
    quote!(match #option {
        ::core::option::Option::Some(value) => ::core::option::Option::Some(#value),
        ::core::option::Option::None => ::core::option::Option::None,
    })
}

/// A result, whose `value` becomes another.
fn either(result: &TokenStream, ok: &TokenStream, err: &TokenStream) -> TokenStream {
    quote!(match #result {
        ::core::result::Result::Ok(value) => ::core::result::Result::Ok(#ok),
        ::core::result::Result::Err(value) => ::core::result::Result::Err(#err),
    })
}

/// Names for the parts of a tuple.
fn parts(count: usize) -> Vec<Ident> {
    (0..count).map(|i| format_ident!("part{i}")).collect()
}
