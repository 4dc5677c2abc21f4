//! A component's imports and exports, ready to be looked up.
//!
//! In: the metadata that the compiler wrote. Out: [`World`]: handles to the items, and numbers for the exports, those
//! inside of instances included, by which [`ComponentExportIndex`](super::ComponentExportIndex) names them.

use std::sync::Arc;

use embody_abi::meta::ComponentMeta;
use embody_abi::plan::Plan;

use super::items::{self, ComponentFunc, ComponentItem, Items};
use super::layout::Types;
use super::names::NameMap;
use super::types;
use crate::{Context, Result};

/// A component's imports and exports.
#[derive(Debug)]
pub(crate) struct World {
    /// Imports and exports as handles.
    pub(crate) ty: types::Component,
    /// The types that they name.
    pub(crate) types: Arc<Types>,
    /// Exports at the root, by name: indices into `nodes`.
    root: NameMap<u32>,
    nodes: Vec<Node>,
    /// Exported functions by their index in the plan: indices into `nodes`.
    functions: Vec<Option<u32>>,
}

/// An export.
#[derive(Debug)]
struct Node {
    item: ComponentItem,
    /// An instance's exports, by name: indices into `nodes`.
    children: NameMap<u32>,
}

impl World {
    /// Decodes the metadata of an artifact, of which the plan is the first half.
    pub(crate) fn decode(meta: &[u8]) -> Result<Self> {
        let (_, meta): (Plan, ComponentMeta) =
            postcard::from_bytes(meta).context("the artifact's metadata cannot be decoded")?;
        Self::new(meta)
    }

    /// Makes handles for the items of a component.
    ///
    /// # Errors
    /// If the metadata is damaged.
    pub(crate) fn new(meta: ComponentMeta) -> Result<Self> {
        let types = Arc::new(Types::new(meta.types)?);
        let ty = types::Component {
            imports: items::items(&types, meta.imports),
            exports: items::items(&types, meta.exports),
        };
        let exports = ty.exports.clone();
        let mut this = Self { ty, types, root: NameMap::default(), nodes: Vec::new(), functions: Vec::new() };
        this.root = this.add(&exports);
        Ok(this)
    }

    /// A world without items.
    pub(crate) fn empty() -> Self {
        let items = || Items::from([]);
        let ty = types::Component { imports: items(), exports: items() };
        let types = Arc::default();
        Self { ty, types, root: NameMap::default(), nodes: Vec::new(), functions: Vec::new() }
    }

    fn add(&mut self, items: &Items) -> NameMap<u32> {
        let mut names = NameMap::default();
        for (name, item) in items.iter() {
            let number = self.nodes.len() as u32;
            self.nodes.push(Node { item: item.clone(), children: NameMap::default() });
            match item {
                ComponentItem::ComponentInstance(instance) => {
                    let children = self.add(&instance.items);
                    self.nodes[number as usize].children = children;
                }
                ComponentItem::ComponentFunc(func) => self.set_function(func.index, number),
                _ => {}
            }
            // Names are unique in a valid component; in a damaged artifact the last one wins.
            let _ = names.insert(name, number, true);
        }
        names
    }

    fn set_function(&mut self, export: u32, node: u32) {
        let export = export as usize;
        // Exports are numbered from zero without gaps; a damaged number is not worth its memory.
        if export >= self.functions.len() && export < self.functions.len() + (1 << 16) {
            self.functions.resize(export + 1, None);
        }
        if let Some(place) = self.functions.get_mut(export) {
            place.get_or_insert(node);
        }
    }

    /// The export of a name, at the root or in the instance of this number.
    pub(crate) fn lookup(&self, instance: Option<u32>, name: &str) -> Option<u32> {
        let names = match instance {
            None => &self.root,
            Some(number) => &self.nodes.get(number as usize)?.children,
        };
        names.get(name).copied()
    }

    /// The number of the function that is this one of the plan's exports.
    pub(crate) fn function(&self, export: u32) -> Option<u32> {
        *self.functions.get(export as usize)?
    }

    /// The export of a number.
    pub(crate) fn item(&self, number: u32) -> Option<&ComponentItem> {
        self.nodes.get(number as usize).map(|node| &node.item)
    }

    /// The exported function of a number.
    pub(crate) fn func(&self, number: u32) -> Option<&ComponentFunc> {
        match self.item(number)? {
            ComponentItem::ComponentFunc(func) => Some(func),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use embody_abi::meta::Item;
    use embody_abi::types::FuncType;

    use super::*;

    #[test]
    fn exports_are_found_at_every_level() {
        let func = |index| Item::Func { ty: FuncType::default(), index };
        let nested = Item::Instance(vec![("f".into(), func(1))]);
        let exports = vec![("f".into(), func(0)), ("a:b/c@0.2.1".into(), nested)];
        let world = World::new(ComponentMeta { exports, ..ComponentMeta::default() }).unwrap();
        let instance = world.lookup(None, "a:b/c@0.2.0").unwrap();
        let inner = world.lookup(Some(instance), "f").unwrap();
        let outer = world.lookup(None, "f").unwrap();
        assert_ne!(inner, outer);
        assert_eq!((world.function(0), world.function(1)), (Some(outer), Some(inner)));
        assert_eq!(world.func(inner).unwrap().index, 1);
        assert!(world.func(instance).is_none(), "not a function");
        assert!(world.lookup(None, "g").is_none());
        assert!(world.lookup(Some(inner), "f").is_none(), "not an instance");
        assert!(world.function(2).is_none());
    }
}
