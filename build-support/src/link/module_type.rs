//! Whether a core module is of the type that a component imports it with.
//!
//! In: a module, and the type. Out: nothing, or what does not fit. A module may import less than its type says, and export
//! more. Types of the two come from different validators, so that types which name other types cannot be compared: they
//! fit nothing. Spec: Core Specification, "Import Matching".

use wasmparser::component_types::ComponentCoreModuleTypeId;
use wasmparser::types::{EntityType, TypesRef};
use wasmparser::{FuncType, GlobalType, MemoryType, TableType};

use crate::parse::module::{Export, Module};

/// The type of an item.
#[derive(Debug, PartialEq)]
enum Item {
    Func(FuncType),
    Table(TableType),
    Memory(MemoryType),
    Global(GlobalType),
    Tag(FuncType),
}

/// Says what of a module does not fit its type.
pub(super) fn check(
    module: &Module<'_>,
    types: TypesRef<'_>,
    id: ComponentCoreModuleTypeId,
) -> Result<(), String> {
    let ty = &types[id];
    for (name, declared) in &ty.exports {
        let Some(export) = module.exports.get(name.as_str()) else {
            return Err(format!("does not export `{name}`"));
        };
        if !fits(&own(module, *export), &other(types, declared)) {
            return Err(format!("exports `{name}` with another type"));
        }
    }
    for import in &module.imports {
        let (first, second) = (import.module, import.name);
        let declared = ty.imports.get(&(first.to_owned(), second.to_owned()));
        let Some(declared) = declared else {
            return Err(format!("imports `{first}` `{second}`, which the component does not say"));
        };
        if !fits(&other(types, declared), &own(module, import.item)) {
            return Err(format!("imports `{first}` `{second}` with another type"));
        }
    }
    Ok(())
}

/// Whether what is offered can stand where something is wanted. What is none fits nothing.
fn fits(offered: &Option<Item>, wanted: &Option<Item>) -> bool {
    let limits = |(min, max): (u64, Option<u64>), (least, most): (u64, Option<u64>)| {
        min >= least && most.is_none_or(|most| max.is_some_and(|max| max <= most))
    };
    match (offered, wanted) {
        (Some(Item::Memory(a)), Some(Item::Memory(b))) => {
            (a.memory64, a.shared, a.page_size_log2) == (b.memory64, b.shared, b.page_size_log2)
                && limits((a.initial, a.maximum), (b.initial, b.maximum))
        }
        (Some(Item::Table(a)), Some(Item::Table(b))) => {
            (a.element_type, a.table64, a.shared) == (b.element_type, b.table64, b.shared)
                && limits((a.initial, a.maximum), (b.initial, b.maximum))
        }
        (Some(a), Some(b)) => a == b,
        _ => false,
    }
}

/// The type of an item of the module.
fn own(module: &Module<'_>, item: Export) -> Option<Item> {
    let func = |index: Option<&u32>| Some(module.types.get(*index? as usize)?.func.clone());
    match item {
        Export::Func(index) => func(module.functions.get(index as usize)).map(Item::Func),
        Export::Table(index) => module.tables.get(index as usize).copied().map(Item::Table),
        Export::Memory(index) => module.memories.get(index as usize).copied().map(Item::Memory),
        Export::Global(index) => module.globals.get(index as usize).copied().map(Item::Global),
        Export::Tag(index) => func(module.tags.get(index as usize)).map(Item::Tag),
    }
}

/// The type that a module's type says of an item.
fn other(types: TypesRef<'_>, item: &EntityType) -> Option<Item> {
    Some(match *item {
        EntityType::Func(id) | EntityType::FuncExact(id) => Item::Func(types[id].unwrap_func().clone()),
        EntityType::Table(ty) => Item::Table(ty),
        EntityType::Memory(ty) => Item::Memory(ty),
        EntityType::Global(ty) => Item::Global(ty),
        EntityType::Tag(id) => Item::Tag(types[id].unwrap_func().clone()),
    })
}
