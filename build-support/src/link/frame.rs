//! Values of components in the making: what index spaces hold.
//!
//! In: what definitions make. Out: what later definitions name, by index or by the validator's type ids. A frame lives
//! as long as one component instance is evaluated; it knows no types but those of resources, of which each instance has
//! its own.

use std::collections::HashMap;
use std::rc::Rc;

use embody_abi::plan::StringEncoding;
use wasmparser::component_types::{self, ComponentAnyTypeId, ComponentFuncTypeId};
use wasmparser::{CanonicalOption, ComponentExternalKind, ComponentOuterAliasKind, ExternalKind};

use super::image::{CanonOptions, ComponentInstanceId, FuncId, InstanceId, MemoryId, ResourceId};
use super::instantiate::CoreItem;
use crate::error::{Error, Result};
use crate::parse::ItemRef;

/// Resource types by the validator's ids, which are the same for all instances of a component.
pub(super) type Resources = HashMap<component_types::ResourceId, ResourceId>;

/// A component function.
#[derive(Clone)]
pub(super) enum Func {
    /// The imported function of this number.
    Import(u32),
    /// A lifted core function.
    Lifted(Rc<Lifted>),
}

/// A lifted core function.
pub(super) struct Lifted {
    pub(super) core: FuncId,
    pub(super) options: CanonOptions,
    /// Its type, in the component that lifts it.
    pub(super) ty: ComponentFuncTypeId,
}

/// Items of a component instance, in order.
pub(super) type Instance = Rc<Vec<(String, Value)>>;

/// What a component's index spaces hold.
#[derive(Clone)]
pub(super) enum Value {
    /// A function.
    Func(Func),
    /// An instance.
    Instance(Instance),
    /// A component.
    Component(Closure),
    /// A core module, by its index in the image.
    Module(usize),
    /// A resource type.
    Resource(ResourceId),
    /// Another type. It means nothing to the linker: the validator has resolved it.
    Type,
}

/// A component with what is around it.
#[derive(Clone)]
pub(super) struct Closure {
    pub(super) component: usize,
    pub(super) outer: Option<Rc<Outer>>,
}

/// What outer aliases of a nested component can name.
pub(super) struct Outer {
    modules: Vec<usize>,
    components: Vec<Closure>,
    outer: Option<Rc<Outer>>,
}

/// A core instance: of a module, or made of items.
#[derive(Clone)]
pub(super) enum CoreInstanceValue<'a> {
    Module(InstanceId),
    Items(Rc<Vec<(&'a str, CoreItem)>>),
}

/// The index spaces of one component instance in the making.
pub(super) struct Frame<'a> {
    /// The component instance.
    pub(super) id: ComponentInstanceId,
    pub(super) core_funcs: Vec<FuncId>,
    core_tables: Vec<CoreItem>,
    core_memories: Vec<MemoryId>,
    core_globals: Vec<CoreItem>,
    core_tags: Vec<CoreItem>,
    pub(super) core_instances: Vec<CoreInstanceValue<'a>>,
    pub(super) modules: Vec<usize>,
    pub(super) funcs: Vec<Func>,
    pub(super) instances: Vec<Instance>,
    pub(super) components: Vec<Closure>,
    outer: Option<Rc<Outer>>,
    pub(super) exports: Vec<(String, Value)>,
}

impl<'a> Frame<'a> {
    pub(super) fn new(id: ComponentInstanceId, outer: Option<Rc<Outer>>) -> Self {
        Self {
            id,
            outer,
            core_funcs: Vec::new(),
            core_tables: Vec::new(),
            core_memories: Vec::new(),
            core_globals: Vec::new(),
            core_tags: Vec::new(),
            core_instances: Vec::new(),
            modules: Vec::new(),
            funcs: Vec::new(),
            instances: Vec::new(),
            components: Vec::new(),
            exports: Vec::new(),
        }
    }

    /// A nested component, which can name what is here so far.
    pub(super) fn closure(&self, component: usize) -> Closure {
        let outer = Outer {
            modules: self.modules.clone(),
            components: self.components.clone(),
            outer: self.outer.clone(),
        };
        Closure { component, outer: Some(Rc::new(outer)) }
    }

    pub(super) fn push(&mut self, value: Value) {
        match value {
            Value::Func(func) => self.funcs.push(func),
            Value::Instance(instance) => self.instances.push(instance),
            Value::Component(component) => self.components.push(component),
            Value::Module(module) => self.modules.push(module),
            Value::Resource(_) | Value::Type => {}
        }
    }

    pub(super) fn push_core(&mut self, item: CoreItem) {
        match item {
            CoreItem::Func(func) => self.core_funcs.push(func),
            CoreItem::Table(_) => self.core_tables.push(item),
            CoreItem::Memory(memory) => self.core_memories.push(memory),
            CoreItem::Global(_) => self.core_globals.push(item),
            CoreItem::Tag(_) => self.core_tags.push(item),
        }
    }

    /// An item of this component instance, whose resource types are `resources`.
    pub(super) fn value(&self, item: ItemRef, resources: &Resources) -> Result<Value> {
        let value = match item {
            ItemRef::Func(index) => self.funcs.get(index as usize).cloned().map(Value::Func),
            ItemRef::Instance(index) => self.instances.get(index as usize).cloned().map(Value::Instance),
            ItemRef::Component(index) => self.components.get(index as usize).cloned().map(Value::Component),
            ItemRef::Module(index) => self.modules.get(index as usize).copied().map(Value::Module),
            ItemRef::Type(ComponentAnyTypeId::Resource(id)) => {
                resources.get(&id.resource()).copied().map(Value::Resource)
            }
            ItemRef::Type(_) => Some(Value::Type),
            ItemRef::Value => None,
        };
        value.ok_or_else(bad_index)
    }

    /// An item that an instance exports.
    pub(super) fn alias(&self, kind: ComponentExternalKind, instance: u32, name: &str) -> Result<Value> {
        let instance = self.instances.get(instance as usize).ok_or_else(bad_index)?;
        let value = instance.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone());
        match (value, kind) {
            (Some(value), _) => Ok(value),
            // The type of an import that is not a resource.
            (None, ComponentExternalKind::Type) => Ok(Value::Type),
            (None, _) => Err(bad_index()),
        }
    }

    pub(super) fn core_item(&self, kind: ExternalKind, index: u32) -> Result<CoreItem> {
        let index = index as usize;
        let item = match kind {
            ExternalKind::Func | ExternalKind::FuncExact => {
                self.core_funcs.get(index).copied().map(CoreItem::Func)
            }
            ExternalKind::Table => self.core_tables.get(index).copied(),
            ExternalKind::Memory => self.core_memories.get(index).copied().map(CoreItem::Memory),
            ExternalKind::Global => self.core_globals.get(index).copied(),
            ExternalKind::Tag => self.core_tags.get(index).copied(),
        };
        item.ok_or_else(bad_index)
    }

    pub(super) fn core_func(&self, index: u32) -> Result<FuncId> {
        self.core_funcs.get(index as usize).copied().ok_or_else(bad_index)
    }

    pub(super) fn outer_alias(
        &mut self,
        kind: ComponentOuterAliasKind,
        count: u32,
        index: u32,
    ) -> Result<()> {
        if matches!(kind, ComponentOuterAliasKind::Type | ComponentOuterAliasKind::CoreType) {
            return Ok(());
        }
        let index = index as usize;
        let mut outer = self.outer.clone();
        for _ in 1..count {
            outer = outer.and_then(|o| o.outer.clone());
        }
        let value = match (kind, count, outer) {
            (ComponentOuterAliasKind::CoreModule, 0, _) => {
                self.modules.get(index).copied().map(Value::Module)
            }
            (ComponentOuterAliasKind::Component, 0, _) => {
                self.components.get(index).cloned().map(Value::Component)
            }
            (ComponentOuterAliasKind::CoreModule, _, Some(outer)) => {
                outer.modules.get(index).copied().map(Value::Module)
            }
            (ComponentOuterAliasKind::Component, _, Some(outer)) => {
                outer.components.get(index).cloned().map(Value::Component)
            }
            _ => None,
        };
        self.push(value.ok_or_else(bad_index)?);
        Ok(())
    }

    /// Canonical options of a function that this component instance lifts or lowers.
    pub(super) fn options(
        &self,
        options: &[CanonicalOption],
        passes_values: bool,
        offset: usize,
    ) -> Result<CanonOptions> {
        let mut out = CanonOptions {
            instance: self.id,
            memory: None,
            realloc: None,
            post_return: None,
            encoding: StringEncoding::Utf8,
        };
        for option in options {
            match *option {
                CanonicalOption::UTF8 => {}
                CanonicalOption::Memory(index) => {
                    let memory = self.core_memories.get(index as usize).copied();
                    out.memory = Some(memory.ok_or_else(bad_index)?);
                }
                CanonicalOption::Realloc(index) => out.realloc = Some(self.core_func(index)?),
                CanonicalOption::PostReturn(index) => out.post_return = Some(self.core_func(index)?),
                CanonicalOption::UTF16 => out.encoding = StringEncoding::Utf16,
                CanonicalOption::CompactUTF16 => out.encoding = StringEncoding::CompactUtf16,
                CanonicalOption::Async | CanonicalOption::Callback(_) => {
                    return Err(Error::unsupported(offset, "asynchronous components (`async`)"));
                }
                // The type is the lowered core function's, which the validator has given it.
                CanonicalOption::CoreType(_) => {}
                CanonicalOption::Gc if passes_values => {
                    return Err(Error::unsupported(offset, "garbage-collected values (`gc`)"));
                }
                CanonicalOption::Gc => {}
            }
        }
        Ok(out)
    }
}

/// What validation rules out.
pub(super) fn bad_index() -> Error {
    Error::bug("a validated component names what it does not have")
}
