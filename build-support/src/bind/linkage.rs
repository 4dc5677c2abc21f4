//! What wrappers must know of a component's code that is the same on every target.
//!
//! In: a component. Out: [`Linkage`], the numbers that the linker gave to what WIT knows by names.

use std::collections::HashMap;

use embody_abi::meta::{ComponentMeta, Item};

use super::world::World;
use crate::error::Result;
use crate::features::Features;
use crate::parse::Parsed;
use crate::{link, parse};

/// Numbers of the plan.
#[derive(Clone, Debug, Default)]
pub struct Linkage {
    /// For each lowering, in the order of the plan: the number of the imported function that it calls.
    pub lowerings: Vec<u32>,
    /// Imported resource types, by their instance's name, unless at the root, and their own.
    imports: HashMap<Name, u32>,
    /// Exported ones.
    exports: HashMap<Name, u32>,
}

type Name = (Option<String>, String);

impl Linkage {
    /// That of a component which may use these proposals and imports these core modules.
    ///
    /// # Errors
    /// If the component cannot be linked.
    pub fn of(component: &[u8], features: Features, modules: &[(String, Vec<u8>)]) -> Result<Self> {
        Self::of_parsed(parse::parse_given(component, features, modules)?)
    }

    /// That of a component that was parsed.
    ///
    /// # Errors
    /// If it cannot be linked.
    pub(crate) fn of_parsed(parsed: Parsed<'_>) -> Result<Self> {
        let linked = link::link(parsed)?;
        let lowerings = linked.image.lowerings.values().map(|lowering| lowering.import).collect();
        let ComponentMeta { imports, exports, .. } = &linked.meta;
        Ok(Self { lowerings, imports: resources(imports), exports: resources(exports) })
    }

    /// That of a world of which there is no component: resource types have any numbers.
    pub(crate) fn of_imports(world: &World) -> Self {
        let mut imports = HashMap::new();
        let mut add = |name: Name| {
            let next = u32::try_from(imports.len()).unwrap_or(u32::MAX);
            imports.entry(name).or_insert(next);
        };
        for (name, _) in world.root_types() {
            add((None, name));
        }
        for group in world.imports() {
            let Some(interface) = group.interface else { continue };
            for name in world.resolve.interfaces[interface].types.keys() {
                add((group.name.clone(), name.clone()));
            }
        }
        Self { imports, ..Self::default() }
    }

    /// The number of a resource type, unless the component has none of the name.
    pub(crate) fn resource(&self, imported: bool, instance: Option<&str>, name: &str) -> Option<u32> {
        let numbers = if imported { &self.imports } else { &self.exports };
        numbers.get(&(instance.map(str::to_owned), name.to_owned())).copied()
    }
}

fn resources(items: &[(String, Item)]) -> HashMap<Name, u32> {
    let mut out = HashMap::new();
    for (name, item) in items {
        match item {
            Item::Resource(number) => {
                out.insert((None, name.clone()), *number);
            }
            Item::Instance(items) => {
                let numbers = items.iter().filter_map(|(resource, item)| match item {
                    Item::Resource(number) => Some(((Some(name.clone()), resource.clone()), *number)),
                    _ => None,
                });
                out.extend(numbers);
            }
            Item::Func { .. } | Item::Type(_) => {}
        }
    }
    out
}
