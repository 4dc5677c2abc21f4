//! Loads and stores of vectors: whole, of half a vector that is widened, of one lane.

use cranelift_codegen::ir::types::{F32X4, F64X2, I8X16, I16X8, I32X4, I64X2};
use cranelift_codegen::ir::{InstBuilder, Type};
use wasmparser::{MemArg, Operator};

use super::pop;
use crate::error::Result;
use crate::translate::code::Code;
use crate::translate::env::Env;
use crate::translate::memory::{address, load};

/// Translates the operator if it is of this family.
pub(super) fn translate(env: &Env<'_>, code: &mut Code<'_>, op: &Operator<'_>) -> Result<bool> {
    match op {
        Operator::V128Load { memarg } => load(env, code, memarg, 16, |b, f, p, o| b.load(I8X16, f, p, o)),
        Operator::V128Load8x8S { memarg } => load(env, code, memarg, 8, |b, f, p, o| b.sload8x8(f, p, o)),
        Operator::V128Load8x8U { memarg } => load(env, code, memarg, 8, |b, f, p, o| b.uload8x8(f, p, o)),
        Operator::V128Load16x4S { memarg } => load(env, code, memarg, 8, |b, f, p, o| b.sload16x4(f, p, o)),
        Operator::V128Load16x4U { memarg } => load(env, code, memarg, 8, |b, f, p, o| b.uload16x4(f, p, o)),
        Operator::V128Load32x2S { memarg } => load(env, code, memarg, 8, |b, f, p, o| b.sload32x2(f, p, o)),
        Operator::V128Load32x2U { memarg } => load(env, code, memarg, 8, |b, f, p, o| b.uload32x2(f, p, o)),
        Operator::V128Load8Splat { memarg } => load_splat(env, code, memarg, I8X16),
        Operator::V128Load16Splat { memarg } => load_splat(env, code, memarg, I16X8),
        Operator::V128Load32Splat { memarg } => load_splat(env, code, memarg, I32X4),
        Operator::V128Load64Splat { memarg } => load_splat(env, code, memarg, I64X2),
        Operator::V128Load32Zero { memarg } => load_zero(env, code, memarg, F32X4),
        Operator::V128Load64Zero { memarg } => load_zero(env, code, memarg, F64X2),
        Operator::V128Store { memarg } => store(env, code, memarg),
        Operator::V128Load8Lane { memarg, lane } => load_lane(env, code, memarg, I8X16, *lane),
        Operator::V128Load16Lane { memarg, lane } => load_lane(env, code, memarg, I16X8, *lane),
        Operator::V128Load32Lane { memarg, lane } => load_lane(env, code, memarg, I32X4, *lane),
        Operator::V128Load64Lane { memarg, lane } => load_lane(env, code, memarg, I64X2, *lane),
        Operator::V128Store8Lane { memarg, lane } => store_lane(env, code, memarg, I8X16, *lane),
        Operator::V128Store16Lane { memarg, lane } => store_lane(env, code, memarg, I16X8, *lane),
        Operator::V128Store32Lane { memarg, lane } => store_lane(env, code, memarg, I32X4, *lane),
        Operator::V128Store64Lane { memarg, lane } => store_lane(env, code, memarg, I64X2, *lane),
        _ => Ok(false),
    }
}

/// Pushes what is in memory as one lane, as wide as the vector type says.
fn load_number(env: &Env<'_>, code: &mut Code<'_>, memarg: &MemArg, ty: Type) -> Result<bool> {
    let lane = ty.lane_type();
    load(env, code, memarg, u64::from(lane.bytes()), |b, f, p, o| b.load(lane, f, p, o))
}

/// Loads a number into every lane.
fn load_splat(env: &Env<'_>, code: &mut Code<'_>, memarg: &MemArg, ty: Type) -> Result<bool> {
    load_number(env, code, memarg, ty)?;
    let lane = code.pop()?;
    let value = code.build.ins().splat(ty, lane);
    code.push(value);
    Ok(true)
}

/// Loads a number into the first lane; the others are zero.
fn load_zero(env: &Env<'_>, code: &mut Code<'_>, memarg: &MemArg, ty: Type) -> Result<bool> {
    load_number(env, code, memarg, ty)?;
    let lane = code.pop()?;
    let value = code.build.ins().scalar_to_vector(ty, lane);
    code.push(value);
    Ok(true)
}

/// Loads a number into one lane of a vector.
fn load_lane(env: &Env<'_>, code: &mut Code<'_>, memarg: &MemArg, ty: Type, lane: u8) -> Result<bool> {
    let vector = pop(code, ty)?;
    load_number(env, code, memarg, ty)?;
    let number = code.pop()?;
    let value = code.build.ins().insertlane(vector, number, lane);
    code.push(value);
    Ok(true)
}

fn store(env: &Env<'_>, code: &mut Code<'_>, memarg: &MemArg) -> Result<bool> {
    let (index, value) = code.pop2()?;
    let access = address(env, code, memarg, 16, index)?;
    code.build.ins().store(access.flags, value, access.base, access.offset);
    Ok(true)
}

/// Stores one lane of a vector.
fn store_lane(env: &Env<'_>, code: &mut Code<'_>, memarg: &MemArg, ty: Type, lane: u8) -> Result<bool> {
    let vector = pop(code, ty)?;
    let index = code.pop()?;
    let access = address(env, code, memarg, u64::from(ty.lane_type().bytes()), index)?;
    let value = code.build.ins().extractlane(vector, lane);
    code.build.ins().store(access.flags, value, access.base, access.offset);
    Ok(true)
}
