//! Definitions of the types that a world names: structs, enums, flags and aliases, with docs and derives.

use std::collections::HashSet;

use embody_abi::canonical::{CanonicalAbi, layout};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use wit_parser::{Enum, Flags, Handle, Record, Type, TypeDef, TypeDefKind, TypeId, Variant};

use super::convert::Converter;
use super::derive::{self, Case, Directions, Field, Mirror, Shape};
use super::docs::docs;
use super::errors::{self, error_types};
use super::facts::Fact;
use super::flags::flags_type;
use super::flat::FlatTypes;
use super::handles::{of_origin, origin};
use super::idents::{Taken, camel, screaming, snake};
use super::modules::{Modules, relative};
use super::rust_types::{Hosts, RustTypes, is_nominal};
use super::scope::Scope;

/// Adds every named type of a world to its module.
pub(crate) fn types(scope: &Scope<'_>, modules: &mut Modules) {
    let errors = error_types(scope);
    for (name, id) in scope.world.root_types() {
        add(scope, modules, &errors, (true, &[]), &name, id);
    }
    for (imported, path, interfaces) in scope.interfaces() {
        let types = interfaces.iter().flat_map(|interface| &scope.resolve().interfaces[*interface].types);
        if let Some(existing) = interfaces.first().and_then(|interface| scope.existing(*interface)) {
            if let Some((name, parent)) = path.split_last() {
                let checks = types.map(|(wit_name, id)| {
                    let ty = camel(wit_name);
                    same_layout(scope, *id, wit_name, &quote!(#name::#ty))
                });
                modules.add(parent, quote!(pub use #existing as #name; #(#checks)*));
            }
            continue;
        }
        for (name, id) in types.filter(|(_, id)| !scope.is_older(**id)) {
            add(scope, modules, &errors, (imported, &path), name, *id);
        }
    }
}

fn add(
    scope: &Scope<'_>,
    modules: &mut Modules,
    errors: &HashSet<TypeId>,
    (imported, module): (bool, &[Ident]),
    wit_name: &str,
    id: TypeId,
) {
    let exporting = !imported;
    let Some((home, name)) = scope.place(id, exporting) else { return };
    let is_name = matches!(scope.type_def(id).kind, TypeDefKind::Type(_) | TypeDefKind::Resource);
    match scope.resource(id, exporting).filter(|_| is_name) {
        // The host says what it is, by an associated type.
        Some(resource) if resource.imported => return,
        Some(resource) if origin(scope.resolve(), id) == id && home == module => {
            return super::resources::define(scope, modules, id, resource);
        }
        _ => {}
    }
    if home != module {
        // Imported and exported by the same name: one type, defined where it is imported.
        let path = relative(module, home, name);
        modules.add(module, quote!(pub use #path;));
        return;
    }
    if let Some(existing) = scope.type_name(id).and_then(|name| scope.chosen.existing(&name)) {
        let check = same_layout(scope, id, wit_name, &quote!(#name));
        modules.add(module, quote!(pub use #existing as #name; #check));
        return;
    }
    let params = scope.host_params(&Type::Id(id), exporting, module);
    let type_name = scope.type_name(id);
    let is_error = errors.contains(&id);
    let borrows = scope.has_lifetime(&Type::Id(id), exporting);
    let definition =
        Definition { scope, module, name, wit_name, id, exporting, is_error, type_name, params, borrows };
    modules.add(module, definition.tokens());
}

/// Fails to compile where a type that exists already is laid out otherwise than the component's. What has a resource in it
/// is not looked at: it is of many types.
fn same_layout(scope: &Scope<'_>, id: TypeId, wit_name: &str, path: &TokenStream) -> TokenStream {
    let fact = scope.facts.of_id(id);
    if fact.has_own || fact.has_borrow || !is_nominal(&scope.type_def(id).kind) {
        return quote!();
    }
    let mut types = FlatTypes::new(scope.resolve());
    let ty = types.ty(&Type::Id(id));
    let CanonicalAbi { size, align, flat, .. } = layout(types.table(), ty);
    let message = format!("`{wit_name}` is laid out otherwise than the component's type of this name");
    quote! {
        const _: () = ::core::assert!(
            __embody::__private::is_laid_out(<#path as __embody::__private::ComponentType>::ABI, #size, #align, #flat),
            #message
        );
    }
}

/// One type to define.
struct Definition<'a> {
    scope: &'a Scope<'a>,
    module: &'a [Ident],
    name: &'a Ident,
    wit_name: &'a str,
    id: TypeId,
    exporting: bool,
    /// Whether functions fail with it.
    is_error: bool,
    /// Its whole name.
    type_name: Option<String>,
    /// The handles of the host's resources in it, and what they are called as type parameters.
    params: Vec<(Handle, Ident)>,
    /// Whether it has a lifetime.
    borrows: bool,
}

impl Definition<'_> {
    fn tokens(&self) -> TokenStream {
        let def = self.scope.type_def(self.id);
        let item_docs = docs(&def.docs, &format!("The type `{}`.", self.wit_name));
        let (item, shape) = match &def.kind {
            TypeDefKind::Record(record) => self.record(record),
            TypeDefKind::Variant(variant) => self.variant(variant),
            TypeDefKind::Enum(e) => self.enumeration(e),
            TypeDefKind::Flags(flags) => self.flags(def, flags),
            kind => {
                let name = self.name;
                let ty = self.types().definition(kind);
                let params = self.generics();
                return quote!(#item_docs pub type #name #params = #ty;);
            }
        };
        let fact = self.scope.facts.of_id(self.id);
        let mirror = Mirror {
            name: self.name.clone(),
            borrows: self.borrows,
            wit_name: self.wit_name.to_owned(),
            shape,
            plain: Some(!fact.has_pointer && !fact.has_own && !fact.has_borrow),
        };
        // Docs of flags are inside of a macro's call.
        let item_docs = if matches!(def.kind, TypeDefKind::Flags(_)) { quote!() } else { item_docs };
        let more = self.more(&def.kind, &mirror.shape);
        // What lends the component its own resources goes to it alone.
        let directions = if self.borrows { Directions::LOWER } else { Directions::BOTH };
        if self.params.is_empty() {
            let impls = derive::impls(&mirror, directions);
            return quote!(#item_docs #item #impls #more);
        }
        let impls = derive::generic_impls(&mirror, &self.names(), directions);
        let map = self.map(&mirror);
        quote!(#item_docs #item #impls #map #more)
    }

    /// Impls of the standard library's traits.
    fn more(&self, kind: &TypeDefKind, shape: &Shape) -> TokenStream {
        let numbers = match shape {
            Shape::Enum(cases) => errors::numbers(self.name, cases),
            _ => quote!(),
        };
        let cases = match kind {
            TypeDefKind::Enum(e) => e.cases.iter().map(|case| (case.docs.clone(), None)).collect(),
            TypeDefKind::Variant(v) => v.cases.iter().map(|case| (case.docs.clone(), case.ty)).collect(),
            _ => Vec::new(),
        };
        let error = self.is_error.then(|| errors::error(self.name, &self.names(), shape, &cases));
        quote!(#numbers #error)
    }

    /// Types as the definition has them.
    fn types(&self) -> RustTypes<'_> {
        let mut types = self.elided();
        if self.borrows {
            types.lifetime = quote!('a);
        }
        types
    }

    /// The same without their lifetimes.
    fn elided(&self) -> RustTypes<'_> {
        let hosts = Hosts::Params(self.params.clone());
        RustTypes::new(self.scope, self.module, self.exporting, hosts)
    }

    fn names(&self) -> Vec<Ident> {
        self.params.iter().map(|(_, name)| name.clone()).collect()
    }

    /// `<'a, A, B>`, or nothing.
    fn generics(&self) -> TokenStream {
        self.generics_of(&self.names())
    }

    /// The same with other type parameters.
    fn generics_of(&self, names: &[Ident]) -> TokenStream {
        let lifetime = self.borrows.then(|| quote!('a,));
        if names.is_empty() && lifetime.is_none() { quote!() } else { quote!(<#lifetime #(#names),*>) }
    }

    /// A method that changes what stands for the host's resources.
    fn map(&self, mirror: &Mirror) -> TokenStream {
        let (name, from) = (self.name, self.names());
        let to = from.iter().map(|name| format_ident!("{name}2")).collect::<Vec<_>>();
        let functions = from.iter().map(|name| format_ident!("map{name}")).collect::<Vec<_>>();
        let function = |handle: &Handle| {
            let handle = of_origin(self.scope.resolve(), handle);
            let at = self.params.iter().position(|(of, _)| *of == handle);
            at.and_then(|at| functions.get(at)).map_or_else(|| quote!(), |function| quote!(#function))
        };
        let converter = Converter {
            scope: self.scope,
            exporting: self.exporting,
            handle: &|handle, value| {
                let function = function(handle);
                quote!(#function(#value))
            },
            function: &function,
        };
        let body = match (&self.scope.type_def(self.id).kind, &mirror.shape) {
            (TypeDefKind::Record(record), Shape::Record(fields)) => {
                let names = fields.iter().map(|field| &field.ident).collect::<Vec<_>>();
                let values = record.fields.iter().zip(&names);
                let values = values.map(|(field, name)| converter.convert(&field.ty, quote!(self.#name)));
                quote!(#name { #(#names: #values),* })
            }
            (TypeDefKind::Variant(variant), Shape::Variant(cases)) => {
                let arms = variant.cases.iter().zip(cases).map(|(case, Case { ident, .. })| match &case.ty {
                    Some(ty) => {
                        let value = converter.convert(ty, quote!(value));
                        quote!(Self::#ident(value) => #name::#ident(#value))
                    }
                    None => quote!(Self::#ident => #name::#ident),
                });
                quote!(match self { #(#arms),* })
            }
            _ => quote!(self),
        };
        let (generics, mapped) = (self.generics(), self.generics_of(&to));
        quote! {
            impl #generics #name #generics {
                #[doc(hidden)]
                #[allow(non_camel_case_types, non_snake_case, reason = "named for what they change")]
                pub fn __map<#(#to),*>(
                    self, #(#functions: &mut dyn ::core::ops::FnMut(#from) -> #to),*
                ) -> #name #mapped {
                    #body
                }
            }
        }
    }

    /// Derives and attributes that were chosen for this type.
    fn chosen(&self) -> (&[TokenStream], &[TokenStream]) {
        let chosen = self.type_name.as_ref().and_then(|name| self.scope.chosen.for_type(name));
        chosen.map(|c| (&c.derives[..], &c.attributes[..])).unwrap_or_default()
    }

    fn derives(&self) -> TokenStream {
        let Fact { has_pointer, has_float, has_map, .. } = self.scope.facts.of_id(self.id);
        let (own, attributes) = self.chosen();
        let attributes = quote!(#(#[#attributes])*);
        let copy = (!has_pointer).then(|| quote!(::core::marker::Copy,));
        let guests = self.scope.guests(&Type::Id(self.id), self.exporting);
        // Of a resource of the component's nothing more is known than that it is there; references to it are copied.
        if !guests.is_empty() {
            let gives = guests.iter().any(|handle| matches!(handle, Handle::Own(_)));
            let clone = (!gives).then(|| quote!(::core::clone::Clone, #copy));
            return quote!(#[derive(::core::fmt::Debug, #clone #(#own),*)] #attributes);
        }
        let global = &self.scope.chosen.choices.derives;
        let more = global.iter().chain(own);
        let eq = (!has_float).then(|| quote!(::core::cmp::Eq,));
        let hash = (!has_float && !has_map).then(|| quote!(::core::hash::Hash,));
        quote! {
            #[derive(
                ::core::fmt::Debug, ::core::clone::Clone, #copy ::core::cmp::PartialEq, #eq #hash #(#more),*
            )]
            #attributes
        }
    }

    fn record(&self, record: &Record) -> (TokenStream, Shape) {
        let mut taken = Taken::default();
        let (name, derives, types, elided) = (self.name, self.derives(), self.types(), self.elided());
        let fields = record.fields.iter().map(|field| {
            let (ident, ty) = (taken.take(snake(&field.name)), types.owned(&field.ty));
            let docs = docs(&field.docs, &format!("The field `{}`.", field.name));
            let item = quote!(#docs pub #ident: #ty,);
            (item, Field { ident, wit_name: field.name.clone(), ty: elided.owned(&field.ty) })
        });
        let (items, fields): (TokenStream, Vec<_>) = fields.unzip();
        let generics = self.generics();
        (quote!(#derives pub struct #name #generics { #items }), Shape::Record(fields))
    }

    fn variant(&self, variant: &Variant) -> (TokenStream, Shape) {
        let mut taken = Taken::default();
        let (name, derives, types, elided) = (self.name, self.derives(), self.types(), self.elided());
        let cases = variant.cases.iter().map(|case| {
            let ident = taken.take(camel(&case.name));
            let payload = case.ty.as_ref().map(|ty| types.owned(ty)).map(|ty| quote!((#ty)));
            let ty = case.ty.as_ref().map(|ty| elided.owned(ty));
            let docs = docs(&case.docs, &format!("The case `{}`.", case.name));
            (quote!(#docs #ident #payload,), Case { ident, wit_name: case.name.clone(), ty })
        });
        let (items, cases): (TokenStream, Vec<_>) = cases.unzip();
        let generics = self.generics();
        (quote!(#derives pub enum #name #generics { #items }), Shape::Variant(cases))
    }

    fn enumeration(&self, e: &Enum) -> (TokenStream, Shape) {
        let mut taken = Taken::default();
        let (name, derives) = (self.name, self.derives());
        let cases = e.cases.iter().map(|case| {
            let ident = taken.take(camel(&case.name));
            let docs = docs(&case.docs, &format!("The case `{}`.", case.name));
            (quote!(#docs #ident,), (ident, case.name.clone()))
        });
        let (items, cases): (TokenStream, Vec<_>) = cases.unzip();
        (quote!(#derives pub enum #name { #items }), Shape::Enum(cases))
    }

    fn flags(&self, def: &TypeDef, flags: &Flags) -> (TokenStream, Shape) {
        let mut taken = Taken::default();
        let flags = flags.flags.iter().map(|flag| {
            let docs = docs(&flag.docs, &format!("The flag `{}`.", flag.name));
            ((taken.take(screaming(&flag.name)), docs), flag.name.clone())
        });
        let (constants, names): (Vec<_>, Vec<_>) = flags.unzip();
        let docs = docs(&def.docs, &format!("The type `{}`.", self.wit_name));
        let (own, attributes) = self.chosen();
        let more = self.scope.chosen.choices.derives.iter().chain(own);
        let derives = quote!(#[derive(#(#more),*)]);
        let attributes = quote!(#docs #derives #(#[#attributes])*);
        (flags_type(&quote!(__embody), &attributes, self.name, &constants), Shape::Flags(names))
    }
}
