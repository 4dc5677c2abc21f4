//! Conversions between numbers: width, sign, integers and floats, bits.

use cranelift_codegen::ir::{InstBuilder, MemFlagsData, Type, types};
use wasmparser::Operator;

use super::code::Code;
use super::numeric::unary;
use crate::error::Result;

/// Translates the operator if it is of this family.
pub(super) fn translate(code: &mut Code<'_>, op: &Operator<'_>) -> Result<bool> {
    Ok(width(code, op)? || from_float(code, op)? || to_float(code, op)?)
}

/// Extends the low bits, as wide as `from`, with their sign.
fn sign_extend(code: &mut Code<'_>, from: Type) -> Result<bool> {
    let x = code.pop()?;
    let ty = code.build.func.dfg.value_type(x);
    let low = code.build.ins().ireduce(from, x);
    let value = code.build.ins().sextend(ty, low);
    code.push(value);
    Ok(true)
}

fn width(code: &mut Code<'_>, op: &Operator<'_>) -> Result<bool> {
    match op {
        Operator::I32WrapI64 => unary(code, |b, x| b.ireduce(types::I32, x)),
        Operator::I64ExtendI32S => unary(code, |b, x| b.sextend(types::I64, x)),
        Operator::I64ExtendI32U => unary(code, |b, x| b.uextend(types::I64, x)),
        Operator::I32Extend8S | Operator::I64Extend8S => sign_extend(code, types::I8),
        Operator::I32Extend16S | Operator::I64Extend16S => sign_extend(code, types::I16),
        Operator::I64Extend32S => sign_extend(code, types::I32),
        Operator::F32DemoteF64 => unary(code, |b, x| b.fdemote(types::F32, x)),
        Operator::F64PromoteF32 => unary(code, |b, x| b.fpromote(types::F64, x)),
        Operator::I32ReinterpretF32 => unary(code, |b, x| b.bitcast(types::I32, MemFlagsData::new(), x)),
        Operator::I64ReinterpretF64 => unary(code, |b, x| b.bitcast(types::I64, MemFlagsData::new(), x)),
        Operator::F32ReinterpretI32 => unary(code, |b, x| b.bitcast(types::F32, MemFlagsData::new(), x)),
        Operator::F64ReinterpretI64 => unary(code, |b, x| b.bitcast(types::F64, MemFlagsData::new(), x)),
        _ => Ok(false),
    }
}

/// Floats to integers; those that do not saturate trap where the value does not fit.
fn from_float(code: &mut Code<'_>, op: &Operator<'_>) -> Result<bool> {
    use types::{I32, I64};
    match op {
        Operator::I32TruncF32S | Operator::I32TruncF64S => unary(code, |b, x| b.fcvt_to_sint(I32, x)),
        Operator::I32TruncF32U | Operator::I32TruncF64U => unary(code, |b, x| b.fcvt_to_uint(I32, x)),
        Operator::I64TruncF32S | Operator::I64TruncF64S => unary(code, |b, x| b.fcvt_to_sint(I64, x)),
        Operator::I64TruncF32U | Operator::I64TruncF64U => unary(code, |b, x| b.fcvt_to_uint(I64, x)),
        Operator::I32TruncSatF32S | Operator::I32TruncSatF64S => {
            unary(code, |b, x| b.fcvt_to_sint_sat(I32, x))
        }
        Operator::I32TruncSatF32U | Operator::I32TruncSatF64U => {
            unary(code, |b, x| b.fcvt_to_uint_sat(I32, x))
        }
        Operator::I64TruncSatF32S | Operator::I64TruncSatF64S => {
            unary(code, |b, x| b.fcvt_to_sint_sat(I64, x))
        }
        Operator::I64TruncSatF32U | Operator::I64TruncSatF64U => {
            unary(code, |b, x| b.fcvt_to_uint_sat(I64, x))
        }
        _ => Ok(false),
    }
}

fn to_float(code: &mut Code<'_>, op: &Operator<'_>) -> Result<bool> {
    use types::{F32, F64};
    match op {
        Operator::F32ConvertI32S | Operator::F32ConvertI64S => unary(code, |b, x| b.fcvt_from_sint(F32, x)),
        Operator::F32ConvertI32U | Operator::F32ConvertI64U => unary(code, |b, x| b.fcvt_from_uint(F32, x)),
        Operator::F64ConvertI32S | Operator::F64ConvertI64S => unary(code, |b, x| b.fcvt_from_sint(F64, x)),
        Operator::F64ConvertI32U | Operator::F64ConvertI64U => unary(code, |b, x| b.fcvt_from_uint(F64, x)),
        _ => Ok(false),
    }
}
