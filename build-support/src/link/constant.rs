//! Constant expressions, evaluated.
//!
//! Everything that they may name is known when an image is linked: immutable globals have constant values themselves.

use embody_abi::context::reference;
use wasmparser::{ConstExpr, Operator};

use super::image::{Const, CoreInstance, Image};
use crate::error::{Error, Result};

/// The value of a constant expression in an instance whose imports are resolved.
pub(super) fn evaluate(image: &Image<'_>, instance: &CoreInstance, expr: &ConstExpr<'_>) -> Result<Const> {
    let mut stack: Vec<Const> = Vec::new();
    for item in expr.get_operators_reader().into_iter_with_offsets() {
        let (operator, offset) = item?;
        let offset = usize::try_from(offset).unwrap_or(usize::MAX);
        let value = match operator {
            Operator::End => break,
            Operator::I32Const { value } => Const::Bits(u128::from(value.cast_unsigned())),
            Operator::I64Const { value } => Const::Bits(u128::from(value.cast_unsigned())),
            Operator::F32Const { value } => Const::Bits(u128::from(value.bits())),
            Operator::F64Const { value } => Const::Bits(u128::from(value.bits())),
            Operator::V128Const { value } => Const::Bits(u128::from(value)),
            Operator::RefNull { .. } => Const::Null,
            Operator::RefFunc { function_index } => {
                let func = instance.functions.get(function_index as usize);
                Const::Func(*func.ok_or_else(|| Error::bug("a constant names no function"))?)
            }
            Operator::GlobalGet { global_index } => {
                let global = instance.globals.get(global_index as usize);
                image.globals[*global.ok_or_else(|| Error::bug("a constant names no global"))?].init
            }
            Operator::RefI31 => match stack.pop() {
                // The operand is an i32.
                Some(Const::Bits(number)) => Const::Bits(u128::from(reference::i31(number as u32))),
                _ => return Err(Error::bug("a constant expression without its operand")),
            },
            Operator::I32Add => binary(&mut stack, |a, b| u128::from((a as u32).wrapping_add(b as u32)))?,
            Operator::I32Sub => binary(&mut stack, |a, b| u128::from((a as u32).wrapping_sub(b as u32)))?,
            Operator::I32Mul => binary(&mut stack, |a, b| u128::from((a as u32).wrapping_mul(b as u32)))?,
            Operator::I64Add => binary(&mut stack, |a, b| u128::from((a as u64).wrapping_add(b as u64)))?,
            Operator::I64Sub => binary(&mut stack, |a, b| u128::from((a as u64).wrapping_sub(b as u64)))?,
            Operator::I64Mul => binary(&mut stack, |a, b| u128::from((a as u64).wrapping_mul(b as u64)))?,
            other => {
                return Err(Error::unsupported(offset, format!("`{other:?}` in a constant expression")));
            }
        };
        stack.push(value);
    }
    stack.pop().ok_or_else(|| Error::bug("a constant expression without a value"))
}

/// The value of a constant expression that gives an offset.
pub(super) fn offset(image: &Image<'_>, instance: &CoreInstance, expr: &ConstExpr<'_>) -> Result<u64> {
    match evaluate(image, instance, expr)? {
        Const::Bits(bits) => u64::try_from(bits).map_err(|_| Error::bug("an offset of more than 64 bits")),
        Const::Null | Const::Func(_) => Err(Error::bug("an offset that is a reference")),
    }
}

fn binary(stack: &mut Vec<Const>, f: impl FnOnce(u128, u128) -> u128) -> Result<Const> {
    match (stack.pop(), stack.pop()) {
        (Some(Const::Bits(b)), Some(Const::Bits(a))) => Ok(Const::Bits(f(a, b))),
        _ => Err(Error::bug("a constant expression without its operands")),
    }
}
