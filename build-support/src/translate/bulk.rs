//! Bulk memory: `memory.fill`, `memory.copy`, `memory.init`, `data.drop`.
//!
//! Ranges are checked here, in full, before anything is written; libcalls, or a few instructions, then move bytes.
//! Indices and lengths are of 32 bits, so that sums in 64 bits are exact.

use cranelift_codegen::ir::{InstBuilder, Value, types};
use embody_abi::context::header;
use embody_abi::libcall::Libcall;
use embody_abi::plan::DataRange;
use wasmparser::Operator;

use super::code::{Code, Region};
use super::env::Env;
use super::{libcall, memory, small, traps};
use crate::error::Result;

/// Translates the operator if it is of this family.
pub(super) fn translate(env: &Env<'_>, code: &mut Code<'_>, op: &Operator<'_>) -> Result<bool> {
    match *op {
        Operator::MemoryFill { mem } => {
            let (to, byte, short) = code.pop3()?;
            let len = code.extend(short);
            let to = range(env, code, mem, to, len)?;
            if !small::fill(code, (env.memory(mem)?.0, to), byte, short) {
                libcall::call(code, Libcall::memory_fill, &[to, byte, len]);
            }
        }
        Operator::MemoryCopy { dst_mem, src_mem } => {
            let (to, from, short) = code.pop3()?;
            let len = code.extend(short);
            let to = range(env, code, dst_mem, to, len)?;
            let from = range(env, code, src_mem, from, len)?;
            let memories = (env.memory(dst_mem)?.0, env.memory(src_mem)?.0);
            if !small::copy(code, (memories.0, to), (memories.1, from), short) {
                libcall::call(code, Libcall::memory_copy, &[to, from, len]);
            }
        }
        Operator::MemoryInit { data_index, mem } => {
            let segment = env.data(data_index)?;
            let (to, from, len) = code.pop3()?;
            let (from, len) = (code.extend(from), code.extend(len));
            let to = range(env, code, mem, to, len)?;
            let available = segment_len(code, segment.range.len, segment.dropped);
            code.check_range(from, len, available, traps::MEMORY_OUT_OF_BOUNDS);
            let from = segment_address(code, segment.range, from);
            libcall::call(code, Libcall::memory_copy, &[to, from, len]);
        }
        Operator::DataDrop { data_index } => drop_segment(code, env.data(data_index)?.dropped),
        _ => return Ok(false),
    }
    Ok(true)
}

/// The address of a range of a memory; traps if the memory has not all of it.
fn range(env: &Env<'_>, code: &mut Code<'_>, index: u32, start: Value, len: Value) -> Result<Value> {
    let (_, memory) = memory::memory(env, index)?;
    let start = code.extend(start);
    let limit = memory::len_bytes(code, memory);
    code.check_range(start, len, limit, traps::MEMORY_OUT_OF_BOUNDS);
    let base = memory::base(code, memory);
    Ok(code.build.ins().iadd(base, start))
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
