//! Relaxed SIMD: where the specification leaves a choice, the result is the same on each target.
//!
//! - Swizzle, truncation, choice of lanes and rounded products: as the operators that are not relaxed (`i8x16.swizzle`,
//!   `trunc_sat`, `v128.bitselect`, `i16x8.q15mulr_sat_s`).
//! - Minimum and maximum: as `pmin` and `pmax`, which are one instruction on x86-64, where `min` and `max` are ten.
//! - Multiplication with addition: two roundings. One rounding needs an instruction that the baseline of x86-64 lacks.
//! - Dot products: both operands are signed, and sums of 16 bits wrap around.

use cranelift_codegen::ir::types::{F32X4, F64X2, I8X16, I16X8, I32X4};
use cranelift_codegen::ir::{InstBuilder, Opcode, Type};
use wasmparser::Operator;

use super::{convert, float, integer, pop, pop2, pop3, shuffle};
use crate::error::Result;
use crate::translate::code::Code;
use crate::translate::env::Env;

/// Translates the operator if it is of this family.
pub(super) fn translate(env: &Env<'_>, code: &mut Code<'_>, op: &Operator<'_>) -> Result<bool> {
    match op {
        Operator::I8x16RelaxedSwizzle => shuffle::swizzle(env, code),
        Operator::I32x4RelaxedTruncF32x4S => convert::translate(env, code, &Operator::I32x4TruncSatF32x4S),
        Operator::I32x4RelaxedTruncF32x4U => convert::translate(env, code, &Operator::I32x4TruncSatF32x4U),
        Operator::I32x4RelaxedTruncF64x2SZero => {
            convert::translate(env, code, &Operator::I32x4TruncSatF64x2SZero)
        }
        Operator::I32x4RelaxedTruncF64x2UZero => {
            convert::translate(env, code, &Operator::I32x4TruncSatF64x2UZero)
        }
        Operator::I8x16RelaxedLaneselect
        | Operator::I16x8RelaxedLaneselect
        | Operator::I32x4RelaxedLaneselect
        | Operator::I64x2RelaxedLaneselect => integer::translate(code, &Operator::V128Bitselect),
        Operator::I16x8RelaxedQ15mulrS => integer::translate(code, &Operator::I16x8Q15MulrSatS),
        Operator::F32x4RelaxedMin => float::pseudo_minimum(code, F32X4),
        Operator::F64x2RelaxedMin => float::pseudo_minimum(code, F64X2),
        Operator::F32x4RelaxedMax => float::pseudo_maximum(code, F32X4),
        Operator::F64x2RelaxedMax => float::pseudo_maximum(code, F64X2),
        Operator::F32x4RelaxedMadd => multiply_add(code, F32X4),
        Operator::F64x2RelaxedMadd => multiply_add(code, F64X2),
        Operator::F32x4RelaxedNmadd => multiply_subtract(code, F32X4),
        Operator::F64x2RelaxedNmadd => multiply_subtract(code, F64X2),
        Operator::I16x8RelaxedDotI8x16I7x16S => {
            let (x, y) = pop2(code, I8X16)?;
            let value = convert::dot(code, I8X16, x, y);
            code.push(value);
            Ok(true)
        }
        Operator::I32x4RelaxedDotI8x16I7x16AddS => {
            let addend = pop(code, I32X4)?;
            let (x, y) = pop2(code, I8X16)?;
            let products = convert::dot(code, I8X16, x, y);
            let widen = [Opcode::SwidenLow, Opcode::SwidenHigh];
            let sums = convert::widened_sum(code, I16X8, widen, products);
            let value = code.build.ins().iadd(sums, addend);
            code.push(value);
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// `x * y + z`
fn multiply_add(code: &mut Code<'_>, ty: Type) -> Result<bool> {
    let (x, y, z) = pop3(code, ty)?;
    let product = code.build.ins().fmul(x, y);
    let value = code.build.ins().fadd(product, z);
    code.push(value);
    Ok(true)
}

/// `-(x * y) + z`
fn multiply_subtract(code: &mut Code<'_>, ty: Type) -> Result<bool> {
    let (x, y, z) = pop3(code, ty)?;
    let product = code.build.ins().fmul(x, y);
    let value = code.build.ins().fsub(z, product);
    code.push(value);
    Ok(true)
}
