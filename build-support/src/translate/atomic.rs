//! Atomic operators: loads, stores, read-modify-write, waiting and notifying.
//!
//! In: an operator of the threads proposal. Out: CLIF's sequentially consistent accesses. An address that is not a
//! multiple of the width traps first; whether it is in the memory is decided in [`bounds`]. Waiting is the runtime's:
//! the address is checked here, so that the libcall gets one that it may use.

use cranelift_codegen::ir::{AtomicRmwOp, InstBuilder, MemFlagsData, Type, Value, types};
use embody_abi::libcall::Libcall;
use wasmparser::{MemArg, Operator};

use super::code::Code;
use super::env::Env;
use super::memory::{self, memory_index};
use super::{bounds, libcall, traps};
use crate::error::Result;

/// What an atomic access does.
#[derive(Clone, Copy)]
enum Kind {
    Load,
    Store,
    Rmw(AtomicRmwOp),
    Compare,
}

/// Translates the operator if it is of this family.
pub(super) fn translate(env: &Env<'_>, code: &mut Code<'_>, op: &Operator<'_>) -> Result<bool> {
    match op {
        Operator::AtomicFence { .. } => {
            code.build.ins().fence();
        }
        Operator::MemoryAtomicNotify { memarg } => {
            let (index, count) = code.pop2()?;
            let address = waiting_address(env, code, memarg, 4, index)?;
            let woken = libcall::call_value(code, Libcall::atomic_notify, &[address, count])?;
            code.push(woken);
        }
        Operator::MemoryAtomicWait32 { memarg } => wait(env, code, memarg, 4, Libcall::atomic_wait32)?,
        Operator::MemoryAtomicWait64 { memarg } => wait(env, code, memarg, 8, Libcall::atomic_wait64)?,
        _ => {
            let Some((memarg, kind, ty, access)) = shape(op) else { return Ok(false) };
            translate_access(env, code, memarg, kind, ty, access)?;
        }
    }
    Ok(true)
}

/// An access of the type `access` to a memory, whose operands and results are of the type `ty`.
fn translate_access(
    env: &Env<'_>,
    code: &mut Code<'_>,
    memarg: &MemArg,
    kind: Kind,
    ty: Type,
    access: Type,
) -> Result<()> {
    let narrow = |code: &mut Code<'_>, value: Value| {
        if ty == access { value } else { code.build.ins().ireduce(access, value) }
    };
    let width = u64::from(access.bytes());
    let loaded = match kind {
        Kind::Load => {
            let index = code.pop()?;
            let (flags, address) = address(env, code, memarg, width, index)?;
            code.build.ins().atomic_load(access, flags, address)
        }
        Kind::Store => {
            let (index, value) = code.pop2()?;
            let (flags, address) = address(env, code, memarg, width, index)?;
            let value = narrow(code, value);
            code.build.ins().atomic_store(flags, value, address);
            return Ok(());
        }
        Kind::Rmw(op) => {
            let (index, value) = code.pop2()?;
            let (flags, address) = address(env, code, memarg, width, index)?;
            let value = narrow(code, value);
            code.build.ins().atomic_rmw(access, flags, op, address, value)
        }
        Kind::Compare => {
            let (index, expected, value) = code.pop3()?;
            let (flags, address) = address(env, code, memarg, width, index)?;
            let (expected, value) = (narrow(code, expected), narrow(code, value));
            code.build.ins().atomic_cas(flags, address, expected, value)
        }
    };
    let result = if ty == access { loaded } else { code.build.ins().uextend(ty, loaded) };
    code.push(result);
    Ok(())
}

/// Flags and address of an access.
fn address(
    env: &Env<'_>,
    code: &mut Code<'_>,
    memarg: &MemArg,
    width: u64,
    index: Value,
) -> Result<(MemFlagsData, Value)> {
    check_alignment(env, code, memarg, width, index)?;
    let access = memory::address(env, code, memarg, width, index)?;
    let address = match access.offset {
        0 => access.base,
        offset => {
            let offset = code.build.ins().iconst(types::I64, i64::from(offset));
            code.build.ins().iadd(access.base, offset)
        }
    };
    Ok((access.flags.with_aligned(), address))
}

/// Traps unless the address is a multiple of `width`, a power of two. A memory's base is, so that the lowest bits of
/// index and offset decide.
fn check_alignment(
    env: &Env<'_>,
    code: &mut Code<'_>,
    memarg: &MemArg,
    width: u64,
    index: Value,
) -> Result<()> {
    let is_wide = env.memory(memory_index(memarg)?)?.1.ty.memory64;
    let mask = width - 1;
    if mask != 0 {
        let index = bounds::wide(code, index, is_wide);
        let low = code.constant(memarg.offset & mask);
        let address = code.build.ins().iadd(index, low);
        let mask = code.constant(mask);
        let misaligned = code.build.ins().band(address, mask);
        code.build.ins().trapnz(misaligned, traps::HEAP_MISALIGNED);
    }
    Ok(())
}

/// An address that the runtime gets: traps unless it is aligned and all of the access is in the memory.
fn waiting_address(
    env: &Env<'_>,
    code: &mut Code<'_>,
    memarg: &MemArg,
    width: u64,
    index: Value,
) -> Result<Value> {
    check_alignment(env, code, memarg, width, index)?;
    let (_, memory) = env.memory(memory_index(memarg)?)?;
    Ok(bounds::checked_address(code, memory, memarg.offset, width, index))
}

fn wait(env: &Env<'_>, code: &mut Code<'_>, memarg: &MemArg, width: u64, libcall: Libcall) -> Result<()> {
    let (index, expected, timeout) = code.pop3()?;
    let address = waiting_address(env, code, memarg, width, index)?;
    if !env.memory(memory_index(memarg)?)?.1.ty.shared {
        let always = code.constant(1);
        code.build.ins().trapnz(always, traps::WAIT_NOT_SHARED);
    }
    let outcome = libcall::call_value(code, libcall, &[address, expected, timeout])?;
    code.push(outcome);
    Ok(())
}

/// The place that an access names, what it does, the type of its operands, and the type that it accesses.
fn shape<'o>(op: &'o Operator<'_>) -> Option<(&'o MemArg, Kind, Type, Type)> {
    use AtomicRmwOp::{Add, And, Or, Sub, Xchg, Xor};
    use Kind::{Compare, Load, Rmw, Store};
    use Operator as O;
    use types::{I8, I16, I32, I64};
    Some(match op {
        O::I32AtomicLoad { memarg } => (memarg, Load, I32, I32),
        O::I32AtomicLoad8U { memarg } => (memarg, Load, I32, I8),
        O::I32AtomicLoad16U { memarg } => (memarg, Load, I32, I16),
        O::I64AtomicLoad { memarg } => (memarg, Load, I64, I64),
        O::I64AtomicLoad8U { memarg } => (memarg, Load, I64, I8),
        O::I64AtomicLoad16U { memarg } => (memarg, Load, I64, I16),
        O::I64AtomicLoad32U { memarg } => (memarg, Load, I64, I32),
        O::I32AtomicStore { memarg } => (memarg, Store, I32, I32),
        O::I32AtomicStore8 { memarg } => (memarg, Store, I32, I8),
        O::I32AtomicStore16 { memarg } => (memarg, Store, I32, I16),
        O::I64AtomicStore { memarg } => (memarg, Store, I64, I64),
        O::I64AtomicStore8 { memarg } => (memarg, Store, I64, I8),
        O::I64AtomicStore16 { memarg } => (memarg, Store, I64, I16),
        O::I64AtomicStore32 { memarg } => (memarg, Store, I64, I32),
        O::I32AtomicRmwAdd { memarg } => (memarg, Rmw(Add), I32, I32),
        O::I32AtomicRmw8AddU { memarg } => (memarg, Rmw(Add), I32, I8),
        O::I32AtomicRmw16AddU { memarg } => (memarg, Rmw(Add), I32, I16),
        O::I64AtomicRmwAdd { memarg } => (memarg, Rmw(Add), I64, I64),
        O::I64AtomicRmw8AddU { memarg } => (memarg, Rmw(Add), I64, I8),
        O::I64AtomicRmw16AddU { memarg } => (memarg, Rmw(Add), I64, I16),
        O::I64AtomicRmw32AddU { memarg } => (memarg, Rmw(Add), I64, I32),
        O::I32AtomicRmwSub { memarg } => (memarg, Rmw(Sub), I32, I32),
        O::I32AtomicRmw8SubU { memarg } => (memarg, Rmw(Sub), I32, I8),
        O::I32AtomicRmw16SubU { memarg } => (memarg, Rmw(Sub), I32, I16),
        O::I64AtomicRmwSub { memarg } => (memarg, Rmw(Sub), I64, I64),
        O::I64AtomicRmw8SubU { memarg } => (memarg, Rmw(Sub), I64, I8),
        O::I64AtomicRmw16SubU { memarg } => (memarg, Rmw(Sub), I64, I16),
        O::I64AtomicRmw32SubU { memarg } => (memarg, Rmw(Sub), I64, I32),
        O::I32AtomicRmwAnd { memarg } => (memarg, Rmw(And), I32, I32),
        O::I32AtomicRmw8AndU { memarg } => (memarg, Rmw(And), I32, I8),
        O::I32AtomicRmw16AndU { memarg } => (memarg, Rmw(And), I32, I16),
        O::I64AtomicRmwAnd { memarg } => (memarg, Rmw(And), I64, I64),
        O::I64AtomicRmw8AndU { memarg } => (memarg, Rmw(And), I64, I8),
        O::I64AtomicRmw16AndU { memarg } => (memarg, Rmw(And), I64, I16),
        O::I64AtomicRmw32AndU { memarg } => (memarg, Rmw(And), I64, I32),
        O::I32AtomicRmwOr { memarg } => (memarg, Rmw(Or), I32, I32),
        O::I32AtomicRmw8OrU { memarg } => (memarg, Rmw(Or), I32, I8),
        O::I32AtomicRmw16OrU { memarg } => (memarg, Rmw(Or), I32, I16),
        O::I64AtomicRmwOr { memarg } => (memarg, Rmw(Or), I64, I64),
        O::I64AtomicRmw8OrU { memarg } => (memarg, Rmw(Or), I64, I8),
        O::I64AtomicRmw16OrU { memarg } => (memarg, Rmw(Or), I64, I16),
        O::I64AtomicRmw32OrU { memarg } => (memarg, Rmw(Or), I64, I32),
        O::I32AtomicRmwXor { memarg } => (memarg, Rmw(Xor), I32, I32),
        O::I32AtomicRmw8XorU { memarg } => (memarg, Rmw(Xor), I32, I8),
        O::I32AtomicRmw16XorU { memarg } => (memarg, Rmw(Xor), I32, I16),
        O::I64AtomicRmwXor { memarg } => (memarg, Rmw(Xor), I64, I64),
        O::I64AtomicRmw8XorU { memarg } => (memarg, Rmw(Xor), I64, I8),
        O::I64AtomicRmw16XorU { memarg } => (memarg, Rmw(Xor), I64, I16),
        O::I64AtomicRmw32XorU { memarg } => (memarg, Rmw(Xor), I64, I32),
        O::I32AtomicRmwXchg { memarg } => (memarg, Rmw(Xchg), I32, I32),
        O::I32AtomicRmw8XchgU { memarg } => (memarg, Rmw(Xchg), I32, I8),
        O::I32AtomicRmw16XchgU { memarg } => (memarg, Rmw(Xchg), I32, I16),
        O::I64AtomicRmwXchg { memarg } => (memarg, Rmw(Xchg), I64, I64),
        O::I64AtomicRmw8XchgU { memarg } => (memarg, Rmw(Xchg), I64, I8),
        O::I64AtomicRmw16XchgU { memarg } => (memarg, Rmw(Xchg), I64, I16),
        O::I64AtomicRmw32XchgU { memarg } => (memarg, Rmw(Xchg), I64, I32),
        O::I32AtomicRmwCmpxchg { memarg } => (memarg, Compare, I32, I32),
        O::I32AtomicRmw8CmpxchgU { memarg } => (memarg, Compare, I32, I8),
        O::I32AtomicRmw16CmpxchgU { memarg } => (memarg, Compare, I32, I16),
        O::I64AtomicRmwCmpxchg { memarg } => (memarg, Compare, I64, I64),
        O::I64AtomicRmw8CmpxchgU { memarg } => (memarg, Compare, I64, I8),
        O::I64AtomicRmw16CmpxchgU { memarg } => (memarg, Compare, I64, I16),
        O::I64AtomicRmw32CmpxchgU { memarg } => (memarg, Compare, I64, I32),
        _ => return None,
    })
}
