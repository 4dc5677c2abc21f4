//! Linear memory: loads, stores, size and growth.
//!
//! [`address`] is the one place that decides how an access is checked, and why that is enough:
//!
//! - *Guarded.* A 32-bit memory owns `MEMORY_RESERVATION_BYTES` (4 GiB) of address space from its base on, and
//!   `MEMORY_GUARD_BYTES` behind that are never accessible. An index is below 4 GiB. If the static offset and the
//!   width together fit in the guard, then every byte of the access lies between the base and the end of the guard:
//!   either in the memory, or where the hardware faults. The fault's address in the text says which trap it is.
//!   Whether a byte beyond the memory's length is accessible is decided by whole pages of the host, so this needs a
//!   length that is a multiple of them: Wasm pages of 64 KiB are, custom pages are not.
//! - *Checked.* Otherwise the end of the access is compared with the length. Index, offset and width are below 2³² +
//!   2⁸ each, so that their sum in 64 bits is exact. An access outside gets the address zero, by a conditional move
//!   and not a branch: it faults there, and no mispredicted path can read what lies outside.
//!
//! The base of a memory never changes while its instance lives; its length changes by `memory.grow` alone.

use cranelift_codegen::entity::EntityRef;
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, MemFlagsData, Type, Value, types};
use cranelift_frontend::FuncInstBuilder;
use embody_abi::context::memory_def;
use embody_abi::libcall::Libcall;
use embody_abi::limits::MEMORY_GUARD_BYTES;
use wasmparser::{MemArg, Operator};

use super::code::{Code, Region};
use super::env::Env;
use super::{libcall, traps};
use crate::error::{Error, Result};
use crate::link::image::{Image, Memory, MemoryId};

/// Logarithm of the size of Wasm pages unless a memory says otherwise; hosts with larger pages are not supported.
const DEFAULT_PAGE_LOG2: u32 = 16;

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
fn store(
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

/// How to access memory.
pub(super) struct Access {
    pub(super) flags: MemFlagsData,
    pub(super) base: Value,
    pub(super) offset: i32,
}

/// Where an access of `width` bytes goes. It traps there if it is out of bounds.
pub(super) fn address(
    env: &Env<'_>,
    code: &mut Code<'_>,
    memarg: &MemArg,
    width: u64,
    index: Value,
) -> Result<Access> {
    let (id, memory) = memory(env, memory_index(memarg)?)?;
    let flags = code.guest_flags(Region::Memory(id.index()), traps::MEMORY_OUT_OF_BOUNDS);
    let base = base(code, memory);
    let index = code.extend(index);
    let end = memarg.offset.checked_add(width).ok_or_else(|| Error::bug("a static offset of 64 bits"))?;
    match i32::try_from(memarg.offset) {
        Ok(offset) if end <= MEMORY_GUARD_BYTES && page_log2(memory) >= DEFAULT_PAGE_LOG2 => {
            let base = code.build.ins().iadd(base, index);
            Ok(Access { flags, base, offset })
        }
        _ => {
            let (end, offset) = (code.constant(end), code.constant(memarg.offset));
            let end = code.build.ins().iadd(index, end);
            let len = len_bytes(code, memory);
            let outside = code.build.ins().icmp(IntCC::UnsignedGreaterThan, end, len);
            let address = code.build.ins().iadd(base, index);
            let address = code.build.ins().iadd(address, offset);
            let null = code.constant(0);
            let base = code.build.ins().select_spectre_guard(outside, null, address);
            Ok(Access { flags, base, offset: 0 })
        }
    }
}

fn memory_index(memarg: &MemArg) -> Result<u32> {
    match memarg.target {
        wasmparser::MemArgTarget::Memory(index) => Ok(index),
        _ => Err(Error::unsupported_anywhere("garbage collection (accesses of arrays)")),
    }
}

/// A memory, if it is of a kind that is supported.
pub(super) fn memory<'i>(env: &Env<'i>, index: u32) -> Result<(MemoryId, &'i Memory)> {
    let (id, memory) = env.memory(index)?;
    let refused = |what: &str| Err(Error::unsupported_anywhere(what));
    match memory.ty {
        ty if ty.memory64 => refused("64-bit memories"),
        ty if ty.shared => refused("shared memories"),
        _ => Ok((id, memory)),
    }
}

/// The address of a memory's first byte.
pub(super) fn base(code: &mut Code<'_>, memory: &Memory) -> Value {
    code.load_constant(code.context, memory.def + memory_def::base)
}

/// The length of a memory in bytes: a constant if nothing grows it.
pub(super) fn len_bytes(code: &mut Code<'_>, memory: &Memory) -> Value {
    let initial = memory.ty.initial.checked_shl(page_log2(memory));
    match initial {
        Some(len) if !memory.grows || memory.ty.maximum == Some(memory.ty.initial) => code.constant(len),
        _ => code.load_context(types::I64, Region::MemoryLen, memory.def + memory_def::len_bytes),
    }
}

fn page_log2(memory: &Memory) -> u32 {
    memory.ty.page_size_log2.unwrap_or(DEFAULT_PAGE_LOG2)
}

fn size(env: &Env<'_>, code: &mut Code<'_>, index: u32) -> Result<bool> {
    let (_, memory) = memory(env, index)?;
    let len = len_bytes(code, memory);
    let pages = code.build.ins().ushr_imm_u(len, i64::from(page_log2(memory)));
    let pages = code.build.ins().ireduce(types::I32, pages);
    code.push(pages);
    Ok(true)
}

fn grow(env: &Env<'_>, code: &mut Code<'_>, index: u32) -> Result<bool> {
    let (id, _) = memory(env, index)?;
    let delta = code.pop()?;
    let delta = code.extend(delta);
    let number = code.build.ins().iconst(types::I32, i64::from(Image::number(id)));
    let before = libcall::call_value(code, Libcall::memory_grow, &[code.context, number, delta])?;
    let before = code.build.ins().ireduce(types::I32, before);
    code.push(before);
    Ok(true)
}
