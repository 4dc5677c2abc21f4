//! Where each interface and type of a world lives in the expansion, and what it is called.
//!
//! An interface that is imported lives in `imports`, one that is exported in `exports`. An interface that is both has
//! its types in `imports`, and `exports` names them again: WIT says that they are one type each. Only types with handles of
//! a resource of both are two types: one resource is the host's, the other one the guest's. Versions of an interface that
//! are one to the host ([`super::versions`]) live in one module.

use std::collections::HashMap;

use proc_macro2::{Ident, TokenStream};
use quote::format_ident;
use wit_parser::{Function, Handle, InterfaceId, Resolve, Type, TypeDef, TypeDefKind, TypeId, TypeOwner};

use super::choices::Params;
use super::choices::{ChoiceError, Chosen};
use super::facts::Facts;
use super::handles::{Resource, Resources, resource};
use super::idents::{Taken, camel, ident, snake};
use super::linkage::Linkage;
use super::modules::{ModulePath, relative};
use super::versions::{self, Versions};
use super::world::{Group, World};

/// Names that a component cannot have at the root of an expansion.
const RESERVED_AT_ROOT: &[&str] = &["Instance", "Imports", "COMPONENT"];
/// Names that a component's types cannot have in the module of an interface.
const RESERVED_IN_INTERFACE: &[&str] = &["Host"];

/// Where everything is and what it is called.
#[derive(Debug)]
pub(crate) struct Scope<'a> {
    pub(crate) world: &'a World,
    pub(crate) imports: Vec<Group<'a>>,
    pub(crate) exports: Vec<Group<'a>>,
    pub(crate) facts: Facts<'a>,
    pub(crate) resources: Resources,
    pub(crate) chosen: Chosen<'a>,
    /// Types that are defined as those of newer versions, and those.
    older: HashMap<TypeId, TypeId>,
    /// Where a type is defined; for one that differs, whether in what is exported.
    types: HashMap<(bool, TypeId), (ModulePath, Ident)>,
}

impl<'a> Scope<'a> {
    pub(crate) fn new(world: &'a World, linkage: &Linkage, chosen: Chosen<'a>) -> Self {
        let (imports, exports) = (world.imports(), world.exports());
        let existing = |name: &str| chosen.existing(name).cloned();
        let versions = Versions::of(&world.resolve, (&imports, &exports), existing);
        let imports = versions.unite(imports);
        let facts = Facts::new(&world.resolve);
        let resources = Resources::default();
        let types = HashMap::new();
        let mut scope =
            Self { world, imports, exports, facts, resources, chosen, older: HashMap::new(), types };
        scope.find_resources(linkage);
        let mut taken = Taken::by(RESERVED_AT_ROOT);
        for (name, id) in world.root_types() {
            scope.types.entry((false, id)).or_insert_with(|| (Vec::new(), taken.take(camel(&name))));
        }
        for (imported, path, interfaces) in scope.interfaces() {
            let mut taken = Taken::by(RESERVED_IN_INTERFACE);
            let mut idents = HashMap::new();
            let types = interfaces.iter().flat_map(|interface| &world.resolve.interfaces[*interface].types);
            for (name, id) in types {
                let key = (!imported && scope.resources.differs(&world.resolve, *id), *id);
                if scope.types.contains_key(&key) {
                    continue;
                }
                let (ident, newest) = idents.entry(name).or_insert_with(|| (taken.take(camel(name)), *id));
                if newest != id {
                    scope.older.insert(*id, *newest);
                }
                scope.types.insert(key, (path.clone(), ident.clone()));
            }
        }
        scope
    }

    fn find_resources(&mut self, linkage: &Linkage) {
        for (name, id) in self.world.root_types() {
            if matches!(self.type_def(id).kind, TypeDefKind::Resource) {
                self.resources.add_root(linkage, &name, id, vec![format_ident!("imports")]);
            }
        }
        let mut resources = std::mem::take(&mut self.resources);
        for (imported, groups) in [(true, &self.imports), (false, &self.exports)] {
            for group in groups {
                let module = self.module(imported, group);
                resources.add(self.resolve(), linkage, (imported, &module), group);
            }
        }
        self.resources = resources;
    }

    /// Fails if an interface whose resources are the component's own is to be one that exists already.
    ///
    /// # Errors
    /// The first such interface.
    pub(crate) fn check_existing(&self) -> Result<(), ChoiceError> {
        for group in &self.exports {
            let Some((name, id)) = group.name.as_ref().zip(group.interface) else { continue };
            let resources = self.resolve().interfaces[id].types.values();
            let mut exported = resources.filter_map(|id| self.resource(*id, true)).filter(|r| !r.imported);
            if self.existing(id).is_some() && exported.next().is_some() {
                let span = self.chosen.span(name);
                let message =
                    format!("`{name}` has resources of the component's own, so that its module is generated");
                return Err(ChoiceError { span, message });
            }
        }
        Ok(())
    }

    /// The module that exists already for an interface, or for a version that is one with it.
    pub(crate) fn existing(&self, interface: InterfaceId) -> Option<TokenStream> {
        let group = self.group_of(interface)?;
        // All of them are looked for, so that each counts as used.
        let chosen = group.members().filter_map(|(name, _)| self.chosen.existing(name));
        let chosen = chosen.collect::<Vec<_>>().first().copied().cloned();
        chosen.or_else(|| {
            let imported = self.imports.iter().find(|group| group.interface == Some(interface))?;
            self.chosen.choices.wasi.module(imported.name.as_deref()?)
        })
    }

    /// The group of an interface.
    fn group_of(&self, interface: InterfaceId) -> Option<&Group<'a>> {
        let mut groups = self.imports.iter().chain(&self.exports);
        groups.find(|group| group.members().any(|(_, id)| id == interface))
    }

    /// The WIT name of a type: `ns:pkg/interface/type`, or the name alone.
    pub(crate) fn type_name(&self, id: TypeId) -> Option<String> {
        let def = self.type_def(id);
        let name = def.name.as_ref()?;
        Some(match def.owner {
            TypeOwner::Interface(id) => format!("{}/{name}", self.interface_name(id)?),
            TypeOwner::World(_) | TypeOwner::None => name.clone(),
        })
    }

    /// The name under which the world imports or exports an interface.
    fn interface_name(&self, id: InterfaceId) -> Option<&str> {
        self.group_of(id)?.members().find_map(|(name, member)| (member == id).then_some(name))
    }

    /// Names of all interfaces and types.
    pub(crate) fn names(&self) -> Vec<String> {
        let groups = self.imports.iter().chain(&self.exports);
        let interfaces = groups.flat_map(Group::members).map(|(name, _)| name.to_owned());
        let types = self.types.keys().filter(|(_, id)| !self.older.contains_key(id));
        let types = types.filter_map(|(_, id)| self.type_name(*id));
        let mut names: Vec<_> = interfaces.chain(types).collect();
        names.sort();
        names.dedup();
        names
    }

    /// Whether a function gets its parameters to own. Those of a trait that `embody-wasi` has are as they are there.
    pub(crate) fn owns_params(&self, function: &Function) -> bool {
        let is_its = |group: &&Group<'_>| group.functions.iter().any(|(_, of)| std::ptr::eq(*of, function));
        let group = self.imports.iter().find(is_its);
        self.chosen.choices.params == Params::Owned
            && !group.and_then(|group| group.interface).is_some_and(|id| self.is_wasi(id))
    }

    /// All types that have a name.
    pub(crate) fn type_ids(&self) -> impl Iterator<Item = TypeId> + '_ {
        let mut ids: Vec<_> = self.types.keys().map(|(_, id)| *id).filter(|id| !self.is_older(*id)).collect();
        ids.sort();
        ids.dedup();
        ids.into_iter()
    }

    /// Whether a type is of an interface whose trait is that of `embody-wasi`.
    pub(crate) fn is_of_wasi(&self, id: TypeId) -> bool {
        matches!(self.type_def(id).owner, TypeOwner::Interface(interface) if self.is_wasi(interface))
    }

    /// Whether an interface's trait is that of `embody-wasi`.
    fn is_wasi(&self, interface: InterfaceId) -> bool {
        let is_chosen = self
            .group_of(interface)
            .is_some_and(|group| group.members().any(|(name, _)| self.chosen.existing(name).is_some()));
        !is_chosen && self.existing(interface).is_some()
    }

    /// Whether a type is defined as that of a newer version.
    pub(crate) fn is_older(&self, id: TypeId) -> bool {
        self.older.contains_key(&id)
    }

    /// The type that is defined for this one: itself, or that of a newer version.
    pub(crate) fn defining(&self, id: TypeId) -> TypeId {
        self.older.get(&id).copied().unwrap_or(id)
    }

    /// The resource that `id` names.
    pub(crate) fn resource(&self, id: TypeId, exporting: bool) -> Option<&Resource> {
        self.resources.get(self.resolve(), id, exporting)
    }

    /// The handles of the host's resources in a type.
    pub(crate) fn hosts(&self, ty: &Type, exporting: bool) -> Vec<Handle> {
        self.resources.of_host(self.resolve(), ty, exporting)
    }

    /// Whether a type is a resource of the host's, or another name for one, which no item defines.
    fn is_hosts(&self, id: TypeId, exporting: bool) -> bool {
        let kind = &self.type_def(id).kind;
        matches!(kind, TypeDefKind::Type(_) | TypeDefKind::Resource)
            && self.resource(id, exporting).is_some_and(|resource| resource.imported)
    }

    /// The handles of the component's own resources in a type.
    pub(crate) fn guests(&self, ty: &Type, exporting: bool) -> Vec<Handle> {
        self.resources.of_guest(self.resolve(), ty, exporting)
    }

    /// Whether a type has a lifetime: that of resources of the component's which it lends back to it.
    pub(crate) fn has_lifetime(&self, ty: &Type, exporting: bool) -> bool {
        self.guests(ty, exporting).iter().any(|handle| matches!(handle, Handle::Borrow(_)))
    }

    /// Names for the handles of the host's resources in a type, as type parameters of a definition in `module`.
    pub(crate) fn host_params(&self, ty: &Type, exporting: bool, module: &[Ident]) -> Vec<(Handle, Ident)> {
        let mut taken = Taken::default();
        // They would hide other types of the module, which the definition may name.
        let types =
            self.types.iter().filter(|((_, id), (path, _))| path == module && !self.is_hosts(*id, exporting));
        types.for_each(|(_, (_, ident))| drop(taken.take(ident.clone())));
        let name = |handle: Handle| {
            let ident = &self.resource(resource(&handle), exporting)?.ident;
            let ident = match handle {
                Handle::Own(_) => ident.clone(),
                Handle::Borrow(_) => format_ident!("Borrow{ident}"),
            };
            Some((handle, taken.take(ident)))
        };
        self.hosts(ty, exporting).into_iter().filter_map(name).collect()
    }

    pub(crate) fn resolve(&self) -> &'a Resolve {
        &self.world.resolve
    }

    pub(crate) fn type_def(&self, id: TypeId) -> &'a TypeDef {
        &self.resolve().types[id]
    }

    /// Imported interfaces, then exported ones: whether it is imported, its module, itself and older versions of it.
    pub(crate) fn interfaces(&self) -> Vec<(bool, ModulePath, Vec<InterfaceId>)> {
        let of = |imported: bool, groups: &[Group<'_>]| {
            let groups = groups.iter().filter(|group| group.interface.is_some());
            let ids = |group: &Group<'_>| group.members().map(|(_, id)| id).collect();
            groups.map(|group| (imported, self.module(imported, group), ids(group))).collect::<Vec<_>>()
        };
        [of(true, &self.imports), of(false, &self.exports)].concat()
    }

    /// The module of an imported or exported group.
    pub(crate) fn module(&self, imported: bool, group: &Group<'_>) -> ModulePath {
        let mut path = vec![if imported { format_ident!("imports") } else { format_ident!("exports") }];
        path.extend(self.group_path(group));
        path
    }

    /// Names of a group, outermost first: namespace, package and interface, or the interface's plain name.
    pub(crate) fn group_path(&self, group: &Group<'_>) -> Vec<Ident> {
        let Some(name) = &group.name else { return Vec::new() };
        let named =
            name.split_once(':').and_then(|(namespace, rest)| Some((namespace, rest.split_once('/')?)));
        match named {
            Some((namespace, (package, rest))) => {
                let interface = rest.split_once('@').map_or(rest, |(interface, _)| interface);
                let groups: Vec<_> = [(true, &self.imports), (false, &self.exports)]
                    .into_iter()
                    .flat_map(|(imported, groups)| groups.iter().map(move |group| (imported, group)))
                    .collect();
                let version = versions::suffix(self.resolve(), group, &groups).unwrap_or_default();
                vec![snake(namespace), versioned(package, &version), snake(interface)]
            }
            None => vec![snake(name)],
        }
    }

    /// Where a named type is defined and what it is called there; none for an anonymous type.
    pub(crate) fn place(&self, id: TypeId, exporting: bool) -> Option<&(ModulePath, Ident)> {
        let differs = exporting && self.resources.differs(self.resolve(), id);
        self.types.get(&(differs, id)).or_else(|| self.types.get(&(false, id)))
    }

    /// Path of a named type as seen from the module `from`; none for an anonymous type.
    pub(crate) fn path_of(&self, id: TypeId, exporting: bool, from: &[Ident]) -> Option<TokenStream> {
        self.place(id, exporting).map(|(module, name)| relative(from, module, name))
    }
}

/// A package's module; its version is part of the name where there are several.
fn versioned(package: &str, version: &str) -> Ident {
    if version.is_empty() {
        return snake(package);
    }
    let version: String = version.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    ident(&format!("{}{version}", snake(package)))
}
