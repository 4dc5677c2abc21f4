//! Casts: what a reference turns out to refer to (core specification, "Reference Instructions").
//!
//! A function's reference carries the id of its type, which is compared with the id of the type asked for and those of
//! its declared subtypes, as `call_indirect` does. All other references are of one type, or null: those
//! of the hierarchy of `any` are numbers of 31 bits, since there are no structs and arrays.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, Value, types};
use wasmparser::{AbstractHeapType, HeapType, Operator, RefType};

use super::code::Code;
use super::control::Control;
use super::env::Env;
use super::numeric::push_flag;
use super::{call, traps};
use crate::error::{Error, Result};
use crate::parse::types::Reference;

/// Translates the operator if it is of this family.
pub(super) fn translate(
    env: &Env<'_>,
    control: &mut Control,
    code: &mut Code<'_>,
    op: &Operator<'_>,
) -> Result<bool> {
    match *op {
        Operator::RefTestNonNull { hty } if is_known(hty) => test(env, code, hty, false)?,
        Operator::RefTestNullable { hty } if is_known(hty) => test(env, code, hty, true)?,
        Operator::RefCastNonNull { hty } if is_known(hty) => cast(env, code, hty, false)?,
        Operator::RefCastNullable { hty } if is_known(hty) => cast(env, code, hty, true)?,
        Operator::BrOnCast { relative_depth, to_ref_type: to, .. } if is_known(to.heap_type()) => {
            let is_one = matches_type(env, code, to)?;
            control.branch_if(code, relative_depth, is_one)?;
        }
        Operator::BrOnCastFail { relative_depth, to_ref_type: to, .. } if is_known(to.heap_type()) => {
            let is_one = matches_type(env, code, to)?;
            let is_none = code.build.ins().icmp_imm_u(IntCC::Equal, is_one, 0);
            control.branch_if(code, relative_depth, is_none)?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

fn is_known(ty: HeapType) -> bool {
    Reference::of(ty).is_some()
}

fn test(env: &Env<'_>, code: &mut Code<'_>, ty: HeapType, or_null: bool) -> Result<()> {
    let value = code.pop()?;
    let flag = matches(env, code, value, ty, or_null)?;
    push_flag(code, flag)?;
    Ok(())
}

fn cast(env: &Env<'_>, code: &mut Code<'_>, ty: HeapType, or_null: bool) -> Result<()> {
    let value = code.top(1)?[0];
    let flag = matches(env, code, value, ty, or_null)?;
    code.build.ins().trapz(flag, traps::CAST_FAILURE);
    Ok(())
}

/// Whether the operand pushed last, which stays, is of a type.
fn matches_type(env: &Env<'_>, code: &mut Code<'_>, ty: RefType) -> Result<Value> {
    let value = code.top(1)?[0];
    matches(env, code, value, ty.heap_type(), ty.is_nullable())
}

/// Whether a reference is of a type: a flag.
fn matches(env: &Env<'_>, code: &mut Code<'_>, value: Value, ty: HeapType, or_null: bool) -> Result<Value> {
    use AbstractHeapType::{NoExn, NoExtern, NoFunc, None as NoAny};
    let is_null = code.build.ins().icmp_imm_u(IntCC::Equal, value, 0);
    let flag = match ty {
        HeapType::Concrete(index) => {
            let index = index.as_module_index().ok_or_else(|| Error::bug("a type without an index"))?;
            let type_id = code.build.ins().ireduce(types::I32, value);
            // Null has the type id zero, which is nobody's.
            let is_one = call::has_type_or_subtype(env, code, type_id, env.signature(index)?);
            if or_null { code.build.ins().bor(is_one, is_null) } else { is_one }
        }
        HeapType::Abstract { ty: NoFunc | NoExtern | NoExn | NoAny, .. } if or_null => is_null,
        HeapType::Abstract { ty: NoFunc | NoExtern | NoExn | NoAny, .. } => {
            code.build.ins().iconst(types::I8, 0)
        }
        _ if or_null => code.build.ins().iconst(types::I8, 1),
        _ => code.build.ins().icmp_imm_u(IntCC::NotEqual, value, 0),
    };
    Ok(flag)
}
