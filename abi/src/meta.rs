//! What a component imports and exports, by name and type, for the dynamic API.
//!
//! Programs that use only typed wrappers never decode this: they have constant indices.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::types::{FuncType, TypeTable};

/// A component's world.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComponentMeta {
    /// The types that the items name.
    pub types: TypeTable,
    /// Imports, in the component's order.
    pub imports: Vec<(String, Item)>,
    /// Exports, in the component's order.
    pub exports: Vec<(String, Item)>,
    /// For core modules linked without a component around them: what their exports are.
    pub core_exports: Vec<CoreExport>,
    /// Number of functions that are imported.
    pub import_count: u32,
    /// Number of resource types that are imported.
    pub import_resource_count: u32,
}

/// An import or export of a component, or of an instance in one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    Type(crate::types::Type),
    /// A resource type: its number in the plan.
    Resource(u32),
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
