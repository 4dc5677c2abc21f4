//! Vectors of 128 bits: SIMD and relaxed SIMD.
//!
//! Each operator is one instruction of CLIF or a pattern of them that Cranelift knows, on vectors of the operator's
//! shape. An operand has the shape of the operator that made it and is cast where it is used, which costs nothing in
//! machine code; see [`Code::canonical`] for where it must have one shape. What Cranelift would call a symbol for, since the
//! processor has no instruction, is made of other instructions here.

mod convert;
mod float;
mod integer;
mod lanes;
mod memory;
mod relaxed;
mod shuffle;

use cranelift_codegen::ir::{InstBuilder, Opcode, Type, Value};
use wasmparser::Operator;

use super::code::Code;
use super::env::Env;
use crate::error::Result;

/// Translates the operator if it is of this family.
pub(super) fn translate(env: &Env<'_>, code: &mut Code<'_>, op: &Operator<'_>) -> Result<bool> {
    Ok(integer::translate(code, op)?
        || float::translate(env, code, op)?
        || lanes::translate(code, op)?
        || memory::translate(env, code, op)?
        || convert::translate(env, code, op)?
        || shuffle::translate(env, code, op)?
        || relaxed::translate(env, code, op)?)
}

/// Pops a vector as one of this type.
fn pop(code: &mut Code<'_>, ty: Type) -> Result<Value> {
    let value = code.pop()?;
    Ok(code.vector(ty, value))
}

/// Pops two vectors as ones of this type, of which the second one was pushed last.
fn pop2(code: &mut Code<'_>, ty: Type) -> Result<(Value, Value)> {
    let second = pop(code, ty)?;
    Ok((pop(code, ty)?, second))
}

/// Pops three vectors as ones of this type, of which the third one was pushed last.
fn pop3(code: &mut Code<'_>, ty: Type) -> Result<(Value, Value, Value)> {
    let third = pop(code, ty)?;
    let (first, second) = pop2(code, ty)?;
    Ok((first, second, third))
}

/// An instruction of one operand; `ty` is its type in CLIF: that of the result, if the operand has another one.
fn unary(code: &mut Code<'_>, opcode: Opcode, ty: Type, x: Value) -> Value {
    let (inst, dfg) = code.build.ins().Unary(opcode, ty, x);
    dfg.first_result(inst)
}

/// An instruction of two operands of this type.
fn binary(code: &mut Code<'_>, opcode: Opcode, ty: Type, x: Value, y: Value) -> Value {
    let (inst, dfg) = code.build.ins().Binary(opcode, ty, x, y);
    dfg.first_result(inst)
}
