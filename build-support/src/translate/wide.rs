//! Wide arithmetic: integers of 128 bits, as two operands of 64 bits each, the low one first.

use cranelift_codegen::ir::{InstBuilder, Value, types};
use cranelift_frontend::FuncInstBuilder;
use wasmparser::Operator;

use super::code::Code;
use crate::error::Result;

/// Translates the operator if it is of this family.
pub(super) fn translate(code: &mut Code<'_>, op: &Operator<'_>) -> Result<bool> {
    match op {
        Operator::I64Add128 => binary(code, |b, x, y| b.iadd(x, y)),
        Operator::I64Sub128 => binary(code, |b, x, y| b.isub(x, y)),
        Operator::I64MulWideS => multiply(code, |b, x| b.sextend(types::I128, x)),
        Operator::I64MulWideU => multiply(code, |b, x| b.uextend(types::I128, x)),
        _ => Ok(false),
    }
}

/// Replaces two wide operands by one.
fn binary(
    code: &mut Code<'_>,
    emit: impl FnOnce(FuncInstBuilder<'_, '_>, Value, Value) -> Value,
) -> Result<bool> {
    let (low, high) = code.pop2()?;
    let y = code.build.ins().iconcat(low, high);
    let (low, high) = code.pop2()?;
    let x = code.build.ins().iconcat(low, high);
    let value = emit(code.build.ins(), x, y);
    push(code, value)
}

/// Replaces two operands by their product, to which `extend` makes them wide enough.
fn multiply(code: &mut Code<'_>, extend: impl Fn(FuncInstBuilder<'_, '_>, Value) -> Value) -> Result<bool> {
    let (x, y) = code.pop2()?;
    let (x, y) = (extend(code.build.ins(), x), extend(code.build.ins(), y));
    let value = code.build.ins().imul(x, y);
    push(code, value)
}

fn push(code: &mut Code<'_>, value: Value) -> Result<bool> {
    let (low, high) = code.build.ins().isplit(value);
    code.push(low);
    code.push(high);
    Ok(true)
}
