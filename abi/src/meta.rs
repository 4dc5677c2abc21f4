//! What a component imports and exports, by name and type, for the dynamic API.
//!
//! Programs that use only typed wrappers never decode this: they have constant indices. Encoded, items of instances
//! follow their instance, so that no artifact can have them decoded deeper than [`MAX_INSTANCE_DEPTH`].

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};

use crate::limits::MAX_INSTANCE_DEPTH;
use crate::types::{FuncType, Type, TypeTable};

/// A component's world.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComponentMeta {
    /// The types that the items name.
    pub types: TypeTable,
    /// Imports, in the component's order.
    #[serde(serialize_with = "encode", deserialize_with = "decode")]
    pub imports: Vec<(String, Item)>,
    /// Exports, in the component's order.
    #[serde(serialize_with = "encode", deserialize_with = "decode")]
    pub exports: Vec<(String, Item)>,
    /// For core modules linked without a component around them: what their exports are.
    pub core_exports: Vec<CoreExport>,
    /// Number of functions that are imported.
    pub import_count: u32,
    /// Number of resource types that are imported.
    pub import_resource_count: u32,
}

/// An import or export of a component, or of an instance in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A function.
    Func {
        /// Its type.
        ty: FuncType,
        /// An imported function's number, or an index into the plan's exports.
        index: u32,
    },
    /// An instance with items of its own.
    Instance(Vec<(String, Item)>),
    /// A type that is not a resource.
    Type(Type),
    /// A resource type: its number in the plan.
    Resource(u32),
}

/// An item as it is encoded.
#[derive(Serialize, Deserialize)]
enum Flat {
    Func {
        ty: FuncType,
        index: u32,
    },
    /// The number of the items that follow and are the instance's.
    Instance(u32),
    Type(Type),
    Resource(u32),
}

fn encode<S: Serializer>(items: &[(String, Item)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut out = Vec::new();
    flatten(items, 0, &mut out).map_err(ser::Error::custom)?;
    out.serialize(serializer)
}

fn flatten(
    items: &[(String, Item)],
    depth: usize,
    out: &mut Vec<(String, Flat)>,
) -> Result<(), &'static str> {
    for (name, item) in items {
        out.push((
            name.clone(),
            match item {
                Item::Func { ty, index } => Flat::Func { ty: ty.clone(), index: *index },
                Item::Instance(items) => Flat::Instance(u32::try_from(items.len()).map_err(|_| TOO_DEEP)?),
                Item::Type(ty) => Flat::Type(*ty),
                Item::Resource(number) => Flat::Resource(*number),
            },
        ));
        if let Item::Instance(items) = item {
            flatten(items, deeper(depth)?, out)?;
        }
    }
    Ok(())
}

fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<(String, Item)>, D::Error> {
    let mut flat = Vec::deserialize(deserializer)?.into_iter();
    let mut out = Vec::new();
    while let Some(item) = flat.next() {
        out.push(nest(item, &mut flat, 0).map_err(de::Error::custom)?);
    }
    Ok(out)
}

fn nest(
    (name, item): (String, Flat),
    rest: &mut impl Iterator<Item = (String, Flat)>,
    depth: usize,
) -> Result<(String, Item), &'static str> {
    let item = match item {
        Flat::Func { ty, index } => Item::Func { ty, index },
        Flat::Instance(count) => {
            let (mut items, depth) = (Vec::new(), deeper(depth)?);
            for _ in 0..count {
                let item = rest.next().ok_or("an instance has fewer items than it says")?;
                items.push(nest(item, rest, depth)?);
            }
            Item::Instance(items)
        }
        Flat::Type(ty) => Item::Type(ty),
        Flat::Resource(number) => Item::Resource(number),
    };
    Ok((name, item))
}

const TOO_DEEP: &str = "instances nest too deep";

fn deeper(depth: usize) -> Result<usize, &'static str> {
    if depth < MAX_INSTANCE_DEPTH { Ok(depth + 1) } else { Err(TOO_DEEP) }
}

/// An export of a core instance, addressed by name; the runner of core tests uses these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoreExport {
    /// The core instance, in instantiation order.
    pub instance: u32,
    /// Its name.
    pub name: String,
    /// What it is.
    pub item: CoreItem,
}

/// A core type of the values that cross the core boundary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each variant is the type of its name in the core specification")]
pub enum CoreValType {
    I32,
    I64,
    F32,
    F64,
    V128,
    FuncRef,
    ExternRef,
    ExnRef,
    AnyRef,
}

/// What a core export is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CoreItem {
    /// A function: an index into the plan's entries, and its type.
    Func {
        /// Index into the plan's entries.
        entry: u32,
        /// Parameter types.
        params: Vec<CoreValType>,
        /// Result types.
        results: Vec<CoreValType>,
    },
    /// A global: its context offset and its type.
    Global {
        /// Context offset of its value.
        offset: u32,
        /// Type of its value.
        ty: CoreValType,
    },
    /// A memory: an index into the plan's memories.
    Memory(u32),
    /// A table: an index into the plan's tables.
    Table(u32),
    /// A tag of exceptions: its number in the image.
    Tag(u32),
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    fn meta(exports: Vec<(String, Item)>) -> ComponentMeta {
        let imports = vec![("i".into(), Item::Resource(0)), ("j".into(), Item::Instance(Vec::new()))];
        ComponentMeta { imports, exports, ..ComponentMeta::default() }
    }

    fn nested(depth: usize) -> Vec<(String, Item)> {
        let mut items = vec![("f".into(), Item::Func { ty: FuncType::default(), index: 3 })];
        for _ in 0..depth {
            let more = [("t".into(), Item::Type(Type::Bool))];
            items = [("a".into(), Item::Instance(items))].into_iter().chain(more).collect();
        }
        items
    }

    #[test]
    fn items_are_what_they_were_encoded_from() {
        for depth in [0, 1, 2, MAX_INSTANCE_DEPTH] {
            let meta = meta(nested(depth));
            assert_eq!(postcard::from_bytes(&postcard::to_allocvec(&meta).unwrap()), Ok(meta));
        }
        assert!(postcard::to_allocvec(&meta(nested(MAX_INSTANCE_DEPTH + 1))).is_err());
    }

    #[test]
    fn what_nests_too_deep_is_not_decoded() {
        // No types and imports; so many exports, each an instance without a name that has the next one; nothing else.
        for (count, expected) in
            [(MAX_INSTANCE_DEPTH, true), (MAX_INSTANCE_DEPTH + 1, false), (1 << 20, false)]
        {
            let mut bytes = postcard::to_allocvec(&(0_u32, 0_u32, count as u32)).unwrap();
            for left in (0..count).rev() {
                bytes.extend([0, 1, u8::from(left > 0)]);
            }
            bytes.extend([0, 0, 0]);
            assert_eq!(postcard::from_bytes::<ComponentMeta>(&bytes).is_ok(), expected, "{count}");
        }
        // One instance that says it has an item.
        assert!(postcard::from_bytes::<ComponentMeta>(&[0, 0, 1, 0, 1, 1, 0, 0, 0]).is_err());
    }
}
