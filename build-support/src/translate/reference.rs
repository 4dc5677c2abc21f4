//! References: eight bytes, of which all zero is null (`embody_abi::context::reference`).

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, Value, types};
use embody_abi::context::reference::NULL;
use wasmparser::Operator;

use super::code::Code;
use super::env::Env;
use super::numeric::push_flag;
use super::traps;
use crate::error::Result;
use crate::link::image::FuncId;
use crate::parse::types::Reference;

/// Translates the operator if it is of this family.
pub(super) fn translate(env: &Env<'_>, code: &mut Code<'_>, op: &Operator<'_>) -> Result<bool> {
    match *op {
        Operator::RefNull { hty } if Reference::of(hty).is_some() => {
            let value = null(code);
            code.push(value);
        }
        Operator::RefIsNull => {
            let (value, null) = (code.pop()?, null(code));
            let flag = code.build.ins().icmp(IntCC::Equal, value, null);
            push_flag(code, flag)?;
        }
        Operator::RefAsNonNull => {
            let value = code.top(1)?[0];
            code.build.ins().trapz(value, traps::NULL_REFERENCE);
        }
        Operator::RefFunc { function_index } => {
            let value = func(env, code, env.function(function_index)?)?;
            code.push(value);
        }
        Operator::RefEq => {
            let (a, b) = code.pop2()?;
            let flag = code.build.ins().icmp(IntCC::Equal, a, b);
            push_flag(code, flag)?;
        }
        Operator::RefI31 => {
            // As `embody_abi::context::reference::i31` says.
            let number = code.pop()?;
            let number = code.build.ins().ishl_imm_u(number, 1);
            let number = code.build.ins().bor_imm_u(number, 1);
            let value = code.extend(number);
            code.push(value);
        }
        Operator::I31GetS => {
            let number = i31(code)?;
            let number = code.build.ins().sshr_imm_u(number, 1);
            code.push(number);
        }
        Operator::I31GetU => {
            let number = i31(code)?;
            let number = code.build.ins().ushr_imm_u(number, 1);
            code.push(number);
        }
        _ => return Ok(false),
    }
    Ok(true)
}

/// Pops a number of 31 bits: what lies above its lowest bit. Traps if it is null.
fn i31(code: &mut Code<'_>) -> Result<Value> {
    let value = code.pop()?;
    code.build.ins().trapz(value, traps::NULL_I31_REFERENCE);
    Ok(code.build.ins().ireduce(types::I32, value))
}

/// Null of any type.
pub(super) fn null(code: &mut Code<'_>) -> Value {
    code.constant(NULL)
}

/// The reference to a function: its type id, and its place in the text as the distance of two addresses.
pub(super) fn func(env: &Env<'_>, code: &mut Code<'_>, id: FuncId) -> Result<Value> {
    let type_id = env.image.functions[id].signature.type_id();
    let func = code.function(env.image, id)?;
    let address = code.address_of(func);
    let base = code.text_base(env.image);
    let offset = code.build.ins().isub(address, base);
    let high = code.build.ins().ishl_imm_u(offset, 32);
    let type_id = code.constant(u64::from(type_id));
    Ok(code.build.ins().bor(high, type_id))
}
