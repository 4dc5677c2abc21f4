//! Core instantiation, evaluated: a module and its imports become a core instance of the image.
//!
//! In: a module of the image, and the items that it imports. Out: its [`CoreInstance`], with initial contents of
//! globals, tables and memories. A segment becomes part of the initial contents if no code can have run before it is
//! written and it fits; otherwise a step writes it.

use embody_abi::context::reference;
use embody_abi::limits::{MAX_CORE_INSTANCES, MAX_DATA_BYTES, MAX_TABLE_ELEMENTS};
use embody_abi::plan::{DataRange, Step};
use wasmparser::FuncType;

use super::constant;
use super::image::{
    Const, CoreInstance, DataSegment, ElementSegment, Entry, EntryId, FuncId, Function, FunctionKind, Global,
    GlobalId, Image, InstanceId, Memory, MemoryId, Purpose, SigId, Table, TableId, TagId,
};
use super::signatures::{Signatures, canonical, canonical_ref};
use crate::error::{Error, Result};
use crate::options::MemoryKind;
use crate::parse::module::{DefinedType, ElementItems, Export, Module, SegmentMode};

/// A core item of the image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum CoreItem {
    /// A function.
    Func(FuncId),
    /// A table.
    Table(TableId),
    /// A memory.
    Memory(MemoryId),
    /// A global.
    Global(GlobalId),
    /// A tag.
    Tag(TagId),
}

/// An image in the making.
#[derive(Default)]
pub(super) struct Builder<'a> {
    pub(super) image: Image<'a>,
    signatures: Signatures,
    /// Whether code may have run: a start function comes before.
    started: bool,
    /// Whether somebody looks between one instance and the next, so that a segment for what is imported has to wait
    /// for its step.
    is_watched: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn new(modules: Vec<Module<'a>>) -> Self {
        Self { image: Image { modules, ..Image::default() }, ..Self::default() }
    }

    /// An image at whose instances somebody looks one by one.
    pub(super) fn watched() -> Self {
        Self { is_watched: true, ..Self::default() }
    }

    /// The id of a function type that names no other.
    pub(super) fn signature(&mut self, ty: &FuncType) -> Result<SigId> {
        self.signatures.plain(&mut self.image, ty)
    }

    /// The ids of a module's types.
    pub(super) fn type_section(&mut self, types: &[DefinedType]) -> Result<Vec<SigId>> {
        self.signatures.section(&mut self.image, types)
    }

    /// The entry through which the host calls a function.
    pub(super) fn entry(&mut self, func: FuncId, purpose: Purpose) -> EntryId {
        let Image { entries, entry_of, .. } = &mut self.image;
        let entry = Entry { func, purpose };
        *entry_of.entry(entry).or_insert_with(|| entries.push(entry))
    }

    /// Instantiates module `module`, whose imports are `imports`, in order.
    pub(super) fn instantiate(&mut self, module: usize, imports: &[CoreItem]) -> Result<InstanceId> {
        if self.image.instances.len() >= MAX_CORE_INSTANCES {
            return Err(Error::limit(format!("more than {MAX_CORE_INSTANCES} core instances")));
        }
        let id = self.image.instances.next_key();
        let mut instance = CoreInstance { module, ..CoreInstance::default() };
        for item in imports {
            match *item {
                CoreItem::Func(func) => instance.functions.push(func),
                CoreItem::Table(table) => instance.tables.push(table),
                CoreItem::Memory(memory) => instance.memories.push(memory),
                CoreItem::Global(global) => instance.globals.push(global),
                CoreItem::Tag(tag) => instance.tags.push(tag),
            }
        }
        // The module's tables of contents are needed while the image changes, so it is out of the image meanwhile.
        let parsed = std::mem::take(&mut self.image.modules[module]);
        let result = self.define(id, &parsed, instance);
        let start = parsed.start;
        self.image.modules[module] = parsed;
        let instance = self.image.instances.push(result?);
        if let Some(start) = start {
            let func = self.image.instances[instance].functions.get(start as usize).copied();
            let entry =
                self.entry(func.ok_or_else(|| Error::bug("a start function that is none"))?, Purpose::Task);
            self.image.steps.push(Step::Start(Image::number(entry)));
            self.started = true;
        }
        self.image.steps.push(Step::InstanceDone(Image::number(instance)));
        Ok(instance)
    }

    /// Defines what the module itself has, behind what it imports.
    fn define(
        &mut self,
        id: InstanceId,
        module: &Module<'a>,
        mut instance: CoreInstance,
    ) -> Result<CoreInstance> {
        instance.signatures = self.type_section(&module.types)?;
        let defined = module.functions.iter().skip(module.imported.functions as usize);
        for (body, ty) in (0..).zip(defined) {
            let signature = instance.signatures.get(*ty as usize).copied();
            let signature = signature.ok_or_else(|| Error::bug("a function without a type"))?;
            let body = FunctionKind::Wasm { instance: id, body };
            instance.functions.push(self.image.functions.push(Function { signature, body }));
        }
        for ty in module.tags.iter().skip(module.imported.tags as usize) {
            let signature = instance.signatures.get(*ty as usize).copied();
            let signature = signature.ok_or_else(|| Error::bug("a tag without a type"))?;
            instance.tags.push(self.image.tags.push(signature));
        }
        for ty in module.memories.iter().skip(module.imported.memories as usize) {
            let kind = MemoryKind::default();
            let memory = Memory { ty: *ty, def: 0, init: Vec::new(), grows: false, kind };
            if memory.min_bytes().is_none_or(|min| min > memory.max_bytes()) {
                let message = format!("memory minimum size of {} pages exceeds memory limits", ty.initial);
                return Err(Error::limit(message));
            }
            instance.memories.push(self.image.memories.push(memory));
        }
        for (ty, init) in
            module.globals.iter().skip(module.imported.globals as usize).zip(&module.global_inits)
        {
            let init = constant::evaluate(&self.image, &instance, init)?;
            let content = canonical(ty.content_type, &instance.signatures)?;
            let global = Global { ty: content, mutable: ty.mutable, offset: 0, init };
            instance.globals.push(self.image.globals.push(global));
        }
        self.tables(module, &mut instance)?;
        self.note_uses(module, &instance);
        self.elements(module, &mut instance)?;
        self.data(module, &mut instance)?;
        Ok(instance)
    }

    fn tables(&mut self, module: &Module<'a>, instance: &mut CoreInstance) -> Result<()> {
        for (ty, init) in module.tables.iter().skip(module.imported.tables as usize).zip(&module.table_inits)
        {
            if ty.initial > MAX_TABLE_ELEMENTS {
                let message =
                    format!("a table of {} elements, which may have {MAX_TABLE_ELEMENTS}", ty.initial);
                return Err(Error::limit(message));
            }
            let init = match init {
                None => Vec::new(),
                Some(expr) => match constant::evaluate(&self.image, instance, expr)? {
                    Const::Null => Vec::new(),
                    // At most MAX_TABLE_ELEMENTS, which fits.
                    value => vec![(0, vec![value; ty.initial as usize])],
                },
            };
            instance.tables.push(self.image.tables.push(Table {
                element: canonical_ref(ty.element_type, &instance.signatures)?,
                min: ty.initial,
                max: ty.maximum.unwrap_or(u64::from(u32::MAX)).min(MAX_TABLE_ELEMENTS),
                declared_max: ty.maximum,
                table64: ty.table64,
                def: 0,
                inline: None,
                init,
                grows: false,
                mutated: false,
            }));
        }
        Ok(())
    }

    /// Notes what the module's code does to memories and tables, its own or imported.
    fn note_uses(&mut self, module: &Module<'a>, instance: &CoreInstance) {
        for memory in module.uses.memories_grown.iter().filter_map(|m| instance.memories.get(*m as usize)) {
            self.image.memories[*memory].grows = true;
        }
        for table in module.uses.tables_grown.iter().filter_map(|t| instance.tables.get(*t as usize)) {
            self.image.tables[*table].grows = true;
        }
        for table in module.uses.tables_mutated.iter().filter_map(|t| instance.tables.get(*t as usize)) {
            self.image.tables[*table].mutated = true;
        }
    }

    fn elements(&mut self, module: &Module<'a>, instance: &mut CoreInstance) -> Result<()> {
        for element in &module.elements {
            let values = match &element.items {
                ElementItems::Functions(functions) => {
                    let func = |f: &u32| instance.functions.get(*f as usize).copied().map(Const::Func);
                    let values: Option<Vec<_>> = functions.iter().map(func).collect();
                    values.ok_or_else(|| Error::bug("an element segment names no function"))?
                }
                ElementItems::Expressions(expressions) => {
                    let value = |expr| constant::evaluate(&self.image, instance, expr);
                    expressions.iter().map(value).collect::<Result<Vec<_>>>()?
                }
            };
            let mut segment = ElementSegment { len: 0, range: DataRange::default(), dropped: None };
            match &element.mode {
                SegmentMode::Declared => {}
                SegmentMode::Passive => {
                    segment.len = u32::try_from(values.len()).unwrap_or(u32::MAX);
                    segment.range = self.element_data(&values)?;
                    segment.dropped = Some(0);
                }
                SegmentMode::Active { target, at } => {
                    let at = constant::offset(&self.image, instance, at)?;
                    let table = instance.tables.get(*target as usize).copied();
                    let table = table.ok_or_else(|| Error::bug("an element segment names no table"))?;
                    let fits = at
                        .checked_add(values.len() as u64)
                        .is_some_and(|e| e <= self.image.tables[table].min);
                    if fits && !self.waits(*target < module.imported.tables) {
                        self.image.tables[table].init.push((at, values));
                    } else {
                        let data = self.element_data(&values)?;
                        self.image.tables[table].mutated = true;
                        self.image.steps.push(Step::WriteTable { table: Image::number(table), at, data });
                    }
                }
            }
            instance.elements.push(segment);
        }
        Ok(())
    }

    fn data(&mut self, module: &Module<'a>, instance: &mut CoreInstance) -> Result<()> {
        for data in &module.data {
            let mut segment = DataSegment { range: DataRange::default(), dropped: None };
            match &data.mode {
                SegmentMode::Declared => {}
                SegmentMode::Passive => {
                    segment.range = self.bytes(data.bytes, 1)?;
                    segment.dropped = Some(0);
                }
                SegmentMode::Active { target, at } => {
                    let at = constant::offset(&self.image, instance, at)?;
                    let id = instance.memories.get(*target as usize).copied();
                    let id = id.ok_or_else(|| Error::bug("a data segment names no memory"))?;
                    let waits = self.waits(*target < module.imported.memories);
                    let memory = &mut self.image.memories[id];
                    let len = memory.min_bytes().unwrap_or(0);
                    if !waits && at.checked_add(data.bytes.len() as u64).is_some_and(|end| end <= len) {
                        memory.init.push((at, data.bytes.to_vec()));
                    } else {
                        let data = self.bytes(data.bytes, 1)?;
                        self.image.steps.push(Step::WriteMemory { memory: Image::number(id), at, data });
                    }
                }
            }
            instance.data.push(segment);
        }
        Ok(())
    }

    /// Whether a segment must not be part of the initial contents.
    fn waits(&self, target_is_imported: bool) -> bool {
        self.started || (self.is_watched && target_is_imported)
    }

    /// Puts bytes in the image's data.
    fn bytes(&mut self, bytes: &[u8], align: usize) -> Result<DataRange> {
        let data = &mut self.image.data;
        data.resize(data.len().next_multiple_of(align), 0);
        let start = data.len();
        if (start + bytes.len()) as u64 > MAX_DATA_BYTES {
            return Err(Error::limit(format!("more than {MAX_DATA_BYTES} bytes of data")));
        }
        data.extend_from_slice(bytes);
        let number = |n: usize| u32::try_from(n).map_err(|_| Error::bug("more data than the limit"));
        Ok(DataRange { start: number(start)?, len: number(bytes.len())? })
    }

    /// Puts elements in the image's data, eight bytes each; those of functions are filled in when code offsets are known.
    fn element_data(&mut self, values: &[Const]) -> Result<DataRange> {
        let bits = |value: &Const| match value {
            // A reference has eight bytes.
            Const::Bits(bits) => *bits as u64,
            Const::Null | Const::Func(_) => reference::NULL,
        };
        let bytes: Vec<u8> = values.iter().flat_map(|value| bits(value).to_le_bytes()).collect();
        let range = self.bytes(&bytes, 8)?;
        for (value, at) in values.iter().zip((range.start..).step_by(8)) {
            if let Const::Func(func) = value {
                self.image.data_functions.push((at, *func));
            }
        }
        Ok(range)
    }

    /// An export of an instance.
    pub(super) fn export(&self, instance: InstanceId, name: &str) -> Option<CoreItem> {
        let instance = self.image.instances.get(instance)?;
        let export = *self.image.modules.get(instance.module)?.exports.get(name)?;
        Some(match export {
            Export::Func(index) => CoreItem::Func(*instance.functions.get(index as usize)?),
            Export::Table(index) => CoreItem::Table(*instance.tables.get(index as usize)?),
            Export::Memory(index) => CoreItem::Memory(*instance.memories.get(index as usize)?),
            Export::Global(index) => CoreItem::Global(*instance.globals.get(index as usize)?),
            Export::Tag(index) => CoreItem::Tag(*instance.tags.get(index as usize)?),
        })
    }
}
