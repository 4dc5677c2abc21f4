//! The order in which a component's type lists its functions: the one place that numbers imports and exports.
//!
//! The WIT world that is decoded from a component unites an interface that is imported with the same one exported, so its
//! own order and number of functions are not those of the binary. The numbers of compiler and runtime are: imported
//! functions, and exported ones, each counted from zero over the component's imports (exports) in their order, the
//! functions of an instance in the order of its type.

use std::collections::HashMap;

use wasmparser::component_types::{ComponentEntityType, ComponentItem};
use wasmparser::types::Types;
use wasmparser::{Parser, Payload, Validator, WasmFeatures};

use crate::error::Result;

/// A function of a component's type: the instance's name unless it is at the root, and its own.
pub(crate) type FunctionName = (Option<String>, String);

/// Numbers of a component's functions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Order {
    imports: HashMap<FunctionName, u32>,
    exports: HashMap<FunctionName, u32>,
}

impl Order {
    /// Validates a component and numbers its functions.
    ///
    /// # Errors
    /// If it is not valid.
    pub(crate) fn of(component: &[u8]) -> Result<Self> {
        let types = Validator::new_with_features(WasmFeatures::all()).validate_all(component)?;
        Self::with(component, &types)
    }

    /// Numbers the functions of a component that was validated and has these types.
    ///
    /// # Errors
    /// If it is another one.
    pub(crate) fn with(component: &[u8], types: &Types) -> Result<Self> {
        let mut order = Self::default();
        let mut depth = 0usize;
        for payload in Parser::new(0).parse_all(component) {
            match payload? {
                Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => depth += 1,
                Payload::End(_) => depth = depth.saturating_sub(1),
                Payload::ComponentImportSection(section) if depth == 0 => {
                    for import in section {
                        let name = import?.name.name;
                        if let Some(item) = types.component_item_for_import(name) {
                            number(types, name, item, &mut order.imports);
                        }
                    }
                }
                Payload::ComponentExportSection(section) if depth == 0 => {
                    for export in section {
                        let name = export?.name.name;
                        if let Some(item) = types.component_item_for_export(name) {
                            number(types, name, item, &mut order.exports);
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(order)
    }

    /// Numbers an imported function.
    pub(crate) fn add_import(&mut self, instance: Option<&str>, function: &str) {
        let next = u32::try_from(self.imports.len()).unwrap_or(u32::MAX);
        self.imports.entry((instance.map(str::to_owned), function.to_owned())).or_insert(next);
    }

    /// How many functions are imported.
    pub(crate) fn import_count(&self) -> usize {
        self.imports.len()
    }

    /// How many functions are exported.
    pub(crate) fn export_count(&self) -> usize {
        self.exports.len()
    }

    /// Number of an imported function, unless the component does not import it.
    pub(crate) fn import(&self, instance: Option<&str>, function: &str) -> Option<u32> {
        get(&self.imports, instance, function)
    }

    /// Number of an exported function, unless the component does not export it.
    pub(crate) fn export(&self, instance: Option<&str>, function: &str) -> Option<u32> {
        get(&self.exports, instance, function)
    }
}

fn get(map: &HashMap<FunctionName, u32>, instance: Option<&str>, function: &str) -> Option<u32> {
    map.get(&(instance.map(str::to_owned), function.to_owned())).copied()
}

fn number(types: &Types, name: &str, item: &ComponentItem, numbers: &mut HashMap<FunctionName, u32>) {
    let mut add = |function: FunctionName| {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        numbers.entry(function).or_insert(next);
    };
    match item.ty {
        ComponentEntityType::Func(_) => add((None, name.to_owned())),
        ComponentEntityType::Instance(id) => {
            for (function, item) in &types[id].exports {
                if matches!(item.ty, ComponentEntityType::Func(_)) {
                    add((Some(name.to_owned()), function.to_string()));
                }
            }
        }
        _ => {}
    }
}
