//! Bulk memory: `memory.fill`, `memory.copy`, `memory.init`, `data.drop`.
//!
//! Ranges are checked in full (see [`bounds`]) before anything is written; libcalls, or a few instructions, then move
//! bytes. Those of shared memories are the libcalls that other threads do not disturb.

use cranelift_codegen::ir::{InstBuilder, Value, types};
use embody_abi::context::header;
use embody_abi::libcall::Libcall;
use embody_abi::plan::DataRange;
use wasmparser::Operator;

use super::bounds::{self, Count};
use super::code::{Code, Region};
use super::env::Env;
use super::{libcall, small, traps};
use crate::error::Result;

/// Translates the operator if it is of this family.
pub(super) fn translate(env: &Env<'_>, code: &mut Code<'_>, op: &Operator<'_>) -> Result<bool> {
    match *op {
        Operator::MemoryFill { mem } => {
            let (id, memory) = env.memory(mem)?;
            let (to, byte, short) = code.pop3()?;
            let len = Count::new(code, short, memory.ty.memory64);
            let to = bounds::memory_range(code, memory, to, len);
            if !small::fill(code, (id, to), byte, short) {
                let fill = if memory.ty.shared { Libcall::shared_fill } else { Libcall::memory_fill };
                libcall::call(code, fill, &[to, byte, len.value]);
            }
        }
        Operator::MemoryCopy { dst_mem, src_mem } => {
            let (to, from, short) = code.pop3()?;
            let ((to_id, to_memory), (from_id, from_memory)) = (env.memory(dst_mem)?, env.memory(src_mem)?);
            let len = Count::new(code, short, to_memory.ty.memory64 && from_memory.ty.memory64);
            let to = bounds::memory_range(code, to_memory, to, len);
            let from = bounds::memory_range(code, from_memory, from, len);
            if !small::copy(code, (to_id, to), (from_id, from), short) {
                copy(code, to_memory.ty.shared || from_memory.ty.shared, [to, from, len.value]);
            }
        }
        Operator::MemoryInit { data_index, mem } => {
            let (segment, memory) = (env.data(data_index)?, env.memory(mem)?.1);
            let (to, from, len) = code.pop3()?;
            let (from, len) = (Count::new(code, from, false), Count::new(code, len, false));
            let to = bounds::memory_range(code, memory, to, len);
            let available = segment_len(code, segment.range.len, segment.dropped);
            bounds::range(code, from, len, available, traps::MEMORY_OUT_OF_BOUNDS);
            let from = segment_address(code, segment.range, from.value);
            copy(code, memory.ty.shared, [to, from, len.value]);
        }
        Operator::DataDrop { data_index } => drop_segment(code, env.data(data_index)?.dropped),
        _ => return Ok(false),
    }
    Ok(true)
}

/// Copies bytes between ranges that were checked, of which one may be of a shared memory.
fn copy(code: &mut Code<'_>, is_shared: bool, args: [Value; 3]) {
    let copy = if is_shared { Libcall::shared_copy } else { Libcall::memory_copy };
    libcall::call(code, copy, &args);
}

/// What is left of a segment: its length, or nothing after it was dropped.
pub(super) fn segment_len(code: &mut Code<'_>, len: u32, dropped: Option<u32>) -> Value {
    let len = code.constant(u64::from(len));
    let Some(flag) = dropped else { return len };
    let flag = code.load_context(types::I8, Region::Dropped, flag);
    let nothing = code.constant(0);
    code.build.ins().select(flag, nothing, len)
}

/// The address of a byte of a segment.
pub(super) fn segment_address(code: &mut Code<'_>, range: DataRange, at: Value) -> Value {
    let data = code.load_constant(code.context, header::data);
    let start = code.constant(u64::from(range.start));
    let start = code.build.ins().iadd(data, start);
    code.build.ins().iadd(start, at)
}

/// Marks a segment as dropped, if anything would notice.
pub(super) fn drop_segment(code: &mut Code<'_>, dropped: Option<u32>) {
    if let Some(flag) = dropped {
        let one = code.build.ins().iconst(types::I8, 1);
        code.store_context(one, Region::Dropped, flag);
    }
}
