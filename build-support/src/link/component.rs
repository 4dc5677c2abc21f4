//! Components, evaluated: definitions are executed as instantiation would execute them, with ids for values.
//!
//! In: the definitions of the root component. Out: a linked image, and the world with its functions numbered. Nested
//! components are instantiated in place, once for each instantiation; what is left of them is which handles they have.

use std::collections::HashMap;
use std::rc::Rc;

use cranelift_codegen::entity::SecondaryMap;
use embody_abi::limits::{MAX_COMPONENT_DEPTH, MAX_COMPONENT_INSTANCES};
use embody_abi::meta::ComponentMeta;
use embody_abi::plan::{CanonPlan, StringEncoding};
use wasmparser::component_types::{ComponentAnyTypeId, ComponentEntityType, ComponentFuncTypeId};
use wasmparser::types::Types;
use wasmparser::{CanonicalOption, FuncType};

use super::frame::{Closure, CoreInstanceValue, Frame, Func, Lifted, Resources, Value, bad_index};
use super::image::{
    Adapter, CanonOptions, ComponentInstanceId, Function, FunctionKind, Image, InstanceId, Lowering, Purpose,
    Resource, ResourceId,
};
use super::instantiate::{Builder, CoreItem};
use super::types::Converter;
use crate::error::{Error, Result};
use crate::parse::module::Module;
use crate::parse::{Component, Definition, DefinitionKind, ItemRef};

/// Evaluates components into an image.
pub(super) struct Linker<'a, 'c> {
    pub(super) builder: Builder<'a>,
    components: &'c [Component<'a>],
    pub(super) types: &'c Types,
    pub(super) meta: ComponentMeta,
    /// Core modules for those that the root imports: by name, their index.
    pub(super) given: Vec<(&'a str, usize)>,
    /// The resource types that each component instance knows.
    resources: SecondaryMap<ComponentInstanceId, Resources>,
    /// The resource types that stand for what tasks have handles of: by component instance, and whether it is waitable
    /// sets.
    pub(super) waitables: HashMap<(ComponentInstanceId, bool), ResourceId>,
    depth: usize,
}

impl<'a, 'c> Linker<'a, 'c> {
    pub(super) fn new(
        modules: Vec<Module<'a>>,
        components: &'c [Component<'a>],
        types: &'c Types,
        given: Vec<(&'a str, usize)>,
    ) -> Self {
        let builder = Builder::new(modules);
        let (meta, resources) = (ComponentMeta::default(), SecondaryMap::new());
        let waitables = HashMap::new();
        Self { builder, components, types, meta, given, resources, waitables, depth: 0 }
    }

    pub(super) fn finish(self) -> (Image<'a>, ComponentMeta) {
        (self.builder.image, self.meta)
    }

    /// Evaluates the root component: its imports are the host's, its exports the host calls.
    pub(super) fn root(&mut self, component: usize) -> Result<()> {
        let mut frame = Frame::new(self.component_instance(None)?, None);
        for definition in &self.components[component].definitions {
            match definition.kind {
                DefinitionKind::Import(name, ty) => {
                    self.root_import(&mut frame, name, ty, definition.offset)?;
                }
                DefinitionKind::Export(name, item, ty) => {
                    self.root_export(&mut frame, name, item, ty, definition.offset)?;
                }
                _ => self.definition(&mut frame, definition)?,
            }
        }
        Ok(())
    }

    fn component_instance(&mut self, parent: Option<ComponentInstanceId>) -> Result<ComponentInstanceId> {
        let components = &mut self.builder.image.components;
        if components.len() >= MAX_COMPONENT_INSTANCES {
            return Err(Error::limit(format!("more than {MAX_COMPONENT_INSTANCES} component instances")));
        }
        Ok(components.push(parent))
    }

    /// The resource types that a component instance knows.
    pub(super) fn resources(&mut self, instance: ComponentInstanceId) -> &mut Resources {
        &mut self.resources[instance]
    }

    /// Converts types for the metadata.
    pub(super) fn converter<'s>(&'s mut self, resources: &'s Resources, offset: usize) -> Converter<'s> {
        Converter { types: self.types.as_ref(), resources, table: &mut self.meta.types, offset }
    }

    /// Evaluates one definition that is neither import nor export.
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
                let closure = frame.closure(*component);
                frame.components.push(closure);
            }
            DefinitionKind::Instantiate { component, args, ty } => {
                let closure = frame.components.get(*component as usize).cloned().ok_or_else(bad_index)?;
                let args = self.values(frame, args)?.into_iter().collect::<HashMap<_, _>>();
                let exports = self.instantiate(frame.id, &closure, &args, offset)?;
                let value = Value::Instance(Rc::new(exports));
                self.register(frame.id, ComponentEntityType::Instance(*ty), &value);
                frame.push(value);
            }
            DefinitionKind::InstanceOf(items) => {
                let items = self.values(frame, items)?.into_iter();
                let items = items.map(|(name, value)| (name.to_owned(), value));
                frame.instances.push(Rc::new(items.collect()));
            }
            DefinitionKind::Alias(kind, instance, name) => {
                let value = frame.alias(*kind, *instance, name)?;
                frame.push(value);
            }
            DefinitionKind::OuterAlias(kind, count, index) => frame.outer_alias(*kind, *count, *index)?,
            DefinitionKind::Resource { id, destructor } => {
                let destructor = destructor.map(|index| frame.core_func(index)).transpose()?;
                if let Some(func) = destructor {
                    self.builder.entry(func, Purpose::Aside);
                }
                let resource = Resource::Defined { instance: frame.id, destructor };
                let resource = self.builder.image.resources.push(resource);
                self.resources[frame.id].insert(*id, resource);
            }
            DefinitionKind::Lift { core_func, ty, options } => {
                let core = frame.core_func(*core_func)?;
                let options = self.options(frame, *ty, options, offset)?;
                frame.funcs.push(Func::Lifted(Rc::new(Lifted { core, options, ty: *ty })));
            }
            DefinitionKind::Lower { func, ty, core_ty, options } => {
                let func = frame.funcs.get(*func as usize).cloned().ok_or_else(bad_index)?;
                let options = self.options(frame, *ty, options, offset)?;
                let body = match func {
                    Func::Import(import) => {
                        self.refuse_wide(options, "between the host and a component", offset)?;
                        self.lower_import(import, core_ty, options)?
                    }
                    Func::Lifted(lifted) => self.adapter(&lifted, *ty, options, offset)?,
                };
                let signature = self.builder.signature(core_ty)?;
                frame.core_funcs.push(self.builder.image.functions.push(Function { signature, body }));
            }
            DefinitionKind::ResourceBuiltin { builtin, resource, core_ty } => {
                let resource = *self.resources[frame.id].get(resource).ok_or_else(bad_index)?;
                let signature = self.builder.signature(core_ty)?;
                let body = FunctionKind::Resource { builtin: *builtin, resource, instance: frame.id };
                frame.core_funcs.push(self.builder.image.functions.push(Function { signature, body }));
            }
            DefinitionKind::TaskBuiltin { builtin, core_ty } => {
                let signature = self.builder.signature(core_ty)?;
                let body = self.task_builtin(*builtin, frame.id)?;
                frame.core_funcs.push(self.builder.image.functions.push(Function { signature, body }));
            }
            DefinitionKind::Import(..) | DefinitionKind::Export(..) => {
                return Err(Error::bug("an import or export in the wrong place"));
            }
        }
        Ok(())
    }

    fn values(&self, frame: &Frame<'a>, items: &[(&'a str, ItemRef)]) -> Result<Vec<(&'a str, Value)>> {
        let resources = &self.resources[frame.id];
        items.iter().map(|(name, item)| Ok((*name, frame.value(*item, resources)?))).collect()
    }

    /// Notes which resource types the validator's ids of an item are, now that it is a value.
    fn register(&mut self, instance: ComponentInstanceId, ty: ComponentEntityType, value: &Value) {
        match (ty, value) {
            (
                ComponentEntityType::Type { created: ComponentAnyTypeId::Resource(id), .. },
                Value::Resource(r),
            ) => {
                self.resources[instance].insert(id.resource(), *r);
            }
            (ComponentEntityType::Instance(id), Value::Instance(values)) => {
                let types = self.types;
                for (name, value) in values.iter() {
                    if let Some(item) = types[id].exports.get(name) {
                        self.register(instance, item.ty, value);
                    }
                }
            }
            _ => {}
        }
    }

    /// An item that is exported, which makes it an item of its own: its value.
    pub(super) fn export(
        &mut self,
        frame: &mut Frame<'a>,
        item: ItemRef,
        ty: ComponentEntityType,
    ) -> Result<Value> {
        let value = frame.value(item, &self.resources[frame.id])?;
        self.register(frame.id, ty, &value);
        frame.push(value.clone());
        Ok(value)
    }

    /// Evaluates a nested component.
    fn instantiate(
        &mut self,
        parent: ComponentInstanceId,
        closure: &Closure,
        args: &HashMap<&'a str, Value>,
        offset: usize,
    ) -> Result<Vec<(String, Value)>> {
        if self.depth >= MAX_COMPONENT_DEPTH {
            return Err(Error::limit(format!("components are nested deeper than {MAX_COMPONENT_DEPTH}")));
        }
        self.depth += 1;
        let mut frame = Frame::new(self.component_instance(Some(parent))?, closure.outer.clone());
        let components = self.components;
        let component = components.get(closure.component).ok_or_else(bad_index)?;
        for definition in &component.definitions {
            match definition.kind {
                DefinitionKind::Import(name, ty) => match (args.get(name), ty) {
                    (Some(value), _) => {
                        self.register(frame.id, ty, value);
                        frame.push(value.clone());
                    }
                    (None, ComponentEntityType::Type { .. }) => {}
                    (None, _) => return Err(Error::invalid(offset, format!("no argument `{name}`"))),
                },
                DefinitionKind::Export(name, item, ty) => {
                    let value = self.export(&mut frame, item, ty)?;
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

    /// A stub that calls the host.
    fn lower_import(&mut self, import: u32, ty: &FuncType, options: CanonOptions) -> Result<FunctionKind> {
        let (signature, options) = (self.builder.signature(ty)?, self.plan_of(options));
        let lowering = Lowering { slot: 0, signature, import, options };
        Ok(FunctionKind::Host(self.builder.image.lowerings.push(lowering)))
    }

    /// An adapter: a function that one component instance lowers and another one has lifted.
    fn adapter(
        &mut self,
        lifted: &Lifted,
        ty: ComponentFuncTypeId,
        lower: CanonOptions,
        offset: usize,
    ) -> Result<FunctionKind> {
        let (types, lift) = (self.types.as_ref(), lifted.options);
        let mut table = std::mem::take(&mut self.builder.image.types);
        let mut convert = |instance, id| {
            let resources = &self.resources[instance];
            Converter { types, resources, table: &mut table, offset }.func(id)
        };
        let (lower_ty, lift_ty) = (convert(lower.instance, ty), convert(lift.instance, lifted.ty));
        self.builder.image.types = table;
        let may_enter = self.builder.image.may_call(lower.instance, lift.instance);
        if lower.encoding != lift.encoding || lift.encoding == StringEncoding::CompactUtf16 {
            let other = "where a call between components changes the encoding of strings";
            self.refuse_wide(lower, other, offset)?;
            self.refuse_wide(lift, other, offset)?;
            // The runtime transcodes, and calls these.
            for realloc in [lower.realloc, lift.realloc].into_iter().flatten() {
                self.builder.entry(realloc, Purpose::Aside);
            }
        }
        let adapter =
            Adapter { core: lifted.core, lift, lift_ty: lift_ty?, lower, lower_ty: lower_ty?, may_enter };
        Ok(FunctionKind::Adapter(self.builder.image.adapters.push(adapter)))
    }

    /// Canonical options, whose memory must be one that other threads do not see.
    fn options(
        &mut self,
        frame: &Frame<'a>,
        ty: ComponentFuncTypeId,
        options: &[CanonicalOption],
        offset: usize,
    ) -> Result<CanonOptions> {
        let ty = &self.types[ty];
        let options = frame.options(options, !ty.params.is_empty() || ty.result.is_some(), offset)?;
        let image = &mut self.builder.image;
        image.has_forbidden_exits |= options.realloc.is_some() || options.post_return.is_some();
        let refused = |what: &str| Err(Error::unsupported(offset, format!("{what} as a canonical option")));
        match options.memory.and_then(|id| image.memories.get(id)) {
            Some(memory) if memory.ty.shared => refused("threads: a shared memory"),
            _ => Ok(options),
        }
    }

    /// Refuses a memory of 64 bits where only those of 32 are supported.
    pub(super) fn refuse_wide(&self, options: CanonOptions, place: &str, offset: usize) -> Result<()> {
        match options.memory.and_then(|id| self.builder.image.memories.get(id)) {
            Some(memory) if memory.ty.memory64 => {
                Err(Error::unsupported(offset, format!("64-bit memories {place}")))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn plan_of(&mut self, options: CanonOptions) -> CanonPlan {
        CanonPlan {
            instance: options.instance.as_u32(),
            memory: options.memory.map(Image::number),
            realloc: options.realloc.map(|func| Image::number(self.builder.entry(func, Purpose::Aside))),
            post_return: options
                .post_return
                .map(|func| Image::number(self.builder.entry(func, Purpose::End))),
            encoding: options.encoding,
        }
    }
}
