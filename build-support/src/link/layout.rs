//! Layout of the context block: every item gets its offset.
//!
//! In: an image that is linked but for its offsets. Out: the same image with them. What code touches most (memory
//! definitions, then tables and import slots) comes first, where offsets are small.

use embody_abi::context::{header, import_slot, memory_def, table_def};
use embody_abi::limits::{MAX_CONTEXT_BYTES, MAX_COPIED_TABLE_ELEMENTS, MAX_INLINE_TABLE_ELEMENTS};
use wasmparser::ValType;

use super::image::{Image, TASK_SLOTS};
use crate::error::{Error, Result};

/// Gives every item of the image its place in the context block.
pub(super) fn assign(image: &mut Image<'_>) -> Result<()> {
    let mut next = Next { offset: u64::from(header::SIZE) };
    for memory in image.memories.values_mut() {
        memory.def = next.place(memory_def::SIZE, 8)?;
    }
    for table in image.tables.values_mut() {
        table.def = next.place(table_def::SIZE, 8)?;
    }
    for lowering in image.lowerings.values_mut() {
        lowering.slot = next.place(import_slot::SIZE, 8)?;
    }
    for global in image.globals.values_mut() {
        let bytes = if global.ty == ValType::V128 { 16 } else { 8 };
        global.offset = next.place(bytes, bytes)?;
    }
    for instance in image.instances.values_mut() {
        let data = instance.data.iter_mut().map(|segment| &mut segment.dropped);
        for dropped in data.chain(instance.elements.iter_mut().map(|segment| &mut segment.dropped)).flatten()
        {
            *dropped = next.place(1, 1)?;
        }
    }
    for table in image.tables.values_mut() {
        let most = if table.is_constant() { MAX_COPIED_TABLE_ELEMENTS } else { MAX_INLINE_TABLE_ELEMENTS };
        if table.grows || table.min > most {
            continue;
        }
        let bytes = u32::try_from(table.min * 8).map_err(|_| Error::bug("an inline table too large"))?;
        table.inline = Some(next.place(bytes, 8)?);
    }
    if let Some(slots) = &mut image.task_slots {
        *slots = next.place(TASK_SLOTS * 8, 8)?;
    }
    for count in image.backpressure.values_mut() {
        *count = next.place(8, 8)?;
    }
    image.context_bytes = next.place(0, 16)?;
    Ok(())
}

struct Next {
    offset: u64,
}

impl Next {
    /// The next offset with this alignment, behind which `bytes` bytes are taken.
    fn place(&mut self, bytes: u32, align: u32) -> Result<u32> {
        let at = self.offset.next_multiple_of(u64::from(align));
        self.offset = at + u64::from(bytes);
        if self.offset > MAX_CONTEXT_BYTES {
            return Err(Error::limit(format!("the context block has more than {MAX_CONTEXT_BYTES} bytes")));
        }
        u32::try_from(at).map_err(|_| Error::bug("a context offset too large"))
    }
}
