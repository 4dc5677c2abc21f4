//! Core modules linked without a component around them, as the runner of core tests needs.
//!
//! In: modules one after the other, each with a way to find what it imports. Out: one image, in which the modules are
//! core instances in this order; its steps are executed up to the `InstanceDone` of the instance that is wanted.

use std::collections::HashMap;

use embody_abi::meta::{ComponentMeta, CoreExport, CoreItem as CoreItemMeta, CoreValType};
use embody_abi::plan::Step;
use wasmparser::{FuncType, MemoryType, ValType};

use super::image::{Image, InstanceId, MemoryId, Purpose, SigId, TableId};
use super::instantiate::{Builder, CoreItem};
use super::signatures::{canonical, canonical_ref};
use super::{Linked, layout};
use crate::error::{Error, Result};
use crate::parse::module::{Export, Module, ModuleImport};
use crate::parse::types::Reference;

/// Links core modules.
pub struct CoreLinker<'a> {
    builder: Builder<'a>,
    /// What memories and tables are said to have grown to.
    grown: HashMap<CoreItem, u64>,
}

impl Default for CoreLinker<'_> {
    fn default() -> Self {
        Self { builder: Builder::watched(), grown: HashMap::new() }
    }
}

impl<'a> CoreLinker<'a> {
    /// Says how many pages a memory has by now, by its number in the plan: imports are matched against that.
    pub fn memory_has(&mut self, number: u32, pages: u64) {
        self.grown.insert(CoreItem::Memory(MemoryId::from_u32(number)), pages);
    }

    /// Says how many elements a table has by now, by its number in the plan.
    pub fn table_has(&mut self, number: u32, elements: u64) {
        self.grown.insert(CoreItem::Table(TableId::from_u32(number)), elements);
    }

    /// Instantiates a module. `provider` says which earlier instance a module name means.
    ///
    /// # Errors
    /// An [`ErrorKind::Invalid`](crate::error::ErrorKind::Invalid) error if an import is unknown or of another type.
    pub fn instantiate(
        &mut self,
        module: Module<'a>,
        mut provider: impl FnMut(&str) -> Option<InstanceId>,
    ) -> Result<InstanceId> {
        let mut imports = Vec::new();
        let types = self.builder.type_section(&module.types)?;
        for import in &module.imports {
            let item =
                provider(import.module).and_then(|instance| self.builder.export(instance, import.name));
            let item = item.ok_or_else(|| refuse(import, "unknown import"))?;
            if !self.matches(&module, &types, import, item)? {
                return Err(refuse(import, "incompatible import type"));
            }
            imports.push(item);
        }
        let image = &mut self.builder.image;
        image.modules.push(module);
        let number = image.modules.len() - 1;
        let instance = self.builder.instantiate(number, &imports)?;
        self.open_to_the_host(instance);
        Ok(instance)
    }

    /// The image of all modules so far.
    ///
    /// # Errors
    /// If the context block exceeds its limit.
    pub fn finish(self) -> Result<Linked<'a>> {
        let mut builder = self.builder;
        layout::assign(&mut builder.image)?;
        let meta = exports(&mut builder)?;
        Ok(Linked { image: builder.image, meta })
    }

    /// Whether an item may be imported as what the import says. Spec: "External Types", matching.
    fn matches(
        &self,
        module: &Module<'a>,
        types: &[SigId],
        import: &ModuleImport<'a>,
        item: CoreItem,
    ) -> Result<bool> {
        let image = &self.builder.image;
        let now = |min: u64| self.grown.get(&item).map_or(min, |grown| min.max(*grown));
        let limits = |min: u64, max: Option<u64>, min_wanted: u64, max_wanted: Option<u64>| {
            min >= min_wanted && max_wanted.is_none_or(|wanted| max.is_some_and(|max| max <= wanted))
        };
        Ok(match (import.item, item) {
            (Export::Func(index), CoreItem::Func(func)) => {
                let ty = module.functions.get(index as usize).and_then(|ty| types.get(*ty as usize));
                ty.is_some_and(|ty| image.is_subtype(image.functions[func].signature, *ty))
            }
            (Export::Global(index), CoreItem::Global(global)) => {
                let global = &image.globals[global];
                let Some(ty) = module.globals.get(index as usize) else { return Ok(false) };
                let wanted = canonical(ty.content_type, types)?;
                let matches = if ty.mutable { global.ty == wanted } else { image.matches(global.ty, wanted) };
                ty.mutable == global.mutable && matches
            }
            (Export::Memory(index), CoreItem::Memory(memory)) => {
                let ty = &image.memories[memory].ty;
                let wanted = module.memories.get(index as usize);
                wanted.is_some_and(|w| {
                    let kind = |ty: &MemoryType| (ty.memory64, ty.shared, ty.page_size_log2.unwrap_or(16));
                    kind(ty) == kind(w) && limits(now(ty.initial), ty.maximum, w.initial, w.maximum)
                })
            }
            (Export::Table(index), CoreItem::Table(table)) => {
                let table = &image.tables[table];
                let Some(w) = module.tables.get(index as usize) else { return Ok(false) };
                let limits = limits(now(table.min), table.declared_max, w.initial, w.maximum);
                limits && canonical_ref(w.element_type, types)? == table.element && w.table64 == table.table64
            }
            (Export::Tag(index), CoreItem::Tag(tag)) => {
                let ty = module.tags.get(index as usize).and_then(|ty| types.get(*ty as usize));
                ty == Some(&image.tags[tag])
            }
            _ => false,
        })
    }

    /// The host may change what an instance exports.
    fn open_to_the_host(&mut self, instance: InstanceId) {
        let image = &mut self.builder.image;
        let module = &image.modules[image.instances[instance].module];
        for export in module.exports.values() {
            if let Export::Table(index) = export
                && let Some(table) = image.instances[instance].tables.get(*index as usize)
            {
                image.tables[*table].mutated = true;
            }
        }
    }
}

fn refuse(import: &ModuleImport<'_>, what: &str) -> Error {
    Error::invalid(import.offset, format!("{what}: `{}` `{}`", import.module, import.name))
}

/// The exports of all instances.
fn exports(builder: &mut Builder<'_>) -> Result<ComponentMeta> {
    let mut meta = ComponentMeta::default();
    let instances: Vec<InstanceId> = builder.image.instances.keys().collect();
    for instance in instances {
        let module = builder.image.instances[instance].module;
        let names = builder.image.modules[module].export_order.clone();
        for name in names {
            let item = builder.export(instance, name).ok_or_else(|| Error::bug("an export of nothing"))?;
            let item = match item {
                CoreItem::Func(func) => {
                    let entry = Image::number(builder.entry(func, Purpose::Task));
                    let ty = builder.image.func_type(func).clone();
                    CoreItemMeta::Func {
                        entry,
                        params: types(&ty, FuncType::params)?,
                        results: types(&ty, FuncType::results)?,
                    }
                }
                CoreItem::Global(global) => {
                    let global = &builder.image.globals[global];
                    CoreItemMeta::Global { offset: global.offset, ty: value_type(global.ty)? }
                }
                CoreItem::Memory(memory) => CoreItemMeta::Memory(Image::number(memory)),
                CoreItem::Table(table) => CoreItemMeta::Table(Image::number(table)),
                CoreItem::Tag(tag) => CoreItemMeta::Tag(Image::number(tag)),
            };
            meta.core_exports.push(CoreExport {
                instance: Image::number(instance),
                name: name.to_owned(),
                item,
            });
        }
    }
    Ok(meta)
}

fn types(ty: &FuncType, of: fn(&FuncType) -> &[ValType]) -> Result<Vec<CoreValType>> {
    of(ty).iter().map(|ty| value_type(*ty)).collect()
}

fn value_type(ty: ValType) -> Result<CoreValType> {
    Ok(match ty {
        ValType::I32 => CoreValType::I32,
        ValType::I64 => CoreValType::I64,
        ValType::F32 => CoreValType::F32,
        ValType::F64 => CoreValType::F64,
        ValType::V128 => CoreValType::V128,
        ValType::Ref(ty) => match Reference::of(ty.heap_type()) {
            Some(Reference::Func) => CoreValType::FuncRef,
            Some(Reference::Extern) => CoreValType::ExternRef,
            Some(Reference::Exn) => CoreValType::ExnRef,
            Some(Reference::Any) => CoreValType::AnyRef,
            None => return Err(Error::bug(format!("a value of the type `{ty}`"))),
        },
    })
}

/// The steps of an image up to the end of an instance, from behind the end of the one before.
#[must_use]
pub fn steps_of(steps: &[Step], instance: u32) -> &[Step] {
    let end =
        |number: u32| steps.iter().position(|step| *step == Step::InstanceDone(number)).map(|at| at + 1);
    let from = instance.checked_sub(1).and_then(end).unwrap_or(0);
    steps.get(from..end(instance).unwrap_or(from)).unwrap_or_default()
}
