//! Finds what a component imports among what a linker defines.
//!
//! In: the definitions, and a component's imports. Out: the host's part of an [`InstancePre`], or an error that names all
//! that is not there or is of another type. Resource types come first, since the types of functions name them.

use std::collections::BTreeMap;
use std::sync::Arc;

use embody_abi::plan::ResourcePlan;

use super::Definition;
use crate::component::component::Component;
use crate::component::host::HostFunc;
use crate::component::instance::InstancePre;
use crate::component::items::{ComponentFunc, ComponentItem, Items};
use crate::component::layout::Types;
use crate::component::names::NameMap;
use crate::component::resource::{ImportedResource, ResourceType};
use crate::{Result, bail};

/// `iface#name`, or the name alone at the root.
pub(super) fn path(parent: Option<&str>, name: &str) -> String {
    parent.map_or_else(|| name.to_string(), |parent| format!("{parent}#{name}"))
}

/// What a component imports, as far as it was found.
pub(super) struct Resolution {
    /// By the number of the imported function.
    functions: Vec<(u32, Arc<dyn HostFunc>, ComponentFunc)>,
    /// By the number of the resource type in the plan.
    resources: BTreeMap<u32, ImportedResource>,
    /// The component's types, with the resource types that were found.
    pub(super) types: Arc<Types>,
    /// Number of the plan's resource types.
    resource_count: usize,
    problems: Vec<String>,
}

impl Resolution {
    /// Nothing found yet.
    pub(super) fn new(component: &Component) -> Self {
        Self {
            functions: Vec::new(),
            resources: BTreeMap::new(),
            types: component.world().types.clone(),
            resource_count: component.image().plan().resources.len(),
            problems: Vec::new(),
        }
    }

    /// Finds resource types by name, before the functions whose types name them.
    pub(super) fn resources(
        &mut self,
        parent: Option<&str>,
        items: &Items,
        names: Option<&NameMap<Definition>>,
    ) {
        self.find_resources(parent, items, names);
        if let Some((last, _)) = self.resources.last_key_value() {
            let known = (0..=*last).map(|number| self.resources.get(&number).map(|resource| resource.ty));
            self.types = Arc::new(self.types.with_resources(known.collect()));
        }
    }

    fn find_resources(&mut self, parent: Option<&str>, items: &Items, names: Option<&NameMap<Definition>>) {
        for (name, item) in items.iter() {
            let definition = names.and_then(|names| names.get(name));
            let path = path(parent, name);
            match (item, definition) {
                (ComponentItem::Resource(ty), definition) => self.resource(&path, *ty, definition),
                (ComponentItem::ComponentInstance(ty), Some(Definition::Instance(names))) => {
                    self.find_resources(Some(&path), &ty.items, Some(names));
                }
                // A name that stands for a type known already needs no definition.
                (ComponentItem::ComponentInstance(ty), None) => {
                    self.find_resources(Some(&path), &ty.items, None);
                }
                _ => {}
            }
        }
    }

    fn resource(&mut self, path: &str, ty: ResourceType, definition: Option<&Definition>) {
        let Some(number) = ty.number_in(self.types.id()) else { return };
        if number as usize >= self.resource_count {
            return self
                .problems
                .push(format!("resource `{path}`: damaged artifact: its plan has no such type"));
        }
        match (definition, self.resources.get(&number)) {
            (Some(Definition::Resource(found)), None) => {
                self.resources.insert(number, found.clone());
            }
            (Some(Definition::Resource(found)), Some(known)) if found.ty != known.ty => {
                self.problems.push(format!("resource `{path}`: mismatched resource types"));
            }
            (Some(Definition::Resource(_)), Some(_)) | (None, Some(_)) => {}
            (Some(other), _) => {
                self.problems.push(format!("resource `{path}`: expected resource found {}", other.desc()));
            }
            (None, None) => self.problems.push(format!("resource `{path}`")),
        }
    }

    /// Finds items by name; none are there if `names` is none.
    pub(super) fn items(&mut self, parent: Option<&str>, items: &Items, names: Option<&NameMap<Definition>>) {
        for (name, item) in items.iter() {
            let definition = names.and_then(|names| names.get(name));
            self.item(&path(parent, name), item, definition);
        }
    }

    fn item(&mut self, path: &str, item: &ComponentItem, definition: Option<&Definition>) {
        let what = item.desc();
        match (item, definition) {
            // A type that is not a resource is its own definition.
            (ComponentItem::Type(_), _) => {}
            // Those were found before.
            (ComponentItem::Resource(_), _) => {}
            (ComponentItem::ComponentFunc(ty), Some(Definition::Func(func))) => {
                let ty = ty.substituted(&self.types);
                match func.typecheck(&ty) {
                    Ok(()) => self.functions.push((ty.index, func.clone(), ty)),
                    Err(error) => self.problems.push(format!("{what} `{path}`: {error:#}")),
                }
            }
            (ComponentItem::ComponentInstance(ty), Some(Definition::Instance(names))) => {
                self.items(Some(path), &ty.items, Some(names));
            }
            (ComponentItem::ComponentInstance(ty), None) => self.items(Some(path), &ty.items, None),
            (ComponentItem::ComponentFunc(_), None) => self.problems.push(format!("{what} `{path}`")),
            (_, Some(other)) => {
                self.problems.push(format!("{what} `{path}`: expected {what} found {}", other.desc()));
            }
            (_, None) => self.problems.push(format!("{what} `{path}`: not supported yet")),
        }
    }

    /// Fails if something was not found.
    pub(super) fn check(&self) -> Result<()> {
        if !self.problems.is_empty() {
            bail!(
                "a matching implementation was not found in the linker for what the component imports:\n- {}",
                self.problems.join("\n- ")
            );
        }
        Ok(())
    }

    pub(super) fn finish<T>(self, component: &Component) -> Result<InstancePre<T>> {
        self.check()?;
        let plan = component.image().plan();
        let mut hosts = Vec::new();
        for (number, lowering) in (0..).zip(plan.lowerings.iter()) {
            let found = self.functions.iter().find(|(import, ..)| *import == lowering.import);
            let Some((_, func, ty)) = found else {
                bail!("damaged artifact: it calls import number {}, which it does not have", lowering.import);
            };
            hosts.push((number, func.clone().bind(ty)));
        }
        let resources = self.imported_resources(&plan.resources)?;
        Ok(InstancePre::new(component.clone(), hosts.into(), resources))
    }

    /// The resource types that a component imports, in the order of their import numbers. None if the plan has no
    /// resource types at all.
    fn imported_resources(&self, plan: &[ResourcePlan]) -> Result<Option<Arc<[ImportedResource]>>> {
        if plan.is_empty() {
            return Ok(None);
        }
        let mut imports = BTreeMap::new();
        for (number, resource) in (0..).zip(plan) {
            if let ResourcePlan::Imported(import) = resource {
                let Some(found) = self.resources.get(&number) else {
                    bail!("damaged artifact: it uses a resource type that it does not import");
                };
                imports.insert(*import, found.clone());
            }
        }
        if imports.keys().copied().ne(0..imports.len() as u32) {
            bail!("damaged artifact: its imported resource types are not numbered in a row");
        }
        Ok(Some(imports.into_values().collect()))
    }
}
