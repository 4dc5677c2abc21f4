//! Definitions of the types that a world names: structs, enums, flags and aliases, with docs and derives.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use wit_parser::{Enum, Flags, Record, TypeDefKind, TypeId, Variant};

use super::derive::{self, Case, Directions, Field, Mirror, Shape};
use super::docs::docs;
use super::facts::Fact;
use super::flags::flags_type;
use super::idents::{Taken, camel, screaming, snake};
use super::modules::{Modules, relative};
use super::rust_types::RustTypes;
use super::scope::Scope;

/// Adds every named type of a world to its module.
pub(crate) fn types(scope: &Scope<'_>, modules: &mut Modules) {
    for (name, id) in scope.world.root_types() {
        add(scope, modules, &[], &name, id);
    }
    for (_, path, interface) in scope.interfaces() {
        for (name, id) in &scope.resolve().interfaces[interface].types {
            add(scope, modules, &path, name, *id);
        }
    }
}

fn add(scope: &Scope<'_>, modules: &mut Modules, module: &[Ident], wit_name: &str, id: TypeId) {
    let Some((home, name)) = scope.place(id) else { return };
    if home != module {
        // Imported and exported by the same name: one type, defined where it is imported.
        let path = relative(module, home, name);
        modules.add(module, quote!(pub use #path;));
        return;
    }
    let definition = Definition { scope, module, name, wit_name, id };
    modules.add(module, definition.tokens());
}

/// One type to define.
struct Definition<'a> {
    scope: &'a Scope<'a>,
    module: &'a [Ident],
    name: &'a Ident,
    wit_name: &'a str,
    id: TypeId,
}

impl Definition<'_> {
    fn tokens(&self) -> TokenStream {
        let def = self.scope.type_def(self.id);
        let item_docs = docs(&def.docs, &format!("The type `{}`.", self.wit_name));
        let (item, shape) = match &def.kind {
            TypeDefKind::Record(record) => self.record(record),
            TypeDefKind::Variant(variant) => self.variant(variant),
            TypeDefKind::Enum(e) => self.enumeration(e),
            TypeDefKind::Flags(flags) => self.flags(flags),
            kind => {
                let name = self.name;
                let ty = self.types().definition(kind);
                return quote!(#item_docs pub type #name = #ty;);
            }
        };
        let fact = self.scope.facts.of_id(self.id);
        let mirror = Mirror {
            name: self.name.clone(),
            borrows: false,
            wit_name: self.wit_name.to_owned(),
            shape,
            plain: Some(!fact.has_pointer),
        };
        let impls = derive::impls(&mirror, Directions::BOTH);
        quote!(#item_docs #item #impls)
    }

    fn types(&self) -> RustTypes<'_> {
        RustTypes::new(self.scope, self.module)
    }

    fn derives(&self) -> TokenStream {
        let Fact { has_pointer, has_float, has_map } = self.scope.facts.of_id(self.id);
        let copy = (!has_pointer).then(|| quote!(::core::marker::Copy,));
        let eq = (!has_float).then(|| quote!(::core::cmp::Eq,));
        let hash = (!has_float && !has_map).then(|| quote!(::core::hash::Hash,));
        quote!(#[derive(::core::fmt::Debug, ::core::clone::Clone, #copy ::core::cmp::PartialEq, #eq #hash)])
    }

    fn record(&self, record: &Record) -> (TokenStream, Shape) {
        let mut taken = Taken::default();
        let (name, derives, types) = (self.name, self.derives(), self.types());
        let fields = record.fields.iter().map(|field| {
            let (ident, ty) = (taken.take(snake(&field.name)), types.owned(&field.ty));
            let docs = docs(&field.docs, &format!("The field `{}`.", field.name));
            (quote!(#docs pub #ident: #ty,), Field { ident, wit_name: field.name.clone(), ty })
        });
        let (items, fields): (TokenStream, Vec<_>) = fields.unzip();
        (quote!(#derives pub struct #name { #items }), Shape::Record(fields))
    }

    fn variant(&self, variant: &Variant) -> (TokenStream, Shape) {
        let mut taken = Taken::default();
        let (name, derives, types) = (self.name, self.derives(), self.types());
        let cases = variant.cases.iter().map(|case| {
            let ident = taken.take(camel(&case.name));
            let ty = case.ty.as_ref().map(|ty| types.owned(ty));
            let payload = ty.as_ref().map(|ty| quote!((#ty)));
            let docs = docs(&case.docs, &format!("The case `{}`.", case.name));
            (quote!(#docs #ident #payload,), Case { ident, wit_name: case.name.clone(), ty })
        });
        let (items, cases): (TokenStream, Vec<_>) = cases.unzip();
        (quote!(#derives pub enum #name { #items }), Shape::Variant(cases))
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

    fn flags(&self, flags: &Flags) -> (TokenStream, Shape) {
        let mut taken = Taken::default();
        let flags = flags.flags.iter().map(|flag| {
            let docs = docs(&flag.docs, &format!("The flag `{}`.", flag.name));
            ((taken.take(screaming(&flag.name)), docs), flag.name.clone())
        });
        let (constants, names): (Vec<_>, Vec<_>) = flags.unzip();
        (flags_type(self.name, &constants), Shape::Flags(names))
    }
}
