//! Tables: elements of eight bytes each, in the context block or an allocation of the runtime.
//!
//! How an access is checked is decided in [`bounds`].

use cranelift_codegen::ir::{InstBuilder, Value, types};
use embody_abi::context::table_def;
use embody_abi::libcall::Libcall;
use wasmparser::Operator;

use super::bounds::{self, Count};
use super::code::{Code, Region};
use super::env::Env;
use super::memory::narrow;
use super::signature::POINTER;
use super::{bulk, libcall, traps};
use crate::error::Result;
use crate::link::image::{Image, Table};

/// Logarithm of an element's size in bytes.
pub(super) const ELEMENT_LOG2: i64 = 3;

/// Translates the operator if it is of this family.
pub(super) fn translate(env: &Env<'_>, code: &mut Code<'_>, op: &Operator<'_>) -> Result<bool> {
    match *op {
        Operator::TableGet { table } => {
            let index = code.pop()?;
            let value = load_element(code, env.table(table)?.1, index);
            code.push(value);
        }
        Operator::TableSet { table } => {
            let (index, value) = code.pop2()?;
            let address = bounds::element(code, env.table(table)?.1, index);
            let flags = code.guest_flags(Region::Elements, traps::TABLE_OUT_OF_BOUNDS).with_aligned();
            code.build.ins().store(flags, value, address, 0);
        }
        Operator::TableSize { table } => {
            let table = env.table(table)?.1;
            let len = len(code, table);
            let len = narrow(code, len, table.table64);
            code.push(len);
        }
        Operator::TableGrow { table } => {
            let (id, table) = env.table(table)?;
            let (init, delta) = code.pop2()?;
            let delta = bounds::wide(code, delta, table.table64);
            let number = code.build.ins().iconst(types::I32, i64::from(Image::number(id)));
            let args = [code.context, number, delta, init];
            let before = libcall::call_value(code, Libcall::table_grow, &args)?;
            let before = narrow(code, before, table.table64);
            code.push(before);
        }
        Operator::TableFill { table } => {
            let table = env.table(table)?.1;
            let (start, value, count) = code.pop3()?;
            let count = Count::new(code, count, table.table64);
            let to = bounds::table_range(code, table, start, count);
            libcall::call(code, Libcall::table_fill, &[to, value, count.value]);
        }
        Operator::TableCopy { dst_table, src_table } => {
            let (to, from, count) = code.pop3()?;
            let (to_table, from_table) = (env.table(dst_table)?.1, env.table(src_table)?.1);
            let count = Count::new(code, count, to_table.table64 && from_table.table64);
            let to = bounds::table_range(code, to_table, to, count);
            let from = bounds::table_range(code, from_table, from, count);
            copy(code, to, from, count.value);
        }
        Operator::TableInit { elem_index, table } => {
            let segment = env.element(elem_index)?;
            let (to, from, count) = code.pop3()?;
            let (from, count) = (Count::new(code, from, false), Count::new(code, count, false));
            let to = bounds::table_range(code, env.table(table)?.1, to, count);
            let available = bulk::segment_len(code, segment.len, segment.dropped);
            bounds::range(code, from, count, available, traps::TABLE_OUT_OF_BOUNDS);
            let at = code.build.ins().ishl_imm_u(from.value, ELEMENT_LOG2);
            let from = bulk::segment_address(code, segment.range, at);
            copy(code, to, from, count.value);
        }
        Operator::ElemDrop { elem_index } => bulk::drop_segment(code, env.element(elem_index)?.dropped),
        _ => return Ok(false),
    }
    Ok(true)
}

/// Loads the element at an index of the table's index type; traps if the table has none.
pub(super) fn load_element(code: &mut Code<'_>, table: &Table, index: Value) -> Value {
    let address = bounds::element(code, table, index);
    let flags = code.guest_flags(Region::Elements, traps::TABLE_OUT_OF_BOUNDS).with_aligned();
    code.build.ins().load(POINTER, flags, address, 0)
}

/// The address of a table's first element.
pub(super) fn base(code: &mut Code<'_>, table: &Table) -> Value {
    match table.inline {
        Some(at) => {
            let at = code.constant(u64::from(at));
            code.build.ins().iadd(code.context, at)
        }
        None if is_fixed(table) => code.load_constant(code.context, table.def + table_def::base),
        None => code.load_context(POINTER, Region::TableDef, table.def + table_def::base),
    }
}

/// The number of a table's elements: a constant if it never grows.
pub(super) fn len(code: &mut Code<'_>, table: &Table) -> Value {
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
