//! Vectors of integers, and of bits: arithmetic, comparisons, shifts, tests.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::types::{I8X16, I16X8, I32, I32X4, I64X2};
use cranelift_codegen::ir::{InstBuilder, Opcode, Type};
use wasmparser::Operator as O;

use super::{binary, pop, pop2, pop3, unary};
use crate::error::Result;
use crate::translate::code::Code;
use crate::translate::numeric::push_flag;

/// Translates the operator if it is of this family.
pub(super) fn translate(code: &mut Code<'_>, op: &O<'_>) -> Result<bool> {
    if let Some((ty, opcode)) = of_two(op) {
        let (x, y) = pop2(code, ty)?;
        let value = binary(code, opcode, ty, x, y);
        code.push(value);
    } else if let Some((ty, condition)) = comparison(op) {
        let (x, y) = pop2(code, ty)?;
        let value = code.build.ins().icmp(condition, x, y);
        code.push(value);
    } else if let Some((ty, opcode)) = of_one(op) {
        let x = pop(code, ty)?;
        let value = unary(code, opcode, ty, x);
        code.push(value);
    } else if let Some((ty, opcode)) = shift(op) {
        let count = code.pop()?;
        let x = pop(code, ty)?;
        let value = binary(code, opcode, ty, x, count);
        code.push(value);
    } else {
        return whole(code, op);
    }
    Ok(true)
}

fn of_one(op: &O<'_>) -> Option<(Type, Opcode)> {
    Some(match op {
        O::V128Not => (I8X16, Opcode::Bnot),
        O::I8x16Abs => (I8X16, Opcode::Iabs),
        O::I16x8Abs => (I16X8, Opcode::Iabs),
        O::I32x4Abs => (I32X4, Opcode::Iabs),
        O::I64x2Abs => (I64X2, Opcode::Iabs),
        O::I8x16Neg => (I8X16, Opcode::Ineg),
        O::I16x8Neg => (I16X8, Opcode::Ineg),
        O::I32x4Neg => (I32X4, Opcode::Ineg),
        O::I64x2Neg => (I64X2, Opcode::Ineg),
        O::I8x16Popcnt => (I8X16, Opcode::Popcnt),
        _ => return None,
    })
}

fn of_two(op: &O<'_>) -> Option<(Type, Opcode)> {
    Some(match op {
        O::V128And => (I8X16, Opcode::Band),
        O::V128Or => (I8X16, Opcode::Bor),
        O::V128Xor => (I8X16, Opcode::Bxor),
        O::I8x16Add => (I8X16, Opcode::Iadd),
        O::I16x8Add => (I16X8, Opcode::Iadd),
        O::I32x4Add => (I32X4, Opcode::Iadd),
        O::I64x2Add => (I64X2, Opcode::Iadd),
        O::I8x16Sub => (I8X16, Opcode::Isub),
        O::I16x8Sub => (I16X8, Opcode::Isub),
        O::I32x4Sub => (I32X4, Opcode::Isub),
        O::I64x2Sub => (I64X2, Opcode::Isub),
        O::I16x8Mul => (I16X8, Opcode::Imul),
        O::I32x4Mul => (I32X4, Opcode::Imul),
        O::I64x2Mul => (I64X2, Opcode::Imul),
        O::I8x16AddSatS => (I8X16, Opcode::SaddSat),
        O::I16x8AddSatS => (I16X8, Opcode::SaddSat),
        O::I8x16AddSatU => (I8X16, Opcode::UaddSat),
        O::I16x8AddSatU => (I16X8, Opcode::UaddSat),
        O::I8x16SubSatS => (I8X16, Opcode::SsubSat),
        O::I16x8SubSatS => (I16X8, Opcode::SsubSat),
        O::I8x16SubSatU => (I8X16, Opcode::UsubSat),
        O::I16x8SubSatU => (I16X8, Opcode::UsubSat),
        O::I8x16MinS => (I8X16, Opcode::Smin),
        O::I16x8MinS => (I16X8, Opcode::Smin),
        O::I32x4MinS => (I32X4, Opcode::Smin),
        O::I8x16MinU => (I8X16, Opcode::Umin),
        O::I16x8MinU => (I16X8, Opcode::Umin),
        O::I32x4MinU => (I32X4, Opcode::Umin),
        O::I8x16MaxS => (I8X16, Opcode::Smax),
        O::I16x8MaxS => (I16X8, Opcode::Smax),
        O::I32x4MaxS => (I32X4, Opcode::Smax),
        O::I8x16MaxU => (I8X16, Opcode::Umax),
        O::I16x8MaxU => (I16X8, Opcode::Umax),
        O::I32x4MaxU => (I32X4, Opcode::Umax),
        O::I8x16AvgrU => (I8X16, Opcode::AvgRound),
        O::I16x8AvgrU => (I16X8, Opcode::AvgRound),
        O::I16x8Q15MulrSatS => (I16X8, Opcode::SqmulRoundSat),
        O::I8x16NarrowI16x8S => (I16X8, Opcode::Snarrow),
        O::I16x8NarrowI32x4S => (I32X4, Opcode::Snarrow),
        O::I8x16NarrowI16x8U => (I16X8, Opcode::Unarrow),
        O::I16x8NarrowI32x4U => (I32X4, Opcode::Unarrow),
        _ => return None,
    })
}

/// Shifts of each lane; CLIF counts modulo the lane's width, as Wasm does.
fn shift(op: &O<'_>) -> Option<(Type, Opcode)> {
    Some(match op {
        O::I8x16Shl => (I8X16, Opcode::Ishl),
        O::I16x8Shl => (I16X8, Opcode::Ishl),
        O::I32x4Shl => (I32X4, Opcode::Ishl),
        O::I64x2Shl => (I64X2, Opcode::Ishl),
        O::I8x16ShrS => (I8X16, Opcode::Sshr),
        O::I16x8ShrS => (I16X8, Opcode::Sshr),
        O::I32x4ShrS => (I32X4, Opcode::Sshr),
        O::I64x2ShrS => (I64X2, Opcode::Sshr),
        O::I8x16ShrU => (I8X16, Opcode::Ushr),
        O::I16x8ShrU => (I16X8, Opcode::Ushr),
        O::I32x4ShrU => (I32X4, Opcode::Ushr),
        O::I64x2ShrU => (I64X2, Opcode::Ushr),
        _ => return None,
    })
}

/// Comparisons of each lane, which becomes all ones or all zeroes.
fn comparison(op: &O<'_>) -> Option<(Type, IntCC)> {
    Some(match op {
        O::I8x16Eq => (I8X16, IntCC::Equal),
        O::I16x8Eq => (I16X8, IntCC::Equal),
        O::I32x4Eq => (I32X4, IntCC::Equal),
        O::I64x2Eq => (I64X2, IntCC::Equal),
        O::I8x16Ne => (I8X16, IntCC::NotEqual),
        O::I16x8Ne => (I16X8, IntCC::NotEqual),
        O::I32x4Ne => (I32X4, IntCC::NotEqual),
        O::I64x2Ne => (I64X2, IntCC::NotEqual),
        O::I8x16LtS => (I8X16, IntCC::SignedLessThan),
        O::I16x8LtS => (I16X8, IntCC::SignedLessThan),
        O::I32x4LtS => (I32X4, IntCC::SignedLessThan),
        O::I64x2LtS => (I64X2, IntCC::SignedLessThan),
        O::I8x16LtU => (I8X16, IntCC::UnsignedLessThan),
        O::I16x8LtU => (I16X8, IntCC::UnsignedLessThan),
        O::I32x4LtU => (I32X4, IntCC::UnsignedLessThan),
        O::I8x16GtS => (I8X16, IntCC::SignedGreaterThan),
        O::I16x8GtS => (I16X8, IntCC::SignedGreaterThan),
        O::I32x4GtS => (I32X4, IntCC::SignedGreaterThan),
        O::I64x2GtS => (I64X2, IntCC::SignedGreaterThan),
        O::I8x16GtU => (I8X16, IntCC::UnsignedGreaterThan),
        O::I16x8GtU => (I16X8, IntCC::UnsignedGreaterThan),
        O::I32x4GtU => (I32X4, IntCC::UnsignedGreaterThan),
        O::I8x16LeS => (I8X16, IntCC::SignedLessThanOrEqual),
        O::I16x8LeS => (I16X8, IntCC::SignedLessThanOrEqual),
        O::I32x4LeS => (I32X4, IntCC::SignedLessThanOrEqual),
        O::I64x2LeS => (I64X2, IntCC::SignedLessThanOrEqual),
        O::I8x16LeU => (I8X16, IntCC::UnsignedLessThanOrEqual),
        O::I16x8LeU => (I16X8, IntCC::UnsignedLessThanOrEqual),
        O::I32x4LeU => (I32X4, IntCC::UnsignedLessThanOrEqual),
        O::I8x16GeS => (I8X16, IntCC::SignedGreaterThanOrEqual),
        O::I16x8GeS => (I16X8, IntCC::SignedGreaterThanOrEqual),
        O::I32x4GeS => (I32X4, IntCC::SignedGreaterThanOrEqual),
        O::I64x2GeS => (I64X2, IntCC::SignedGreaterThanOrEqual),
        O::I8x16GeU => (I8X16, IntCC::UnsignedGreaterThanOrEqual),
        O::I16x8GeU => (I16X8, IntCC::UnsignedGreaterThanOrEqual),
        O::I32x4GeU => (I32X4, IntCC::UnsignedGreaterThanOrEqual),
        _ => return None,
    })
}

/// What asks about all lanes at once, and what chooses bits.
fn whole(code: &mut Code<'_>, op: &O<'_>) -> Result<bool> {
    match op {
        O::V128AndNot => {
            let (x, y) = pop2(code, I8X16)?;
            let value = code.build.ins().band_not(x, y);
            code.push(value);
            Ok(true)
        }
        O::V128Bitselect => {
            let (x, y, choice) = pop3(code, I8X16)?;
            let value = code.build.ins().bitselect(choice, x, y);
            code.push(value);
            Ok(true)
        }
        O::V128AnyTrue => {
            let x = pop(code, I8X16)?;
            let flag = code.build.ins().vany_true(x);
            push_flag(code, flag)
        }
        O::I8x16AllTrue => all_true(code, I8X16),
        O::I16x8AllTrue => all_true(code, I16X8),
        O::I32x4AllTrue => all_true(code, I32X4),
        O::I64x2AllTrue => all_true(code, I64X2),
        O::I8x16Bitmask => bitmask(code, I8X16),
        O::I16x8Bitmask => bitmask(code, I16X8),
        O::I32x4Bitmask => bitmask(code, I32X4),
        O::I64x2Bitmask => bitmask(code, I64X2),
        _ => Ok(false),
    }
}

fn all_true(code: &mut Code<'_>, ty: Type) -> Result<bool> {
    let x = pop(code, ty)?;
    let flag = code.build.ins().vall_true(x);
    push_flag(code, flag)
}

fn bitmask(code: &mut Code<'_>, ty: Type) -> Result<bool> {
    let x = pop(code, ty)?;
    let value = code.build.ins().vhigh_bits(I32, x);
    code.push(value);
    Ok(true)
}
