//! Vectors and their lanes: constants, and lanes from and to numbers.

use cranelift_codegen::ir::types::{F32X4, F64X2, I8, I8X16, I16, I16X8, I32, I32X4, I64X2};
use cranelift_codegen::ir::{InstBuilder, Type, Value};
use wasmparser::Operator;

use super::pop;
use crate::error::Result;
use crate::translate::code::Code;

/// Translates the operator if it is of this family.
pub(super) fn translate(code: &mut Code<'_>, op: &Operator<'_>) -> Result<bool> {
    let value = match *op {
        Operator::V128Const { value } => code.vector_constant(I8X16, value.into()),
        Operator::I8x16Splat => splat(code, I8X16)?,
        Operator::I16x8Splat => splat(code, I16X8)?,
        Operator::I32x4Splat => splat(code, I32X4)?,
        Operator::I64x2Splat => splat(code, I64X2)?,
        Operator::F32x4Splat => splat(code, F32X4)?,
        Operator::F64x2Splat => splat(code, F64X2)?,
        Operator::I8x16ExtractLaneS { lane } => {
            let value = extract(code, I8X16, lane)?;
            code.build.ins().sextend(I32, value)
        }
        Operator::I8x16ExtractLaneU { lane } => {
            let value = extract(code, I8X16, lane)?;
            code.build.ins().uextend(I32, value)
        }
        Operator::I16x8ExtractLaneS { lane } => {
            let value = extract(code, I16X8, lane)?;
            code.build.ins().sextend(I32, value)
        }
        Operator::I16x8ExtractLaneU { lane } => {
            let value = extract(code, I16X8, lane)?;
            code.build.ins().uextend(I32, value)
        }
        Operator::I32x4ExtractLane { lane } => extract(code, I32X4, lane)?,
        Operator::I64x2ExtractLane { lane } => extract(code, I64X2, lane)?,
        Operator::F32x4ExtractLane { lane } => extract(code, F32X4, lane)?,
        Operator::F64x2ExtractLane { lane } => extract(code, F64X2, lane)?,
        Operator::I8x16ReplaceLane { lane } => replace(code, I8X16, lane)?,
        Operator::I16x8ReplaceLane { lane } => replace(code, I16X8, lane)?,
        Operator::I32x4ReplaceLane { lane } => replace(code, I32X4, lane)?,
        Operator::I64x2ReplaceLane { lane } => replace(code, I64X2, lane)?,
        Operator::F32x4ReplaceLane { lane } => replace(code, F32X4, lane)?,
        Operator::F64x2ReplaceLane { lane } => replace(code, F64X2, lane)?,
        _ => return Ok(false),
    };
    code.push(value);
    Ok(true)
}

/// A vector whose lanes are all a number.
fn splat(code: &mut Code<'_>, ty: Type) -> Result<Value> {
    let value = pop_lane(code, ty)?;
    Ok(code.build.ins().splat(ty, value))
}

/// A lane, as narrow as it is.
fn extract(code: &mut Code<'_>, ty: Type, lane: u8) -> Result<Value> {
    let vector = pop(code, ty)?;
    Ok(code.build.ins().extractlane(vector, lane))
}

/// A vector with a number in place of one lane.
fn replace(code: &mut Code<'_>, ty: Type, lane: u8) -> Result<Value> {
    let value = pop_lane(code, ty)?;
    let vector = pop(code, ty)?;
    Ok(code.build.ins().insertlane(vector, value, lane))
}

/// Pops a number as a lane, of which narrow ones take the low bits of an `i32`.
fn pop_lane(code: &mut Code<'_>, ty: Type) -> Result<Value> {
    let value = code.pop()?;
    Ok(match ty.lane_type() {
        lane @ (I8 | I16) => code.build.ins().ireduce(lane, value),
        _ => value,
    })
}
