//! Numbers: constants, arithmetic, comparisons. Conversions are in [`convert`](super::convert).
//!
//! Most operators of Wasm are one instruction of CLIF with the same meaning, including what traps.

use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::immediates::{Ieee32, Ieee64};
use cranelift_codegen::ir::{InstBuilder, Type, Value, types};
use cranelift_frontend::FuncInstBuilder;
use embody_abi::libcall::Libcall;
use wasmparser::Operator;

use super::code::Code;
use super::env::Env;
use super::libcall;
use crate::error::Result;

/// A constant of a Wasm type other than `v128`, from its bits.
pub(super) fn constant(code: &mut Code<'_>, ty: Type, bits: u64) -> Value {
    match ty {
        types::F32 => code.build.ins().f32const(Ieee32::with_bits(low(bits))),
        types::F64 => code.build.ins().f64const(Ieee64::with_bits(bits)),
        types::I32 => code.build.ins().iconst(types::I32, i64::from(low(bits))),
        _ => code.constant(bits),
    }
}

fn low(bits: u64) -> u32 {
    u32::try_from(bits & 0xffff_ffff).unwrap_or(0)
}

/// Translates the operator if it is of this family.
pub(super) fn translate(env: &Env<'_>, code: &mut Code<'_>, op: &Operator<'_>) -> Result<bool> {
    match *op {
        Operator::I32Const { value } => push_constant(code, types::I32, u64::from(value.cast_unsigned())),
        Operator::I64Const { value } => push_constant(code, types::I64, value.cast_unsigned()),
        Operator::F32Const { value } => push_constant(code, types::F32, u64::from(value.bits())),
        Operator::F64Const { value } => push_constant(code, types::F64, value.bits()),
        _ => {
            return Ok(integer_arithmetic(code, op)?
                || comparison(code, op)?
                || float_arithmetic(code, op)?
                || rounding(env, code, op)?);
        }
    }
    Ok(true)
}

fn push_constant(code: &mut Code<'_>, ty: Type, bits: u64) {
    let value = constant(code, ty, bits);
    code.push(value);
}

/// Replaces one operand.
pub(super) fn unary(
    code: &mut Code<'_>,
    emit: impl FnOnce(FuncInstBuilder<'_, '_>, Value) -> Value,
) -> Result<bool> {
    let x = code.pop()?;
    let value = emit(code.build.ins(), x);
    code.push(value);
    Ok(true)
}

/// Replaces two operands by one value.
fn binary(
    code: &mut Code<'_>,
    emit: impl FnOnce(FuncInstBuilder<'_, '_>, Value, Value) -> Value,
) -> Result<bool> {
    let (x, y) = code.pop2()?;
    let value = emit(code.build.ins(), x, y);
    code.push(value);
    Ok(true)
}

fn integer_arithmetic(code: &mut Code<'_>, op: &Operator<'_>) -> Result<bool> {
    match op {
        Operator::I32Add | Operator::I64Add => binary(code, |b, x, y| b.iadd(x, y)),
        Operator::I32Sub | Operator::I64Sub => binary(code, |b, x, y| b.isub(x, y)),
        Operator::I32Mul | Operator::I64Mul => binary(code, |b, x, y| b.imul(x, y)),
        Operator::I32DivS | Operator::I64DivS => binary(code, |b, x, y| b.sdiv(x, y)),
        Operator::I32DivU | Operator::I64DivU => binary(code, |b, x, y| b.udiv(x, y)),
        Operator::I32RemS | Operator::I64RemS => binary(code, |b, x, y| b.srem(x, y)),
        Operator::I32RemU | Operator::I64RemU => binary(code, |b, x, y| b.urem(x, y)),
        Operator::I32And | Operator::I64And => binary(code, |b, x, y| b.band(x, y)),
        Operator::I32Or | Operator::I64Or => binary(code, |b, x, y| b.bor(x, y)),
        Operator::I32Xor | Operator::I64Xor => binary(code, |b, x, y| b.bxor(x, y)),
        Operator::I32Shl | Operator::I64Shl => binary(code, |b, x, y| b.ishl(x, y)),
        Operator::I32ShrS | Operator::I64ShrS => binary(code, |b, x, y| b.sshr(x, y)),
        Operator::I32ShrU | Operator::I64ShrU => binary(code, |b, x, y| b.ushr(x, y)),
        Operator::I32Rotl | Operator::I64Rotl => binary(code, |b, x, y| b.rotl(x, y)),
        Operator::I32Rotr | Operator::I64Rotr => binary(code, |b, x, y| b.rotr(x, y)),
        Operator::I32Clz | Operator::I64Clz => unary(code, |b, x| b.clz(x)),
        Operator::I32Ctz | Operator::I64Ctz => unary(code, |b, x| b.ctz(x)),
        Operator::I32Popcnt | Operator::I64Popcnt => unary(code, |b, x| b.popcnt(x)),
        _ => Ok(false),
    }
}

/// A comparison of integers, whose result is an `i32`.
fn compare(code: &mut Code<'_>, condition: IntCC) -> Result<bool> {
    let (x, y) = code.pop2()?;
    let flag = code.build.ins().icmp(condition, x, y);
    push_flag(code, flag)
}

/// A comparison of floats.
fn compare_float(code: &mut Code<'_>, condition: FloatCC) -> Result<bool> {
    let (x, y) = code.pop2()?;
    let flag = code.build.ins().fcmp(condition, x, y);
    push_flag(code, flag)
}

/// Pushes CLIF's truth value, a byte, as Wasm's, an `i32`.
pub(super) fn push_flag(code: &mut Code<'_>, flag: Value) -> Result<bool> {
    let value = code.build.ins().uextend(types::I32, flag);
    code.push(value);
    Ok(true)
}

fn comparison(code: &mut Code<'_>, op: &Operator<'_>) -> Result<bool> {
    match op {
        Operator::I32Eqz | Operator::I64Eqz => {
            let x = code.pop()?;
            let zero = constant(code, code.build.func.dfg.value_type(x), 0);
            let flag = code.build.ins().icmp(IntCC::Equal, x, zero);
            push_flag(code, flag)
        }
        Operator::I32Eq | Operator::I64Eq => compare(code, IntCC::Equal),
        Operator::I32Ne | Operator::I64Ne => compare(code, IntCC::NotEqual),
        Operator::I32LtS | Operator::I64LtS => compare(code, IntCC::SignedLessThan),
        Operator::I32LtU | Operator::I64LtU => compare(code, IntCC::UnsignedLessThan),
        Operator::I32GtS | Operator::I64GtS => compare(code, IntCC::SignedGreaterThan),
        Operator::I32GtU | Operator::I64GtU => compare(code, IntCC::UnsignedGreaterThan),
        Operator::I32LeS | Operator::I64LeS => compare(code, IntCC::SignedLessThanOrEqual),
        Operator::I32LeU | Operator::I64LeU => compare(code, IntCC::UnsignedLessThanOrEqual),
        Operator::I32GeS | Operator::I64GeS => compare(code, IntCC::SignedGreaterThanOrEqual),
        Operator::I32GeU | Operator::I64GeU => compare(code, IntCC::UnsignedGreaterThanOrEqual),
        Operator::F32Eq | Operator::F64Eq => compare_float(code, FloatCC::Equal),
        Operator::F32Ne | Operator::F64Ne => compare_float(code, FloatCC::NotEqual),
        Operator::F32Lt | Operator::F64Lt => compare_float(code, FloatCC::LessThan),
        Operator::F32Gt | Operator::F64Gt => compare_float(code, FloatCC::GreaterThan),
        Operator::F32Le | Operator::F64Le => compare_float(code, FloatCC::LessThanOrEqual),
        Operator::F32Ge | Operator::F64Ge => compare_float(code, FloatCC::GreaterThanOrEqual),
        _ => Ok(false),
    }
}

fn float_arithmetic(code: &mut Code<'_>, op: &Operator<'_>) -> Result<bool> {
    match op {
        Operator::F32Add | Operator::F64Add => binary(code, |b, x, y| b.fadd(x, y)),
        Operator::F32Sub | Operator::F64Sub => binary(code, |b, x, y| b.fsub(x, y)),
        Operator::F32Mul | Operator::F64Mul => binary(code, |b, x, y| b.fmul(x, y)),
        Operator::F32Div | Operator::F64Div => binary(code, |b, x, y| b.fdiv(x, y)),
        Operator::F32Min | Operator::F64Min => binary(code, |b, x, y| b.fmin(x, y)),
        Operator::F32Max | Operator::F64Max => binary(code, |b, x, y| b.fmax(x, y)),
        Operator::F32Copysign | Operator::F64Copysign => binary(code, |b, x, y| b.fcopysign(x, y)),
        Operator::F32Abs | Operator::F64Abs => unary(code, |b, x| b.fabs(x)),
        Operator::F32Neg | Operator::F64Neg => unary(code, |b, x| b.fneg(x)),
        Operator::F32Sqrt | Operator::F64Sqrt => unary(code, |b, x| b.sqrt(x)),
        _ => Ok(false),
    }
}

/// Rounding to an integral float: by an instruction, or a libcall where the machine has none. Cranelift would make
/// the libcall itself, but as a relocation to a symbol outside the text.
fn rounding(env: &Env<'_>, code: &mut Code<'_>, op: &Operator<'_>) -> Result<bool> {
    let fallback = match op {
        Operator::F32Ceil => Libcall::f32_ceil,
        Operator::F32Floor => Libcall::f32_floor,
        Operator::F32Trunc => Libcall::f32_trunc,
        Operator::F32Nearest => Libcall::f32_nearest,
        Operator::F64Ceil => Libcall::f64_ceil,
        Operator::F64Floor => Libcall::f64_floor,
        Operator::F64Trunc => Libcall::f64_trunc,
        Operator::F64Nearest => Libcall::f64_nearest,
        _ => return Ok(false),
    };
    if !env.target.has_rounding {
        let x = code.pop()?;
        let value = libcall::call_value(code, fallback, &[x])?;
        code.push(value);
        return Ok(true);
    }
    match op {
        Operator::F32Ceil | Operator::F64Ceil => unary(code, |b, x| b.ceil(x)),
        Operator::F32Floor | Operator::F64Floor => unary(code, |b, x| b.floor(x)),
        Operator::F32Trunc | Operator::F64Trunc => unary(code, |b, x| b.trunc(x)),
        _ => unary(code, |b, x| b.nearest(x)),
    }
}
