//! Components, evaluated: definitions are executed as instantiation would execute them, with ids for values.
//!
//! In: the definitions of the root component. Out: a linked image, and the world with its functions numbered. Nested
//! components are instantiated in place, once for each instantiation; nothing of them is left.

use std::collections::HashMap;
use std::rc::Rc;

use embody_abi::limits::MAX_COMPONENT_DEPTH;
use embody_abi::meta::{ComponentMeta, Item};
use embody_abi::plan::{CanonPlan, StringEncoding};
use wasmparser::component_types::{ComponentAnyTypeId, ComponentEntityType};
use wasmparser::types::Types;
use wasmparser::{CanonicalOption, ComponentExternalKind, ComponentOuterAliasKind, ExternalKind, FuncType};

use super::image::{FuncId, Function, FunctionKind, Image, InstanceId, Lowering, MemoryId};
use super::instantiate::{Builder, CoreItem};
use super::types::Converter;
use crate::error::{Error, Result};
use crate::parse::module::Module;
use crate::parse::{Component, Definition, DefinitionKind};

/// Evaluates components into an image.
pub(super) struct Linker<'a, 'c> {
    builder: Builder<'a>,
    components: &'c [Component<'a>],
    types: &'c Types,
    meta: ComponentMeta,
    depth: usize,
}

/// A component function.
#[derive(Clone)]
enum Func {
    /// The imported function of this number.
    Import(u32),
    /// A lifted core function.
    Lifted(Rc<Lifted>),
}

struct Lifted {
    core: FuncId,
    options: Options,
}

/// Canonical options, resolved.
#[derive(Clone, Copy, Default)]
struct Options {
    memory: Option<MemoryId>,
    realloc: Option<FuncId>,
    post_return: Option<FuncId>,
    encoding: StringEncoding,
}

/// Items of a component instance, in order.
type Instance = Rc<Vec<(String, Value)>>;

/// What a component's index spaces hold.
#[derive(Clone)]
enum Value {
    Func(Func),
    Instance(Instance),
    Component(Closure),
    Module(usize),
    /// Types mean nothing to the linker: the validator has resolved them.
    Type,
}

/// A component with what is around it.
#[derive(Clone)]
struct Closure {
    component: usize,
    outer: Option<Rc<Outer>>,
}

/// What outer aliases of a nested component can name.
struct Outer {
    modules: Vec<usize>,
    components: Vec<Closure>,
    outer: Option<Rc<Outer>>,
}

/// A core instance: of a module, or made of items.
#[derive(Clone)]
enum CoreInstanceValue<'a> {
    Module(InstanceId),
    Items(Rc<Vec<(&'a str, CoreItem)>>),
}

/// The index spaces of one component instance in the making.
#[derive(Default)]
struct Frame<'a> {
    core_funcs: Vec<FuncId>,
    core_tables: Vec<CoreItem>,
    core_memories: Vec<MemoryId>,
    core_globals: Vec<CoreItem>,
    core_tags: Vec<CoreItem>,
    core_instances: Vec<CoreInstanceValue<'a>>,
    modules: Vec<usize>,
    funcs: Vec<Func>,
    instances: Vec<Instance>,
    components: Vec<Closure>,
    outer: Option<Rc<Outer>>,
    exports: Vec<(String, Value)>,
}

impl<'a, 'c> Linker<'a, 'c> {
    pub(super) fn new(modules: Vec<Module<'a>>, components: &'c [Component<'a>], types: &'c Types) -> Self {
        let builder = Builder::new(modules);
        Self { builder, components, types, meta: ComponentMeta::default(), depth: 0 }
    }

    pub(super) fn finish(self) -> (Image<'a>, ComponentMeta) {
        (self.builder.image, self.meta)
    }

    /// Evaluates the root component: its imports are the host's, its exports the host calls.
    pub(super) fn root(&mut self, component: usize) -> Result<()> {
        let mut frame = Frame::default();
        for definition in &self.components[component].definitions {
            match definition.kind {
                DefinitionKind::Import(name, _) => self.root_import(&mut frame, name, definition.offset)?,
                DefinitionKind::Export(name, kind, index) => {
                    self.root_export(&mut frame, name, kind, index, definition.offset)?;
                }
                _ => self.definition(&mut frame, definition)?,
            }
        }
        Ok(())
    }

    fn root_import(&mut self, frame: &mut Frame<'a>, name: &str, offset: usize) -> Result<()> {
        let item = self.types.component_item_for_import(name);
        let ty = item.ok_or_else(|| Error::bug("an import without a type"))?.ty;
        let value = match self.import_item(ty, offset).map_err(|e| in_path(e, name))? {
            Some((item, value)) => {
                self.meta.imports.push((name.to_owned(), item));
                value
            }
            None => Value::Type,
        };
        frame.push(value);
        Ok(())
    }

    /// Numbers the functions of an imported item.
    fn import_item(&mut self, ty: ComponentEntityType, offset: usize) -> Result<Option<(Item, Value)>> {
        match ty {
            ComponentEntityType::Func(id) => {
                let ty = self.converter(offset).func(id)?;
                let index = self.meta.import_count;
                self.meta.import_count += 1;
                Ok(Some((Item::Func { ty, index }, Value::Func(Func::Import(index)))))
            }
            ComponentEntityType::Instance(id) => {
                let (mut items, mut values) = (Vec::new(), Vec::new());
                let types = self.types;
                for (name, item) in &types[id].exports {
                    let imported = self.import_item(item.ty, offset).map_err(|e| in_path(e, name))?;
                    values.push((
                        name.clone(),
                        imported.as_ref().map_or(Value::Type, |(_, value)| value.clone()),
                    ));
                    items.extend(imported.map(|(item, _)| (name.clone(), item)));
                }
                Ok(Some((Item::Instance(items), Value::Instance(Rc::new(values)))))
            }
            ComponentEntityType::Type { created, .. } => {
                Ok(self.type_item(created, offset)?.map(|i| (i, Value::Type)))
            }
            ComponentEntityType::Module(_) => Err(Error::unsupported(offset, "imported core modules")),
            ComponentEntityType::Component(_) => Err(Error::unsupported(offset, "imported components")),
            ComponentEntityType::Value(_) => Err(Error::unsupported(offset, "imported values")),
        }
    }

    fn type_item(&mut self, id: ComponentAnyTypeId, offset: usize) -> Result<Option<Item>> {
        match id {
            ComponentAnyTypeId::Defined(id) => Ok(Some(Item::Type(self.converter(offset).defined(id)?))),
            ComponentAnyTypeId::Resource(_) => Err(Error::unsupported(offset, "resources (a resource type)")),
            ComponentAnyTypeId::Func(_)
            | ComponentAnyTypeId::Instance(_)
            | ComponentAnyTypeId::Component(_) => Ok(None),
        }
    }

    fn root_export(
        &mut self,
        frame: &mut Frame<'a>,
        name: &str,
        kind: ComponentExternalKind,
        index: u32,
        offset: usize,
    ) -> Result<()> {
        let value = frame.value(kind, index)?;
        frame.push(value.clone());
        let item = self.types.component_item_for_export(name);
        let ty = item.ok_or_else(|| Error::bug("an export without a type"))?.ty;
        if let Some(item) = self.export_item(ty, &value, offset).map_err(|e| in_path(e, name))? {
            self.meta.exports.push((name.to_owned(), item));
        }
        Ok(())
    }

    /// Numbers the functions of an exported item and gives each an entry.
    fn export_item(&mut self, ty: ComponentEntityType, value: &Value, offset: usize) -> Result<Option<Item>> {
        match (ty, value) {
            (ComponentEntityType::Func(id), Value::Func(func)) => {
                let ty = self.converter(offset).func(id)?;
                let Func::Lifted(lifted) = func else {
                    return Err(Error::unsupported(offset, "an imported function that is exported again"));
                };
                let (entry, options) = (self.builder.entry(lifted.core), self.plan_of(lifted.options));
                let exports = &mut self.builder.image.exports;
                exports.push((entry, options));
                let index = u32::try_from(exports.len() - 1).map_err(|_| Error::limit("too many exports"))?;
                Ok(Some(Item::Func { ty, index }))
            }
            (ComponentEntityType::Instance(id), Value::Instance(values)) => {
                let mut items = Vec::new();
                let types = self.types;
                for (name, item) in &types[id].exports {
                    let value = values.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone());
                    let value = value.unwrap_or(Value::Type);
                    let item = self.export_item(item.ty, &value, offset).map_err(|e| in_path(e, name))?;
                    items.extend(item.map(|item| (name.clone(), item)));
                }
                Ok(Some(Item::Instance(items)))
            }
            (ComponentEntityType::Type { created, .. }, _) => self.type_item(created, offset),
            (ComponentEntityType::Module(_), _) => Err(Error::unsupported(offset, "exported core modules")),
            (ComponentEntityType::Component(_), _) => Err(Error::unsupported(offset, "exported components")),
            _ => Err(Error::bug("an export whose type is not that of its value")),
        }
    }

    fn converter(&mut self, offset: usize) -> Converter<'_> {
        Converter { types: self.types.as_ref(), table: &mut self.meta.types, offset }
    }

    /// Evaluates one definition that is neither import nor export of the root.
    fn definition(&mut self, frame: &mut Frame<'a>, definition: &Definition<'a>) -> Result<()> {
        let offset = definition.offset;
        match &definition.kind {
            DefinitionKind::CoreModule(module) => frame.modules.push(*module),
            DefinitionKind::CoreInstantiate(module, args) => {
                let module = *frame.modules.get(*module as usize).ok_or_else(bad_index)?;
                let instance = self.core_instantiate(frame, module, args)?;
                frame.core_instances.push(CoreInstanceValue::Module(instance));
            }
            DefinitionKind::CoreInstanceOf(items) => {
                let items =
                    items.iter().map(|(name, kind, index)| Ok((*name, frame.core_item(*kind, *index)?)));
                let items = items.collect::<Result<Vec<_>>>()?;
                frame.core_instances.push(CoreInstanceValue::Items(Rc::new(items)));
            }
            DefinitionKind::CoreAlias(_, instance, name) => {
                let instance = frame.core_instances.get(*instance as usize).ok_or_else(bad_index)?;
                let item = self.core_export(instance, name).ok_or_else(bad_index)?;
                frame.push_core(item);
            }
            DefinitionKind::Component(component) => {
                let outer = Outer {
                    modules: frame.modules.clone(),
                    components: frame.components.clone(),
                    outer: frame.outer.clone(),
                };
                frame.components.push(Closure { component: *component, outer: Some(Rc::new(outer)) });
            }
            DefinitionKind::Instantiate(component, args) => {
                let closure = frame.components.get(*component as usize).cloned().ok_or_else(bad_index)?;
                let args = args.iter().map(|(name, kind, index)| Ok((*name, frame.value(*kind, *index)?)));
                let args = args.collect::<Result<HashMap<_, _>>>()?;
                let exports = self.instantiate(&closure, &args, offset)?;
                frame.instances.push(Rc::new(exports));
            }
            DefinitionKind::InstanceOf(items) => {
                let items = items
                    .iter()
                    .map(|(name, kind, index)| Ok(((*name).to_owned(), frame.value(*kind, *index)?)));
                let items = items.collect::<Result<Vec<_>>>()?;
                frame.instances.push(Rc::new(items));
            }
            DefinitionKind::Alias(_, instance, name) => {
                let instance = frame.instances.get(*instance as usize).ok_or_else(bad_index)?;
                let value = instance.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone());
                frame.push(value.ok_or_else(bad_index)?);
            }
            DefinitionKind::OuterAlias(kind, count, index) => frame.outer_alias(*kind, *count, *index)?,
            DefinitionKind::Lift { core_func, options, .. } => {
                let core = *frame.core_funcs.get(*core_func as usize).ok_or_else(bad_index)?;
                let options = self.with_plain_memory(frame.options(options, offset)?, offset)?;
                frame.funcs.push(Func::Lifted(Rc::new(Lifted { core, options })));
            }
            DefinitionKind::Lower { func, ty, options } => {
                let func = frame.funcs.get(*func as usize).cloned().ok_or_else(bad_index)?;
                let options = self.with_plain_memory(frame.options(options, offset)?, offset)?;
                let core = self.lower(&func, ty, options, offset)?;
                frame.core_funcs.push(core);
            }
            DefinitionKind::Import(..) | DefinitionKind::Export(..) => {
                return Err(Error::bug("an import or export in the wrong place"));
            }
        }
        Ok(())
    }

    /// Evaluates a nested component.
    fn instantiate(
        &mut self,
        closure: &Closure,
        args: &HashMap<&'a str, Value>,
        offset: usize,
    ) -> Result<Vec<(String, Value)>> {
        if self.depth >= MAX_COMPONENT_DEPTH {
            return Err(Error::limit(format!("components are nested deeper than {MAX_COMPONENT_DEPTH}")));
        }
        self.depth += 1;
        let mut frame = Frame { outer: closure.outer.clone(), ..Frame::default() };
        let components = self.components;
        let component = components.get(closure.component).ok_or_else(bad_index)?;
        for definition in &component.definitions {
            match definition.kind {
                DefinitionKind::Import(name, kind) => match (args.get(name), kind) {
                    (Some(value), _) => frame.push(value.clone()),
                    (None, ComponentExternalKind::Type) => {}
                    (None, _) => return Err(Error::invalid(offset, format!("no argument `{name}`"))),
                },
                DefinitionKind::Export(name, kind, index) => {
                    let value = frame.value(kind, index)?;
                    frame.push(value.clone());
                    frame.exports.push((name.to_owned(), value));
                }
                _ => self.definition(&mut frame, definition)?,
            }
        }
        self.depth -= 1;
        Ok(frame.exports)
    }

    fn core_instantiate(
        &mut self,
        frame: &Frame<'a>,
        module: usize,
        args: &[(&'a str, u32)],
    ) -> Result<InstanceId> {
        let imports = &self.builder.image.modules.get(module).ok_or_else(bad_index)?.imports;
        let import = |import: &crate::parse::module::ModuleImport<'a>| {
            let (_, instance) = args.iter().find(|(name, _)| *name == import.module)?;
            let instance = frame.core_instances.get(*instance as usize)?;
            self.core_export(instance, import.name)
        };
        let imports: Option<Vec<CoreItem>> = imports.iter().map(import).collect();
        self.builder.instantiate(module, &imports.ok_or_else(bad_index)?)
    }

    fn core_export(&self, instance: &CoreInstanceValue<'a>, name: &str) -> Option<CoreItem> {
        match instance {
            CoreInstanceValue::Module(instance) => self.builder.export(*instance, name),
            CoreInstanceValue::Items(items) => items.iter().find(|(n, _)| *n == name).map(|(_, item)| *item),
        }
    }

    fn lower(&mut self, func: &Func, ty: &FuncType, options: Options, offset: usize) -> Result<FuncId> {
        let Func::Import(import) = *func else {
            return Err(Error::unsupported(offset, "calls from one component to another"));
        };
        let (signature, options) = (self.builder.signature(ty)?, self.plan_of(options));
        let image = &mut self.builder.image;
        let lowering = image.lowerings.push(Lowering { slot: 0, signature, import, options });
        Ok(image.functions.push(Function { signature, body: FunctionKind::Host(lowering) }))
    }

    /// Canonical options whose memory values can cross into: one of 32 bits that other threads do not see.
    fn with_plain_memory(&self, options: Options, offset: usize) -> Result<Options> {
        let refused = |what: &str| Err(Error::unsupported(offset, format!("{what} as a canonical option")));
        match options.memory.and_then(|id| self.builder.image.memories.get(id)) {
            Some(memory) if memory.ty.shared => refused("threads: a shared memory"),
            Some(memory) if memory.ty.memory64 => refused("64-bit memories"),
            _ => Ok(options),
        }
    }

    fn plan_of(&mut self, options: Options) -> CanonPlan {
        CanonPlan {
            memory: options.memory.map(Image::number),
            realloc: options.realloc.map(|func| Image::number(self.builder.entry(func))),
            post_return: options.post_return.map(|func| Image::number(self.builder.entry(func))),
            encoding: options.encoding,
        }
    }
}

impl<'a> Frame<'a> {
    fn push(&mut self, value: Value) {
        match value {
            Value::Func(func) => self.funcs.push(func),
            Value::Instance(instance) => self.instances.push(instance),
            Value::Component(component) => self.components.push(component),
            Value::Module(module) => self.modules.push(module),
            Value::Type => {}
        }
    }

    fn push_core(&mut self, item: CoreItem) {
        match item {
            CoreItem::Func(func) => self.core_funcs.push(func),
            CoreItem::Table(_) => self.core_tables.push(item),
            CoreItem::Memory(memory) => self.core_memories.push(memory),
            CoreItem::Global(_) => self.core_globals.push(item),
            CoreItem::Tag(_) => self.core_tags.push(item),
        }
    }

    fn value(&self, kind: ComponentExternalKind, index: u32) -> Result<Value> {
        let index = index as usize;
        let value = match kind {
            ComponentExternalKind::Func => self.funcs.get(index).cloned().map(Value::Func),
            ComponentExternalKind::Instance => self.instances.get(index).cloned().map(Value::Instance),
            ComponentExternalKind::Component => self.components.get(index).cloned().map(Value::Component),
            ComponentExternalKind::Module => self.modules.get(index).copied().map(Value::Module),
            ComponentExternalKind::Type => Some(Value::Type),
            ComponentExternalKind::Value => None,
        };
        value.ok_or_else(bad_index)
    }

    fn core_item(&self, kind: ExternalKind, index: u32) -> Result<CoreItem> {
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

    fn outer_alias(&mut self, kind: ComponentOuterAliasKind, count: u32, index: u32) -> Result<()> {
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

    fn options(&self, options: &[CanonicalOption], offset: usize) -> Result<Options> {
        let func = |index: u32| self.core_funcs.get(index as usize).copied().ok_or_else(bad_index);
        let mut out = Options::default();
        for option in options {
            match *option {
                CanonicalOption::UTF8 => out.encoding = StringEncoding::Utf8,
                CanonicalOption::Memory(index) => {
                    let memory = self.core_memories.get(index as usize).copied();
                    out.memory = Some(memory.ok_or_else(bad_index)?);
                }
                CanonicalOption::Realloc(index) => out.realloc = Some(func(index)?),
                CanonicalOption::PostReturn(index) => out.post_return = Some(func(index)?),
                CanonicalOption::UTF16 => out.encoding = StringEncoding::Utf16,
                CanonicalOption::CompactUTF16 => out.encoding = StringEncoding::CompactUtf16,
                CanonicalOption::Async | CanonicalOption::Callback(_) => {
                    return Err(Error::unsupported(offset, "asynchronous components (`async`)"));
                }
                CanonicalOption::CoreType(_) | CanonicalOption::Gc => {
                    return Err(Error::unsupported(offset, "garbage-collected values (`gc`)"));
                }
            }
        }
        Ok(out)
    }
}

/// What validation rules out.
fn bad_index() -> Error {
    Error::bug("a validated component names what it does not have")
}

/// Adds a name of the path at which something is not supported.
fn in_path(mut error: Error, name: &str) -> Error {
    error.message = match error.message.strip_prefix("in `") {
        Some(rest) => format!("in `{name}/{rest}"),
        None => format!("in `{name}`: {}", error.message),
    };
    error
}
