//! Linear memory: loads, stores, size and growth.
//!
//! How an access is checked is decided in [`bounds`]. The base of a memory never changes while its instance lives, unless
//! the memory is one that may move: then it is read anew for each access, and Cranelift keeps it as long as nothing is
//! called. Its length changes by `memory.grow` alone, and never becomes less. A shared memory may be grown by another thread at any
//! time, so that its length is read atomically from where the runtime keeps it.

use cranelift_codegen::ir::{InstBuilder, MemFlagsData, Type, Value, types};
use cranelift_frontend::FuncInstBuilder;
use embody_abi::context::memory_def;
use embody_abi::libcall::Libcall;
use wasmparser::{MemArg, Operator};

use super::bounds::{self, Access};
use super::code::{Code, Region};
use super::env::Env;
use super::libcall;
use crate::error::{Error, Result};
use crate::link::image::{Image, Memory};

/// Translates the operator if it is of this family.
pub(super) fn translate(env: &Env<'_>, code: &mut Code<'_>, op: &Operator<'_>) -> Result<bool> {
    use types::{F32, F64, I32, I64};
    match op {
        Operator::I32Load { memarg } => load(env, code, memarg, 4, |b, f, p, o| b.load(I32, f, p, o)),
        Operator::I64Load { memarg } => load(env, code, memarg, 8, |b, f, p, o| b.load(I64, f, p, o)),
        Operator::F32Load { memarg } => load(env, code, memarg, 4, |b, f, p, o| b.load(F32, f, p, o)),
        Operator::F64Load { memarg } => load(env, code, memarg, 8, |b, f, p, o| b.load(F64, f, p, o)),
        Operator::I32Load8S { memarg } => load(env, code, memarg, 1, |b, f, p, o| b.sload8(I32, f, p, o)),
        Operator::I32Load8U { memarg } => load(env, code, memarg, 1, |b, f, p, o| b.uload8(I32, f, p, o)),
        Operator::I32Load16S { memarg } => load(env, code, memarg, 2, |b, f, p, o| b.sload16(I32, f, p, o)),
        Operator::I32Load16U { memarg } => load(env, code, memarg, 2, |b, f, p, o| b.uload16(I32, f, p, o)),
        Operator::I64Load8S { memarg } => load(env, code, memarg, 1, |b, f, p, o| b.sload8(I64, f, p, o)),
        Operator::I64Load8U { memarg } => load(env, code, memarg, 1, |b, f, p, o| b.uload8(I64, f, p, o)),
        Operator::I64Load16S { memarg } => load(env, code, memarg, 2, |b, f, p, o| b.sload16(I64, f, p, o)),
        Operator::I64Load16U { memarg } => load(env, code, memarg, 2, |b, f, p, o| b.uload16(I64, f, p, o)),
        Operator::I64Load32S { memarg } => load(env, code, memarg, 4, |b, f, p, o| b.sload32(f, p, o)),
        Operator::I64Load32U { memarg } => load(env, code, memarg, 4, |b, f, p, o| b.uload32(f, p, o)),
        Operator::I32Store { memarg } | Operator::F32Store { memarg } => store(env, code, memarg, 4, None),
        Operator::I64Store { memarg } | Operator::F64Store { memarg } => store(env, code, memarg, 8, None),
        Operator::I32Store8 { memarg } | Operator::I64Store8 { memarg } => {
            store(env, code, memarg, 1, Some(types::I8))
        }
        Operator::I32Store16 { memarg } | Operator::I64Store16 { memarg } => {
            store(env, code, memarg, 2, Some(types::I16))
        }
        Operator::I64Store32 { memarg } => store(env, code, memarg, 4, Some(types::I32)),
        Operator::MemorySize { mem } => size(env, code, *mem),
        Operator::MemoryGrow { mem } => grow(env, code, *mem),
        _ => Ok(false),
    }
}

pub(super) fn load(
    env: &Env<'_>,
    code: &mut Code<'_>,
    memarg: &MemArg,
    width: u64,
    emit: impl FnOnce(FuncInstBuilder<'_, '_>, MemFlagsData, Value, i32) -> Value,
) -> Result<bool> {
    let index = code.pop()?;
    let access = address(env, code, memarg, width, index)?;
    let value = emit(code.build.ins(), access.flags, access.base, access.offset);
    code.push(value);
    Ok(true)
}

/// Stores a value, or only its low bits if `narrow` says how many.
pub(super) fn store(
    env: &Env<'_>,
    code: &mut Code<'_>,
    memarg: &MemArg,
    width: u64,
    narrow: Option<Type>,
) -> Result<bool> {
    let (index, value) = code.pop2()?;
    let access = address(env, code, memarg, width, index)?;
    let value = match narrow {
        Some(ty) => code.build.ins().ireduce(ty, value),
        None => value,
    };
    code.build.ins().store(access.flags, value, access.base, access.offset);
    Ok(true)
}

/// Where an access of `width` bytes goes. It traps there if it is out of bounds.
pub(super) fn address(
    env: &Env<'_>,
    code: &mut Code<'_>,
    memarg: &MemArg,
    width: u64,
    index: Value,
) -> Result<Access> {
    let memory = env.memory(memory_index(memarg)?)?;
    Ok(bounds::access(code, memory, memarg.offset, width, index))
}

/// The memory that an access names.
pub(super) fn memory_index(memarg: &MemArg) -> Result<u32> {
    match memarg.target {
        wasmparser::MemArgTarget::Memory(index) => Ok(index),
        _ => Err(Error::unsupported_anywhere("garbage collection (accesses of arrays)")),
    }
}

/// The address of a memory's first byte.
pub(super) fn base(code: &mut Code<'_>, memory: &Memory) -> Value {
    let def = memory.def + memory_def::base;
    if memory.may_move() {
        return code.load_context(types::I64, Region::MemoryLen, def);
    }
    code.load_constant(code.context, def)
}

/// The length of a memory in bytes: a constant if nothing grows it.
pub(super) fn len_bytes(code: &mut Code<'_>, memory: &Memory) -> Value {
    let (def, is_fixed) = (memory.def + memory_def::len_bytes, memory.is_fixed());
    match memory.min_bytes() {
        Some(len) if is_fixed => code.constant(len),
        _ if memory.ty.shared => {
            let place = code.load_constant(code.context, def);
            let flags = code.flags(Region::MemoryLen);
            code.build.ins().atomic_load(types::I64, flags, place)
        }
        _ => code.load_context(types::I64, Region::MemoryLen, def),
    }
}

/// An integer of 64 bits as a memory's or table's index type.
pub(super) fn narrow(code: &mut Code<'_>, value: Value, is_wide: bool) -> Value {
    if is_wide { value } else { code.build.ins().ireduce(types::I32, value) }
}

fn size(env: &Env<'_>, code: &mut Code<'_>, index: u32) -> Result<bool> {
    let (_, memory) = env.memory(index)?;
    let len = len_bytes(code, memory);
    let pages = code.build.ins().ushr_imm_u(len, i64::from(memory.page_log2()));
    let pages = narrow(code, pages, memory.ty.memory64);
    code.push(pages);
    Ok(true)
}

fn grow(env: &Env<'_>, code: &mut Code<'_>, index: u32) -> Result<bool> {
    let (id, memory) = env.memory(index)?;
    let delta = code.pop()?;
    let delta = bounds::wide(code, delta, memory.ty.memory64);
    let number = code.build.ins().iconst(types::I32, i64::from(Image::number(id)));
    let before = libcall::call_value(code, Libcall::memory_grow, &[code.context, number, delta])?;
    let before = narrow(code, before, memory.ty.memory64);
    code.push(before);
    Ok(true)
}
