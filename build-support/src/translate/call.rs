//! Calls: direct, through a table, and in tail position.
//!
//! The linker has resolved every import, so that a call of another core instance's function is direct, and a call of
//! the host is made where it stands.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, SigRef, Value, types};
use cranelift_codegen::isa::CallConv;
use wasmparser::Operator;

use super::code::Code;
use super::control::Control;
use super::env::Env;
use super::{exception, host, table, traps};
use crate::error::Result;
use crate::link::image::{FuncId, FunctionKind, SigId};

/// Translates the operator if it is of this family.
pub(super) fn translate(
    env: &Env<'_>,
    control: &mut Control,
    code: &mut Code<'_>,
    op: &Operator<'_>,
) -> Result<bool> {
    match *op {
        Operator::Call { function_index } => call(env, control, code, env.function(function_index)?)?,
        Operator::CallIndirect { type_index, table_index } => {
            let callee = indirect(env, code, env.signature(type_index)?, table_index)?;
            callee.call(control, code)?;
        }
        Operator::CallRef { type_index } => {
            let callee = referenced(env, code, env.signature(type_index)?)?;
            callee.call(control, code)?;
        }
        Operator::ReturnCall { function_index } => {
            let id = env.function(function_index)?;
            let func = code.function(env.image, id)?;
            let args = args(env, code, env.image.functions[id].signature)?;
            code.build.ins().return_call(func, &args);
            control.leave();
        }
        Operator::ReturnCallIndirect { type_index, table_index } => {
            let callee = indirect(env, code, env.signature(type_index)?, table_index)?;
            let args = callee.args(code)?;
            code.build.ins().return_call_indirect(callee.signature, callee.address, &args);
            control.leave();
        }
        Operator::ReturnCallRef { type_index } => {
            let callee = referenced(env, code, env.signature(type_index)?)?;
            let args = callee.args(code)?;
            code.build.ins().return_call_indirect(callee.signature, callee.address, &args);
            control.leave();
        }
        _ => return Ok(false),
    }
    Ok(true)
}

fn call(env: &Env<'_>, control: &mut Control, code: &mut Code<'_>, id: FuncId) -> Result<()> {
    let function = &env.image.functions[id];
    let args = args(env, code, function.signature)?;
    if let FunctionKind::Host(lowering) = function.body {
        let signature = code.signature(env.image, function.signature, code.native_convention())?;
        let result = env.func_type(function.signature)?.results().first().copied();
        let value = host::call(code, &env.image.lowerings[lowering], signature, &args, result)?;
        code.operands.extend(value);
    } else {
        let func = code.function(env.image, id)?;
        let results = control.handlers.call(code, exception::Callee::Direct(func), &args)?;
        code.operands.extend(results);
    }
    Ok(())
}

/// The context and the operands that a function takes.
fn args(env: &Env<'_>, code: &mut Code<'_>, signature: SigId) -> Result<Vec<Value>> {
    let mut args = code.pop_many(env.func_type(signature)?.params().len())?;
    args.insert(0, code.context);
    Ok(args)
}

/// A function that a reference refers to.
struct Callee<'e, 'i> {
    env: &'e Env<'i>,
    signature: SigRef,
    address: Value,
    type_id: SigId,
}

impl Callee<'_, '_> {
    fn args(&self, code: &mut Code<'_>) -> Result<Vec<Value>> {
        args(self.env, code, self.type_id)
    }

    fn call(&self, control: &mut Control, code: &mut Code<'_>) -> Result<()> {
        let args = self.args(code)?;
        let callee = exception::Callee::Indirect(self.signature, self.address);
        let results = control.handlers.call(code, callee, &args)?;
        code.operands.extend(results);
        Ok(())
    }
}

/// Finds the function in a table, and checks that it has the expected type (decision D8).
///
/// A table that nothing mutates, and whose elements all have this type, would need no check: here is the place.
fn indirect<'e, 'i>(
    env: &'e Env<'i>,
    code: &mut Code<'_>,
    expected: SigId,
    table: u32,
) -> Result<Callee<'e, 'i>> {
    let (_, table) = env.table(table)?;
    let index = code.pop()?;
    let element = table::load_element(code, table, index);
    let type_id = code.build.ins().ireduce(types::I32, element);
    let matches = has_type_or_subtype(env, code, type_id, expected);
    let (right, wrong) = (code.build.create_block(), code.build.create_block());
    code.build.ins().brif(matches, right, &[], wrong, &[]);
    code.build.seal_block(right);
    code.build.seal_block(wrong);
    code.build.set_cold_block(wrong);
    code.build.switch_to_block(wrong);
    code.build.ins().trapz(element, traps::INDIRECT_CALL_TO_NULL);
    code.build.ins().trap(traps::BAD_SIGNATURE);

    code.build.switch_to_block(right);
    callee(env, code, element, expected)
}

/// Whether a type id is that of a type or of one of its subtypes: a flag.
pub(super) fn has_type_or_subtype(
    env: &Env<'_>,
    code: &mut Code<'_>,
    type_id: Value,
    expected: SigId,
) -> Value {
    let mut matches = has_type(code, type_id, expected);
    for subtype in env.image.subtypes.get(&expected).into_iter().flatten() {
        let also = has_type(code, type_id, *subtype);
        matches = code.build.ins().bor(matches, also);
    }
    matches
}

fn has_type(code: &mut Code<'_>, type_id: Value, ty: SigId) -> Value {
    let want = code.build.ins().iconst(types::I32, i64::from(ty.type_id()));
    code.build.ins().icmp(IntCC::Equal, type_id, want)
}

/// The function of a reference, whose type validation knows; it must not be null.
fn referenced<'e, 'i>(env: &'e Env<'i>, code: &mut Code<'_>, ty: SigId) -> Result<Callee<'e, 'i>> {
    let reference = code.pop()?;
    code.build.ins().trapz(reference, traps::NULL_FUNCTION_REFERENCE);
    callee(env, code, reference, ty)
}

fn callee<'e, 'i>(
    env: &'e Env<'i>,
    code: &mut Code<'_>,
    reference: Value,
    type_id: SigId,
) -> Result<Callee<'e, 'i>> {
    let base = code.text_base(env.image);
    let offset = code.build.ins().ushr_imm_u(reference, 32);
    let address = code.build.ins().iadd(base, offset);
    let signature = code.signature(env.image, type_id, CallConv::Tail)?;
    Ok(Callee { env, signature, address, type_id })
}
