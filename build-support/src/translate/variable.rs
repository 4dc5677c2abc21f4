//! Variables and operands: locals, globals, `drop`, `select`.
//!
//! Locals are variables of the SSA builder. A mutable global is a place in the context block, an immutable one a
//! constant.

use cranelift_codegen::entity::EntityRef;
use cranelift_codegen::ir::{InstBuilder, Type, Value};
use cranelift_frontend::Variable;
use wasmparser::{FunctionBody, Operator};

use super::code::{Code, Region};
use super::env::Env;
use super::signature::{self, VECTOR};
use super::{numeric, reference};
use crate::error::{Error, Result};
use crate::link::image::{Const, Global, GlobalId};

/// The locals of a function, parameters first.
pub(super) struct Locals {
    variables: Vec<Variable>,
}

impl Locals {
    /// Declares the locals of a body: the operands, which are its parameters, and those that it adds, which are zero.
    pub(super) fn declare(code: &mut Code<'_>, body: &FunctionBody<'_>) -> Result<Self> {
        let mut variables = Vec::new();
        for value in std::mem::take(&mut code.operands) {
            let ty = code.build.func.dfg.value_type(value);
            variables.push(declare(code, ty, value));
        }
        let mut reader = body.get_locals_reader()?;
        for _ in 0..reader.get_count() {
            let offset = usize::try_from(reader.original_position()).unwrap_or(usize::MAX);
            let (count, ty) = reader.read()?;
            let ty = signature::clif(ty).map_err(|e| super::at(e, offset))?;
            let zero = match ty {
                VECTOR => code.vector_constant(ty, 0),
                _ => numeric::constant(code, ty, 0),
            };
            variables.extend((0..count).map(|_| declare(code, ty, zero)));
        }
        Ok(Self { variables })
    }

    fn get(&self, index: u32) -> Result<Variable> {
        let missing = || Error::bug(format!("local {index} does not exist, although the module is valid"));
        self.variables.get(index as usize).copied().ok_or_else(missing)
    }
}

fn declare(code: &mut Code<'_>, ty: Type, value: Value) -> Variable {
    let variable = code.build.declare_var(ty);
    code.build.def_var(variable, value);
    variable
}

/// Translates the operator if it is of this family.
pub(super) fn translate(
    env: &Env<'_>,
    locals: &Locals,
    code: &mut Code<'_>,
    op: &Operator<'_>,
) -> Result<bool> {
    match *op {
        Operator::LocalGet { local_index } => {
            let value = code.build.use_var(locals.get(local_index)?);
            code.push(value);
        }
        Operator::LocalSet { local_index } => {
            let value = code.pop()?;
            let value = code.canonical(value);
            code.build.def_var(locals.get(local_index)?, value);
        }
        Operator::LocalTee { local_index } => {
            let value = code.pop()?;
            let canonical = code.canonical(value);
            code.build.def_var(locals.get(local_index)?, canonical);
            code.push(value);
        }
        Operator::GlobalGet { global_index } => {
            let (id, global) = env.global(global_index)?;
            let value = get_global(env, code, id, global)?;
            code.push(value);
        }
        Operator::GlobalSet { global_index } => {
            let (id, global) = env.global(global_index)?;
            let value = code.pop()?;
            code.store_context(value, Region::Global(id.index()), global.offset);
        }
        Operator::Drop => {
            code.pop()?;
        }
        Operator::Select | Operator::TypedSelect { .. } => {
            let (first, second, condition) = code.pop3()?;
            let (first, second) = (code.canonical(first), code.canonical(second));
            let value = code.build.ins().select(condition, first, second);
            code.push(value);
        }
        _ => return Ok(false),
    }
    Ok(true)
}

fn get_global(env: &Env<'_>, code: &mut Code<'_>, id: GlobalId, global: &Global) -> Result<Value> {
    let ty = signature::clif(global.ty)?;
    Ok(match (global.mutable, global.init) {
        (true, _) => code.load_context(ty, Region::Global(id.index()), global.offset),
        (false, Const::Bits(bits)) if ty == VECTOR => code.vector_constant(ty, bits),
        (false, Const::Bits(bits)) => numeric::constant(code, ty, u64::try_from(bits).unwrap_or(u64::MAX)),
        (false, Const::Null) => reference::null(code),
        (false, Const::Func(func)) => reference::func(env, code, func)?,
    })
}
