//! Which resource a handle is of, and how Rust has it.
//!
//! A resource of an imported interface is the host's: a value, whose type is an associated type of the interface's `Host`
//! trait. A resource of an exported interface is the guest's: a struct of the expansion. An interface may be both, so that
//! what a handle is of depends on where it stands: in what the component exports, or in what it imports.
//!
//! A type with a name that has handles inside is told what they are: each kind of handle of the host's is a type parameter,
//! so that a borrow may be `&V` in one function and `&mut V` in another. What is lent of the guest's is a reference to its
//! struct everywhere, and the type has its lifetime.

use std::collections::{HashMap, HashSet};

use proc_macro2::Ident;
use wit_parser::{Function, Handle, Resolve, Type, TypeDefKind, TypeId};

use super::facts::children;
use super::idents::{Taken, camel};
use super::linkage::Linkage;
use super::modules::ModulePath;
use super::world::Group;

/// A resource type as one side has it.
#[derive(Clone, Debug)]
pub(crate) struct Resource {
    /// Its number in the plan.
    pub(crate) number: u32,
    /// Whether it is the host's.
    pub(crate) imported: bool,
    /// The module of its interface.
    pub(crate) module: ModulePath,
    /// The associated type of `Host`, or the struct.
    pub(crate) ident: Ident,
}

/// The resource types of a world.
#[derive(Debug, Default)]
pub(crate) struct Resources {
    imports: HashMap<TypeId, Resource>,
    exports: HashMap<TypeId, Resource>,
}

impl Resources {
    /// Adds the resource types of a group that is imported, or exported.
    pub(crate) fn add(
        &mut self,
        resolve: &Resolve,
        linkage: &Linkage,
        (imported, module): (bool, &ModulePath),
        group: &Group<'_>,
    ) {
        let (mut taken, mut idents) = (Taken::default(), HashMap::new());
        for (name, interface) in group.members() {
            for (resource, id) in &resolve.interfaces[interface].types {
                if let TypeDefKind::Resource = resolve.types[*id].kind {
                    let number = linkage.resource(imported, Some(name), resource);
                    // Those of several versions have one name, of which the host says what it is.
                    let ident = idents.entry(resource).or_insert_with(|| taken.take(camel(resource)));
                    self.insert(imported, *id, number, module.clone(), ident.clone());
                }
            }
        }
    }

    /// Adds a resource type that the world itself imports.
    pub(crate) fn add_root(&mut self, linkage: &Linkage, name: &str, id: TypeId, module: ModulePath) {
        self.insert(true, id, linkage.resource(true, None, name), module, camel(name));
    }

    fn insert(&mut self, imported: bool, id: TypeId, number: Option<u32>, module: ModulePath, ident: Ident) {
        // A type that the component's type does not name has no handles either.
        let Some(number) = number else { return };
        let side = if imported { &mut self.imports } else { &mut self.exports };
        side.insert(id, Resource { number, imported, module, ident });
    }

    /// The resource type that `id` is, or is another name for, in what is exported, or imported.
    pub(crate) fn get(&self, resolve: &Resolve, id: TypeId, exporting: bool) -> Option<&Resource> {
        let id = origin(resolve, id);
        let exported = if exporting { self.exports.get(&id) } else { None };
        exported.or_else(|| self.imports.get(&id))
    }

    /// Whether a type means something else in what is exported than in what is imported.
    pub(crate) fn differs(&self, resolve: &Resolve, id: TypeId) -> bool {
        self.exports.contains_key(&origin(resolve, id))
            || handles(resolve, &Type::Id(id))
                .iter()
                .any(|handle| self.exports.contains_key(&resource(handle)))
    }

    /// The handles of the host's resources in a type, own and borrow, each once, in the order in which they come.
    pub(crate) fn of_host(&self, resolve: &Resolve, ty: &Type, exporting: bool) -> Vec<Handle> {
        self.of_side(resolve, ty, exporting, true)
    }

    /// The handles of the component's own resources in a type, as those of the host's.
    pub(crate) fn of_guest(&self, resolve: &Resolve, ty: &Type, exporting: bool) -> Vec<Handle> {
        self.of_side(resolve, ty, exporting, false)
    }

    fn of_side(&self, resolve: &Resolve, ty: &Type, exporting: bool, imported: bool) -> Vec<Handle> {
        let is_of_side = |handle: &Handle| {
            self.get(resolve, resource(handle), exporting).is_some_and(|r| r.imported == imported)
        };
        handles(resolve, ty).into_iter().filter(is_of_side).collect()
    }

    /// Whether there is any that the component exports.
    pub(crate) fn any_exported(&self) -> bool {
        !self.exports.is_empty()
    }

    /// Those that are imported from an interface, or by the world itself, in the order of their names.
    pub(crate) fn imported_by(&self, module: &[Ident]) -> Vec<(TypeId, &Resource)> {
        let mut found: Vec<_> =
            self.imports.iter().filter(|(_, r)| r.module == module).map(|(id, r)| (*id, r)).collect();
        found.sort_by_key(|(_, resource)| (resource.ident.to_string(), std::cmp::Reverse(resource.number)));
        found.dedup_by(|(_, a), (_, b)| a.ident == b.ident);
        found
    }
}

/// The resource type that `id` is, or is another name for.
pub(crate) fn origin(resolve: &Resolve, mut id: TypeId) -> TypeId {
    while let TypeDefKind::Type(Type::Id(of)) = &resolve.types[id].kind {
        id = *of;
    }
    id
}

/// The resource type of a handle.
pub(crate) fn resource(handle: &Handle) -> TypeId {
    let (Handle::Own(id) | Handle::Borrow(id)) = handle;
    *id
}

/// A handle of what its resource type is another name for, so that two of one kind are equal.
pub(crate) fn of_origin(resolve: &Resolve, handle: &Handle) -> Handle {
    match handle {
        Handle::Own(id) => Handle::Own(origin(resolve, *id)),
        Handle::Borrow(id) => Handle::Borrow(origin(resolve, *id)),
    }
}

/// All handles in a type, each once, in the order in which they come.
fn handles(resolve: &Resolve, ty: &Type) -> Vec<Handle> {
    let (mut seen, mut out, mut left) = (HashSet::new(), Vec::new(), vec![*ty]);
    while let Some(ty) = left.pop() {
        let Type::Id(id) = ty else { continue };
        if !seen.insert(id) {
            continue;
        }
        let kind = &resolve.types[id].kind;
        if let TypeDefKind::Handle(handle) = kind {
            let handle = of_origin(resolve, handle);
            if !out.contains(&handle) {
                out.push(handle);
            }
        }
        // The first is looked at first.
        left.extend(children(kind).collect::<Vec<_>>().into_iter().rev());
    }
    out
}

/// The resources that a call of a function borrows no more than once: their values may be changed.
pub(crate) fn borrowed_once(resolve: &Resolve, function: &Function) -> Vec<TypeId> {
    fn count(resolve: &Resolve, ty: &Type, times: u32, counts: &mut HashMap<TypeId, u32>) {
        let Type::Id(id) = ty else { return };
        let kind = &resolve.types[*id].kind;
        if let TypeDefKind::Handle(Handle::Borrow(of)) = kind {
            *counts.entry(origin(resolve, *of)).or_default() += times;
        }
        let is_many =
            matches!(kind, TypeDefKind::List(_) | TypeDefKind::FixedLengthList(..) | TypeDefKind::Map(..));
        let times = if is_many { 2 } else { times };
        children(kind).for_each(|child| count(resolve, &child, times, counts));
    }
    let mut counts = HashMap::new();
    for param in &function.params {
        count(resolve, &param.ty, 1, &mut counts);
    }
    counts.into_iter().filter(|(_, times)| *times == 1).map(|(id, _)| id).collect()
}
