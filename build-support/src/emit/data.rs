//! The image's data: what the context starts as, initial memory, initial tables.
//!
//! Code offsets are known here, so funcrefs become numbers. Initial memory is cut into whole pages that the runtime can
//! map; pages that are all zero are left out.

use std::collections::BTreeMap;

use embody_abi::context::reference;
use embody_abi::features::Target;
use embody_abi::limits::{MAX_DATA_BYTES, MEMORY_GUARD_BYTES};
use embody_abi::plan::{DataRange, MemoryImage, MemoryPlan, Seq, TableImage, TablePlan, TableStorage};
use wasmparser::ValType;

use crate::compile::Compiled;
use crate::error::{Error, Result};
use crate::link::image::{Const, FuncId, Image, Memory};

/// Zero pages between initial contents up to which they are mapped as one.
const MAX_GAP_PAGES: u64 = 4;

/// The image's data in the making.
pub(super) struct DataBuilder<'i, 'a> {
    image: &'i Image<'a>,
    compiled: &'i Compiled,
    align: u32,
    bytes: Vec<u8>,
}

impl<'i, 'a> DataBuilder<'i, 'a> {
    /// Starts with the data that the linker made.
    pub(super) fn new(image: &'i mut Image<'a>, compiled: &'i Compiled, target: Target) -> Result<Self> {
        let bytes = std::mem::take(&mut image.data);
        let fixups = std::mem::take(&mut image.data_functions);
        let mut this = Self { image, compiled, align: target.image_align(), bytes };
        for (at, func) in fixups {
            let value = this.funcref(func).to_le_bytes();
            let place = this.bytes.get_mut(at as usize..at as usize + 8);
            place.ok_or_else(|| Error::bug("a funcref outside the data"))?.copy_from_slice(&value);
        }
        Ok(this)
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.bytes
    }

    /// Adds bytes at an aligned place.
    pub(super) fn add(&mut self, bytes: &[u8], align: u32) -> Result<DataRange> {
        self.bytes.resize(self.bytes.len().next_multiple_of(align as usize), 0);
        let start = self.bytes.len();
        if (start + bytes.len()) as u64 > MAX_DATA_BYTES {
            return Err(Error::limit(format!("more than {MAX_DATA_BYTES} bytes of data")));
        }
        self.bytes.extend_from_slice(bytes);
        let number = |n: usize| u32::try_from(n).map_err(|_| Error::bug("more data than the limit"));
        Ok(DataRange { start: number(start)?, len: number(bytes.len())? })
    }

    fn funcref(&self, func: FuncId) -> u64 {
        reference::func(self.image.functions[func].signature.type_id(), self.compiled.functions[func])
    }

    fn bits(&self, value: Const) -> u128 {
        match value {
            Const::Bits(bits) => bits,
            Const::Null => u128::from(reference::NULL),
            Const::Func(func) => u128::from(self.funcref(func)),
        }
    }

    /// What the context starts as: globals and inline tables. Zeroes at the end are left out.
    pub(super) fn template(&mut self) -> Result<DataRange> {
        let mut context = vec![0; self.image.context_bytes as usize];
        let mut put = |offset: u64, bytes: &[u8]| {
            let at = usize::try_from(offset).unwrap_or(usize::MAX);
            let place = at.checked_add(bytes.len()).and_then(|end| context.get_mut(at..end));
            place
                .ok_or_else(|| Error::bug("an item outside the context"))
                .map(|place| place.copy_from_slice(bytes))
        };
        for global in self.image.globals.values() {
            let bits = self.bits(global.init).to_le_bytes();
            let len = if global.ty == ValType::V128 { 16 } else { 8 };
            put(u64::from(global.offset), &bits[..len])?;
        }
        for table in self.image.tables.values() {
            for (inline, (at, values)) in
                table.inline.iter().flat_map(|i| table.init.iter().map(move |init| (i, init)))
            {
                for (value, i) in values.iter().zip(*at..) {
                    // A reference is eight bytes.
                    put(u64::from(*inline) + 8 * i, &self.bits(*value).to_le_bytes()[..8])?;
                }
            }
        }
        let len = context.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        self.add(&context[..len], 16)
    }

    pub(super) fn memories(&mut self) -> Result<Vec<MemoryPlan>> {
        self.image.memories.values().map(|memory| self.memory(memory)).collect()
    }

    fn memory(&mut self, memory: &Memory) -> Result<MemoryPlan> {
        let page_bytes_log2 = memory.page_log2();
        Ok(MemoryPlan {
            def: memory.def,
            min_pages: memory.ty.initial,
            max_pages: memory.max_bytes().checked_shr(page_bytes_log2).unwrap_or(0),
            page_bytes_log2: u8::try_from(page_bytes_log2).map_err(|_| Error::bug("a page too large"))?,
            grows: memory.grows,
            shared: memory.ty.shared,
            reservation_bytes: memory.reservation_bytes(),
            guard_bytes: if memory.is_guarded() { MEMORY_GUARD_BYTES } else { 0 },
            moves: memory.may_move(),
            images: Seq::Owned(self.memory_images(&memory.init)?),
        })
    }

    /// Initial contents as whole pages.
    fn memory_images(&mut self, init: &[(u64, Vec<u8>)]) -> Result<Vec<MemoryImage>> {
        let page = u64::from(self.align);
        let mut pages: BTreeMap<u64, Vec<u8>> = BTreeMap::new();
        for (at, bytes) in init {
            let (mut at, mut rest) = (*at, bytes.as_slice());
            while !rest.is_empty() {
                // Within a page, whose size is a u32.
                let within = (at % page) as usize;
                let (now, later) = rest.split_at(rest.len().min(page as usize - within));
                let contents = pages.entry(at / page).or_insert_with(|| vec![0; page as usize]);
                contents[within..within + now.len()].copy_from_slice(now);
                at += now.len() as u64;
                rest = later;
            }
        }
        pages.retain(|_, contents| contents.iter().any(|byte| *byte != 0));
        let mut runs: Vec<(u64, Vec<u8>)> = Vec::new();
        for (number, contents) in pages {
            match runs.last_mut() {
                Some((first, run)) if number - (*first + run.len() as u64 / page) <= MAX_GAP_PAGES => {
                    run.resize(((number - *first) * page) as usize, 0);
                    run.extend(contents);
                }
                _ => runs.push((number, contents)),
            }
        }
        let image = |(number, contents): (u64, Vec<u8>)| {
            Ok(MemoryImage { at: number * page, data: self.add(&contents, self.align)? })
        };
        runs.into_iter().map(image).collect()
    }

    pub(super) fn tables(&mut self) -> Result<Vec<TablePlan>> {
        let image = self.image;
        let plan = |table: &crate::link::image::Table| {
            let storage = match table.inline {
                Some(offset) => TableStorage::Inline(offset),
                None if table.is_constant() => {
                    // No longer than the limit on tables, whose elements fit in memory.
                    let mut elements = vec![0; table.min as usize];
                    for (at, values) in &table.init {
                        for (value, element) in values.iter().zip(elements.iter_mut().skip(*at as usize)) {
                            *element = self.bits(*value) as u64;
                        }
                    }
                    let bytes: Vec<u8> = elements.iter().flat_map(|element| element.to_le_bytes()).collect();
                    TableStorage::Image(self.add(&bytes, 8)?)
                }
                None => {
                    let images = table.init.iter().map(|(at, values)| {
                        let bytes: Vec<u8> =
                            values.iter().flat_map(|v| (self.bits(*v) as u64).to_le_bytes()).collect();
                        Ok(TableImage { at: *at, data: self.add(&bytes, 8)? })
                    });
                    TableStorage::Heap(Seq::Owned(images.collect::<Result<_>>()?))
                }
            };
            Ok(TablePlan { def: table.def, min: table.min, max: table.max, storage })
        };
        image.tables.values().map(plan).collect()
    }
}
