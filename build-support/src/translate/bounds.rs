//! Bounds checks: the one place that decides how an access to a memory or a table is checked, and why that is enough.
//!
//! In: a memory or table, an index that the guest computed, and what is known of the access. Out: where it goes. Nothing
//! here says what is done there, and no other file may add a guest's index to a base. The lengths that a check compares
//! with may be old: memories and tables never shrink. The base may not where a memory moves; nothing is called between an
//! address and its use.
//!
//! An access to a memory is one of these:
//!
//! - *Guarded.* A 32-bit memory of 64-KiB pages, unless the user chose checks, owns `MEMORY_RESERVATION_BYTES` (4 GiB) of address space from its base
//!   on, and `MEMORY_GUARD_BYTES` behind that are never accessible. An index is below 4 GiB. If the static offset and
//!   the width together fit in the guard, then every byte of the access lies between the base and the end of the guard:
//!   either in the memory, or where the hardware faults. The fault's address in the text says which trap it is.
//!   Whether a byte beyond the memory's length is accessible is decided by whole pages of the host, so this needs a
//!   length that is a multiple of them: Wasm pages of 64 KiB are, custom pages of one byte are not.
//! - *Checked.* Otherwise the end of the access is compared with the length, in one of two exact ways:
//!   - 32-bit index: `index + end > len`, where `end` is the static offset and the width. Both are below 2³⁴, so that
//!     the sum is exact in 64 bits.
//!   - 64-bit index: `index > len − end`, which needs `end ≤ len` for the difference to be exact. A length that is never
//!     below `end` is known to have it; else `len < end` is outside, too. No sum with an index of 64 bits decides
//!     anything, since it could wrap.
//!
//!   An access that is outside gets the address zero, by a conditional move that the processor does not predict
//!   (`select_spectre_guard`) and not by a branch: it faults there, and no mispredicted path can read what lies outside.
//! - *Outside*, whatever the index is: the static offset alone lies beyond every length that the memory can have. The
//!   access goes to the address zero.
//!
//! An element of a table is always checked: `index >= len` goes to the address zero. Its offset in bytes may wrap for an
//! index of 64 bits that is outside; the result is not used then.
//!
//! Ranges (bulk operators, waiting) are compared in full, and trap by a branch before anything is touched: there is no
//! instruction of the guest's whose fault could tell. `len > limit − start` and the like follow the same two ways.
//!
//! Checks are not left out here because an earlier one implies them. Two of the same index and the same end are one
//! value for Cranelift, which keeps the first; others would need a proof of their own.

use cranelift_codegen::entity::EntityRef;
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, MemFlagsData, TrapCode, Value};
use embody_abi::limits::MEMORY_GUARD_BYTES;

use super::code::{Code, Region};
use super::{memory, table, traps};
use crate::link::image::{Memory, MemoryId, Table};

/// How to access memory.
pub(super) struct Access {
    /// Flags of the access.
    pub(super) flags: MemFlagsData,
    /// The address, but for the offset.
    pub(super) base: Value,
    /// What is to be added to it.
    pub(super) offset: i32,
}

/// Where an access of `width` bytes at a static offset goes. It traps there if it is out of bounds.
pub(super) fn access(
    code: &mut Code<'_>,
    (id, memory): (MemoryId, &Memory),
    offset: u64,
    width: u64,
    index: Value,
) -> Access {
    let flags = code.guest_flags(Region::Memory(id.index()), traps::MEMORY_OUT_OF_BOUNDS);
    let end = offset.checked_add(width);
    if memory.is_guarded()
        && end.is_some_and(|end| end <= MEMORY_GUARD_BYTES)
        && let Ok(offset) = i32::try_from(offset)
    {
        let base = memory::base(code, memory);
        let index = code.extend(index);
        let base = code.build.ins().iadd(base, index);
        return Access { flags, base, offset };
    }
    let Some(end) = end.filter(|end| *end <= most_bytes(memory)) else {
        let base = code.constant(0);
        return Access { flags, base, offset: 0 };
    };
    let base = memory::base(code, memory);
    let index = wide(code, index, memory.ty.memory64);
    let outside = is_outside(code, memory, index, end);
    let address = code.build.ins().iadd(base, index);
    let offset = code.constant(offset);
    let address = code.build.ins().iadd(address, offset);
    let null = code.constant(0);
    let base = code.build.ins().select_spectre_guard(outside, null, address);
    Access { flags, base, offset: 0 }
}

/// Bytes that a memory can have at most while the guest runs.
fn most_bytes(memory: &Memory) -> u64 {
    match memory.min_bytes() {
        Some(len) if memory.is_fixed() => len,
        _ => memory.max_bytes(),
    }
}

/// Whether `end` bytes from an index of 64 bits on are not all in a memory that can have so many.
fn is_outside(code: &mut Code<'_>, memory: &Memory, index: Value, end: u64) -> Value {
    let len = memory::len_bytes(code, memory);
    let end_value = code.constant(end);
    if !memory.ty.memory64 {
        let end = code.build.ins().iadd(index, end_value);
        return code.build.ins().icmp(IntCC::UnsignedGreaterThan, end, len);
    }
    let room = code.build.ins().isub(len, end_value);
    let outside = code.build.ins().icmp(IntCC::UnsignedGreaterThan, index, room);
    if memory.min_bytes().is_some_and(|min| end <= min) {
        return outside;
    }
    let short = code.build.ins().icmp(IntCC::UnsignedLessThan, len, end_value);
    code.build.ins().bor(short, outside)
}

/// The address that an access of `width` bytes at a static offset has; traps here unless all of it is in the memory.
pub(super) fn checked_address(
    code: &mut Code<'_>,
    memory: &Memory,
    offset: u64,
    width: u64,
    index: Value,
) -> Value {
    let base = memory::base(code, memory);
    let index = wide(code, index, memory.ty.memory64);
    let outside = match offset.checked_add(width).filter(|end| *end <= most_bytes(memory)) {
        Some(end) => is_outside(code, memory, index, end),
        None => code.constant(1),
    };
    code.build.ins().trapnz(outside, traps::MEMORY_OUT_OF_BOUNDS);
    let address = code.build.ins().iadd(base, index);
    let offset = code.constant(offset);
    code.build.ins().iadd(address, offset)
}

/// The address of a table's element, or zero if the table has none of this index.
pub(super) fn element(code: &mut Code<'_>, table: &Table, index: Value) -> Value {
    let index = wide(code, index, table.table64);
    let len = table::len(code, table);
    let outside = code.build.ins().icmp(IntCC::UnsignedGreaterThanOrEqual, index, len);
    let address = element_at(code, table, index);
    let null = code.constant(0);
    code.build.ins().select_spectre_guard(outside, null, address)
}

/// How many of something, and whether the number is one of 64 bits that nothing else bounds.
#[derive(Clone, Copy)]
pub(super) struct Count {
    /// The number, as 64 bits.
    pub(super) value: Value,
    /// Whether it may be any number of 64 bits.
    pub(super) is_wide: bool,
}

impl Count {
    /// The number that an operand of 64 or 32 bits is.
    pub(super) fn new(code: &mut Code<'_>, operand: Value, is_wide: bool) -> Self {
        Self { value: wide(code, operand, is_wide), is_wide }
    }
}

/// The address of a range of a memory; traps if the memory has not all of it.
pub(super) fn memory_range(code: &mut Code<'_>, memory: &Memory, start: Value, len: Count) -> Value {
    let start = Count::new(code, start, memory.ty.memory64);
    let limit = memory::len_bytes(code, memory);
    range(code, start, len, limit, traps::MEMORY_OUT_OF_BOUNDS);
    let base = memory::base(code, memory);
    code.build.ins().iadd(base, start.value)
}

/// The address of a range of elements; traps if the table has not all of it.
pub(super) fn table_range(code: &mut Code<'_>, table: &Table, start: Value, count: Count) -> Value {
    let start = Count::new(code, start, table.table64);
    let limit = table::len(code, table);
    range(code, start, count, limit, traps::TABLE_OUT_OF_BOUNDS);
    element_at(code, table, start.value)
}

/// Traps unless `start + len <= limit`.
pub(super) fn range(code: &mut Code<'_>, start: Count, len: Count, limit: Value, trap: TrapCode) {
    let outside = if start.is_wide || len.is_wide {
        // Exact if `len` is not above the limit, and without meaning otherwise.
        let room = code.build.ins().isub(limit, len.value);
        let behind = code.build.ins().icmp(IntCC::UnsignedGreaterThan, start.value, room);
        let long = code.build.ins().icmp(IntCC::UnsignedGreaterThan, len.value, limit);
        code.build.ins().bor(long, behind)
    } else {
        let end = code.build.ins().iadd(start.value, len.value);
        code.build.ins().icmp(IntCC::UnsignedGreaterThan, end, limit)
    };
    code.build.ins().trapnz(outside, trap);
}

/// The address that an element of this index has if there is one.
fn element_at(code: &mut Code<'_>, table: &Table, index: Value) -> Value {
    let base = table::base(code, table);
    let bytes = code.build.ins().ishl_imm_u(index, table::ELEMENT_LOG2);
    code.build.ins().iadd(base, bytes)
}

/// An operand of an index type, as 64 bits.
pub(super) fn wide(code: &mut Code<'_>, operand: Value, is_wide: bool) -> Value {
    if is_wide { operand } else { code.extend(operand) }
}
