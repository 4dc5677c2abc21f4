//! Tables: elements of eight bytes each, in the context block or an allocation of the runtime.
//!
//! A single element is reached like checked memory is (see [`memory`](super::memory)): an index outside becomes the
//! address zero by a conditional move, and the access traps there. Ranges are checked in full before anything is
//! written.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, Value, types};
use embody_abi::context::table_def;
use embody_abi::libcall::Libcall;
use wasmparser::Operator;

use super::code::{Code, Region};
use super::env::Env;
use super::signature::POINTER;
use super::{bulk, libcall, traps};
use crate::error::{Error, Result};
use crate::link::image::{Image, Table, TableId};

/// Logarithm of an element's size in bytes.
const ELEMENT_LOG2: i64 = 3;

/// Translates the operator if it is of this family.
pub(super) fn translate(env: &Env<'_>, code: &mut Code<'_>, op: &Operator<'_>) -> Result<bool> {
    match *op {
        Operator::TableGet { table } => {
            let index = code.pop()?;
            let value = load_element(code, self::table(env, table)?.1, index);
            code.push(value);
        }
        Operator::TableSet { table } => {
            let (index, value) = code.pop2()?;
            let address = element(code, self::table(env, table)?.1, index);
            let flags = code.guest_flags(Region::Elements, traps::TABLE_OUT_OF_BOUNDS).with_aligned();
            code.build.ins().store(flags, value, address, 0);
        }
        Operator::TableSize { table } => {
            let len = len(code, self::table(env, table)?.1);
            let len = code.build.ins().ireduce(types::I32, len);
            code.push(len);
        }
        Operator::TableGrow { table } => {
            let (id, _) = self::table(env, table)?;
            let (init, delta) = code.pop2()?;
            let delta = code.extend(delta);
            let number = code.build.ins().iconst(types::I32, i64::from(Image::number(id)));
            let args = [code.context, number, delta, init];
            let before = libcall::call_value(code, Libcall::table_grow, &args)?;
            let before = code.build.ins().ireduce(types::I32, before);
            code.push(before);
        }
        Operator::TableFill { table } => {
            let (start, value, count) = code.pop3()?;
            let count = code.extend(count);
            let to = range(code, self::table(env, table)?.1, start, count);
            libcall::call(code, Libcall::table_fill, &[to, value, count]);
        }
        Operator::TableCopy { dst_table, src_table } => {
            let (to, from, count) = code.pop3()?;
            let count = code.extend(count);
            let to = range(code, table(env, dst_table)?.1, to, count);
            let from = range(code, table(env, src_table)?.1, from, count);
            copy(code, to, from, count);
        }
        Operator::TableInit { elem_index, table } => {
            let segment = env.element(elem_index)?;
            let (to, from, count) = code.pop3()?;
            let (from, count) = (code.extend(from), code.extend(count));
            let to = range(code, self::table(env, table)?.1, to, count);
            let available = bulk::segment_len(code, segment.len, segment.dropped);
            code.check_range(from, count, available, traps::TABLE_OUT_OF_BOUNDS);
            let at = code.build.ins().ishl_imm_u(from, ELEMENT_LOG2);
            let from = bulk::segment_address(code, segment.range, at);
            copy(code, to, from, count);
        }
        Operator::ElemDrop { elem_index } => bulk::drop_segment(code, env.element(elem_index)?.dropped),
        _ => return Ok(false),
    }
    Ok(true)
}

/// A table, if it is of a kind that is supported.
pub(super) fn table<'i>(env: &Env<'i>, index: u32) -> Result<(TableId, &'i Table)> {
    let (id, table) = env.table(index)?;
    if table.table64 {
        return Err(Error::unsupported_anywhere("64-bit tables"));
    }
    Ok((id, table))
}

/// Loads the element at an index of 32 bits; traps if the table has none.
pub(super) fn load_element(code: &mut Code<'_>, table: &Table, index: Value) -> Value {
    let address = element(code, table, index);
    let flags = code.guest_flags(Region::Elements, traps::TABLE_OUT_OF_BOUNDS).with_aligned();
    code.build.ins().load(POINTER, flags, address, 0)
}

/// The address of an element, or zero if the table has none.
fn element(code: &mut Code<'_>, table: &Table, index: Value) -> Value {
    let index = code.extend(index);
    let len = len(code, table);
    let outside = code.build.ins().icmp(IntCC::UnsignedGreaterThanOrEqual, index, len);
    let address = offset(code, table, index);
    let null = code.constant(0);
    code.build.ins().select_spectre_guard(outside, null, address)
}

/// The address of a range of elements; traps if the table has not all of it.
fn range(code: &mut Code<'_>, table: &Table, start: Value, count: Value) -> Value {
    let start = code.extend(start);
    let limit = len(code, table);
    code.check_range(start, count, limit, traps::TABLE_OUT_OF_BOUNDS);
    offset(code, table, start)
}

/// The address that an element of this index has if there is one.
fn offset(code: &mut Code<'_>, table: &Table, index: Value) -> Value {
    let base = match table.inline {
        Some(at) => {
            let at = code.constant(u64::from(at));
            code.build.ins().iadd(code.context, at)
        }
        None if is_fixed(table) => code.load_constant(code.context, table.def + table_def::base),
        None => code.load_context(POINTER, Region::TableDef, table.def + table_def::base),
    };
    let bytes = code.build.ins().ishl_imm_u(index, ELEMENT_LOG2);
    code.build.ins().iadd(base, bytes)
}

fn len(code: &mut Code<'_>, table: &Table) -> Value {
    if is_fixed(table) {
        code.constant(table.min)
    } else {
        code.load_context(types::I64, Region::TableDef, table.def + table_def::len)
    }
}

/// Whether the table can never grow, so that neither its length nor its place changes.
fn is_fixed(table: &Table) -> bool {
    table.inline.is_some() || !table.grows || table.min == table.max
}

fn copy(code: &mut Code<'_>, to: Value, from: Value, count: Value) {
    let len = code.build.ins().ishl_imm_u(count, ELEMENT_LOG2);
    libcall::call(code, Libcall::memory_copy, &[to, from, len]);
}
