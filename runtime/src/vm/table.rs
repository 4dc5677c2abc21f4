//! Tables: elements of eight bytes each, in the context block, the image or an allocation of their own.
//!
//! In: a plan's tables. Out: their definitions in the context block, which compiled code reads. What the image holds is
//! shared by all its instances, and never written.

use embody_abi::limits::MAX_TABLE_ELEMENTS;
use embody_abi::plan::{Plan, TableStorage};
use embody_abi::trap::Trap;

use super::context::TableDef;
use super::instance::{Record, VmInstance};
use crate::{Context, Result, bail};

impl VmInstance {
    /// Makes the tables of a plan.
    pub(super) fn make_tables(&mut self, plan: &Plan) -> Result<()> {
        for table in plan.tables.iter() {
            let mut elements = Vec::new();
            let base = match &table.storage {
                TableStorage::Inline(offset) => {
                    let end = table.min.checked_mul(8).and_then(|len| len.checked_add(u64::from(*offset)));
                    if end.is_none_or(|end| end > u64::from(plan.context_bytes)) || offset % 8 != 0 {
                        bail!("the artifact's table lies outside its context");
                    }
                    // SAFETY: the offset was just checked to be inside the block.
                    unsafe { self.context().cast::<u8>().as_ptr().add(*offset as usize) }
                }
                TableStorage::Heap(images) => {
                    if table.min > MAX_TABLE_ELEMENTS {
                        bail!("a table of {} elements is over the limit of {MAX_TABLE_ELEMENTS}", table.min);
                    }
                    elements = vec![0; table.min as usize];
                    for part in images.iter() {
                        let bytes = self.record().image.image().data_range(part.data);
                        write_elements(&mut elements, part.at, bytes)?;
                    }
                    elements.as_mut_ptr().cast()
                }
                TableStorage::Image(range) => {
                    let bytes = self.record().image.image().data_range(*range);
                    if table.min.checked_mul(8) != Some(bytes.len() as u64)
                        || !bytes.as_ptr().cast::<u64>().is_aligned()
                    {
                        bail!("the artifact's table lies outside its data");
                    }
                    bytes.as_ptr().cast_mut()
                }
            };
            self.record_mut().tables.push(elements);
            self.put(table.def, TableDef { base, len: table.min })?;
        }
        Ok(())
    }

    /// The elements of the table of this number, empty if there is none.
    #[cfg(feature = "compiler")]
    pub(crate) fn table(&mut self, number: u32) -> &[u64] {
        let Some(table) = self.record().image.plan().tables.get(number as usize) else { return &[] };
        let def = table.def as usize;
        // SAFETY: `make_tables` put a definition there; guest code and `grow_table` keep its base and length true, and
        // `self` is borrowed, so no guest code runs. Elements in the image's data live as long as the image.
        unsafe {
            let def = &*self.context().cast::<u8>().as_ptr().add(def).cast::<TableDef>();
            core::slice::from_raw_parts(def.base.cast(), def.len as usize)
        }
    }

    /// The elements of the table of this number, if there are any that may be written to.
    fn table_mut(&mut self, number: u32) -> Option<&mut [u64]> {
        let table = self.record().image.plan().tables.get(number as usize)?;
        let (def, shared) = (table.def as usize, matches!(table.storage, TableStorage::Image(_)));
        // SAFETY: as in `table`; elements that are not the image's are the instance's own, in its context block or an
        // allocation of its own.
        (!shared).then(|| unsafe {
            let def = &*self.context().cast::<u8>().as_ptr().add(def).cast::<TableDef>();
            core::slice::from_raw_parts_mut(def.base.cast(), def.len as usize)
        })
    }

    /// Writes elements, eight little-endian bytes each, at the index `at` of a table.
    pub(super) fn write_table(&mut self, number: u32, at: u64, bytes: &[u8]) -> Result<()> {
        let elements = self.table_mut(number).context("a step writes to a table that never changes")?;
        write_elements(elements, at, bytes)
    }
}

impl Record {
    /// Grows a table and its definition: the old length.
    pub(super) fn grow_table(&mut self, number: u32, delta: u64, init: u64) -> Option<u64> {
        let plan = self.image.plan().tables.get(number as usize)?;
        let (def, max, heap) = (plan.def, plan.max, matches!(plan.storage, TableStorage::Heap(_)));
        let elements = self.tables.get_mut(number as usize).filter(|_| heap)?;
        let old = elements.len() as u64;
        let len = old.checked_add(delta).filter(|len| *len <= max.min(MAX_TABLE_ELEMENTS))?;
        elements.try_reserve(delta as usize).ok()?;
        elements.resize(len as usize, init);
        let def_value = TableDef { base: elements.as_mut_ptr().cast(), len };
        // SAFETY: `make_tables` checked this place of the block and put a definition there.
        unsafe { self.context.add(def as usize).cast::<TableDef>().write(def_value) };
        Some(old)
    }
}

/// Writes elements, eight little-endian bytes each, at the index `at`.
fn write_elements(elements: &mut [u64], at: u64, bytes: &[u8]) -> Result<()> {
    let at = usize::try_from(at).unwrap_or(usize::MAX);
    let to = at.checked_add(bytes.len() / 8).and_then(|end| elements.get_mut(at..end));
    for (to, from) in to.ok_or(Trap::TableOutOfBounds)?.iter_mut().zip(bytes.chunks_exact(8)) {
        *to = u64::from_le_bytes(from.try_into()?);
    }
    Ok(())
}
