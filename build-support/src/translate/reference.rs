//! References: eight bytes, of which all zero is null (`embody_abi::context::reference`).

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, Value};
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
        _ => return Ok(false),
    }
    Ok(true)
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
