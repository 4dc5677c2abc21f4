//! Vectors of other lanes: widening, products and sums of widened lanes, floats from and to integers.
//!
//! Cranelift knows each of these patterns as one or few instructions.

use cranelift_codegen::ir::types::{F32X4, F64X2, I8X16, I16X8, I32X4, I64X2};
use cranelift_codegen::ir::{InstBuilder, Opcode, Type, Value};
use wasmparser::Operator as O;

use super::float::{choose_if_less, truncate};
use super::{binary, pop, pop2, shuffle, unary};
use crate::error::Result;
use crate::translate::code::Code;
use crate::translate::env::Env;

/// Which half of the lanes is widened, and how.
type Widen = Opcode;

/// Translates the operator if it is of this family.
pub(super) fn translate(env: &Env<'_>, code: &mut Code<'_>, op: &O<'_>) -> Result<bool> {
    if let Some((ty, widen)) = extension(op) {
        let x = pop(code, ty)?;
        let value = unary(code, widen, ty, x);
        code.push(value);
    } else if let Some((ty, widen)) = product(op) {
        let (x, y) = pop2(code, ty)?;
        let value = widened_product(code, ty, widen, x, y);
        code.push(value);
    } else if let Some((ty, low, high)) = pairwise_sum(op) {
        let x = pop(code, ty)?;
        let value = widened_sum(code, ty, [low, high], x);
        code.push(value);
    } else if let O::I32x4DotI16x8S = op {
        let (x, y) = pop2(code, I16X8)?;
        let value = dot(code, I16X8, x, y);
        code.push(value);
    } else {
        return floats(env, code, op);
    }
    Ok(true)
}

fn extension(op: &O<'_>) -> Option<(Type, Widen)> {
    Some(match op {
        O::I16x8ExtendLowI8x16S => (I8X16, Opcode::SwidenLow),
        O::I32x4ExtendLowI16x8S => (I16X8, Opcode::SwidenLow),
        O::I64x2ExtendLowI32x4S => (I32X4, Opcode::SwidenLow),
        O::I16x8ExtendLowI8x16U => (I8X16, Opcode::UwidenLow),
        O::I32x4ExtendLowI16x8U => (I16X8, Opcode::UwidenLow),
        O::I64x2ExtendLowI32x4U => (I32X4, Opcode::UwidenLow),
        O::I16x8ExtendHighI8x16S => (I8X16, Opcode::SwidenHigh),
        O::I32x4ExtendHighI16x8S => (I16X8, Opcode::SwidenHigh),
        O::I64x2ExtendHighI32x4S => (I32X4, Opcode::SwidenHigh),
        O::I16x8ExtendHighI8x16U => (I8X16, Opcode::UwidenHigh),
        O::I32x4ExtendHighI16x8U => (I16X8, Opcode::UwidenHigh),
        O::I64x2ExtendHighI32x4U => (I32X4, Opcode::UwidenHigh),
        _ => return None,
    })
}

fn product(op: &O<'_>) -> Option<(Type, Widen)> {
    Some(match op {
        O::I16x8ExtMulLowI8x16S => (I8X16, Opcode::SwidenLow),
        O::I32x4ExtMulLowI16x8S => (I16X8, Opcode::SwidenLow),
        O::I64x2ExtMulLowI32x4S => (I32X4, Opcode::SwidenLow),
        O::I16x8ExtMulLowI8x16U => (I8X16, Opcode::UwidenLow),
        O::I32x4ExtMulLowI16x8U => (I16X8, Opcode::UwidenLow),
        O::I64x2ExtMulLowI32x4U => (I32X4, Opcode::UwidenLow),
        O::I16x8ExtMulHighI8x16S => (I8X16, Opcode::SwidenHigh),
        O::I32x4ExtMulHighI16x8S => (I16X8, Opcode::SwidenHigh),
        O::I64x2ExtMulHighI32x4S => (I32X4, Opcode::SwidenHigh),
        O::I16x8ExtMulHighI8x16U => (I8X16, Opcode::UwidenHigh),
        O::I32x4ExtMulHighI16x8U => (I16X8, Opcode::UwidenHigh),
        O::I64x2ExtMulHighI32x4U => (I32X4, Opcode::UwidenHigh),
        _ => return None,
    })
}

fn pairwise_sum(op: &O<'_>) -> Option<(Type, Widen, Widen)> {
    Some(match op {
        O::I16x8ExtAddPairwiseI8x16S => (I8X16, Opcode::SwidenLow, Opcode::SwidenHigh),
        O::I32x4ExtAddPairwiseI16x8S => (I16X8, Opcode::SwidenLow, Opcode::SwidenHigh),
        O::I16x8ExtAddPairwiseI8x16U => (I8X16, Opcode::UwidenLow, Opcode::UwidenHigh),
        O::I32x4ExtAddPairwiseI16x8U => (I16X8, Opcode::UwidenLow, Opcode::UwidenHigh),
        _ => return None,
    })
}

/// Products of the lanes of half the vectors, twice as wide.
fn widened_product(code: &mut Code<'_>, ty: Type, widen: Widen, x: Value, y: Value) -> Value {
    let (x, y) = (unary(code, widen, ty, x), unary(code, widen, ty, y));
    code.build.ins().imul(x, y)
}

/// Sums of neighbouring lanes, twice as wide.
pub(super) fn widened_sum(code: &mut Code<'_>, ty: Type, widen: [Widen; 2], x: Value) -> Value {
    let [low, high] = widen.map(|widen| unary(code, widen, ty, x));
    code.build.ins().iadd_pairwise(low, high)
}

/// Sums of neighbouring signed products, twice as wide.
pub(super) fn dot(code: &mut Code<'_>, ty: Type, x: Value, y: Value) -> Value {
    let low = widened_product(code, ty, Opcode::SwidenLow, x, y);
    let high = widened_product(code, ty, Opcode::SwidenHigh, x, y);
    code.build.ins().iadd_pairwise(low, high)
}

fn floats(env: &Env<'_>, code: &mut Code<'_>, op: &O<'_>) -> Result<bool> {
    // Types of the operand and of the instruction, which is the result's unless only one is possible.
    let (from, opcode, ty) = match op {
        O::I32x4TruncSatF32x4S => (F32X4, Opcode::FcvtToSintSat, I32X4),
        O::I32x4TruncSatF32x4U => (F32X4, Opcode::FcvtToUintSat, I32X4),
        O::F32x4ConvertI32x4S => (I32X4, Opcode::FcvtFromSint, F32X4),
        O::F32x4ConvertI32x4U => (I32X4, Opcode::FcvtFromUint, F32X4),
        O::F32x4DemoteF64x2Zero => (F64X2, Opcode::Fvdemote, F32X4),
        O::F64x2PromoteLowF32x4 => (F32X4, Opcode::FvpromoteLow, F64X2),
        O::F64x2ConvertLowI32x4S => return from_low(code, Opcode::SwidenLow, Opcode::FcvtFromSint),
        O::F64x2ConvertLowI32x4U => return from_low(code, Opcode::UwidenLow, Opcode::FcvtFromUint),
        O::I32x4TruncSatF64x2SZero => return to_low(code, Opcode::FcvtToSintSat, Opcode::Snarrow),
        O::I32x4TruncSatF64x2UZero if !env.target.has_rounding => return to_low_unsigned(code),
        O::I32x4TruncSatF64x2UZero => return to_low(code, Opcode::FcvtToUintSat, Opcode::Uunarrow),
        _ => return Ok(false),
    };
    let x = pop(code, from)?;
    let value = unary(code, opcode, ty, x);
    code.push(value);
    Ok(true)
}

/// 64-bit floats of the two low integers.
fn from_low(code: &mut Code<'_>, widen: Widen, convert: Opcode) -> Result<bool> {
    let x = pop(code, I32X4)?;
    let x = unary(code, widen, I32X4, x);
    let value = unary(code, convert, F64X2, x);
    code.push(value);
    Ok(true)
}

/// Two 64-bit floats as integers that saturate at 32 bits, and two zeroes.
fn to_low(code: &mut Code<'_>, convert: Opcode, narrow: Opcode) -> Result<bool> {
    let x = pop(code, F64X2)?;
    let x = unary(code, convert, I64X2, x);
    let zero = code.vector_constant(I64X2, 0);
    let value = binary(code, narrow, I64X2, x, zero);
    code.push(value);
    Ok(true)
}

/// As [`to_low`], of unsigned integers, on a processor that has no instruction to round floats.
///
/// A float from 2⁵² up to 2⁵³ is 2⁵² and the integer that its 52 low bits are.
fn to_low_unsigned(code: &mut Code<'_>) -> Result<bool> {
    let x = pop(code, F64X2)?;
    let both = |float: f64| u128::from(float.to_bits()) << 64 | u128::from(float.to_bits());
    let [zero, most, integral] =
        [0.0, f64::from(u32::MAX), (1u64 << 52) as f64].map(|f| code.vector_constant(F64X2, both(f)));
    let x = choose_if_less(code, F64X2, [zero, x], [x, zero]);
    let x = choose_if_less(code, F64X2, [x, most], [x, most]);
    let x = truncate(code, F64X2, x);
    let x = code.build.ins().fadd(x, integral);
    let (x, zero) = (code.vector(I8X16, x), code.vector(I8X16, zero));
    let lanes = [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 20, 21, 22, 23];
    let value = shuffle::shuffle(code, lanes, x, zero);
    code.push(value);
    Ok(true)
}
