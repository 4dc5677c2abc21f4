//! Translation: a function body of a core module becomes CLIF.
//!
//! In: a validated body and the core instance for which it is specialised. Out: a [`Function`] that names other code
//! by [`names::CodeId`] and everything else by its offset in the context block. Translation decides what an operator
//! means (where a value lives, what is checked, what traps); it never optimises, and knows nothing of machine code or
//! of other function bodies.
//!
//! Each operator family is a file with one `translate` function, which says whether the operator is one of its own. A
//! family sees the [`Code`] being built and the [`Env`] that says what indices mean; [`control`] alone knows blocks.

pub mod host;
pub mod names;
pub mod signature;
pub mod traps;

mod adapter;
mod atomic;
mod bounds;
mod bulk;
mod call;
mod cast;
pub mod code;
mod control;
mod convert;
mod env;
mod exception;
mod libcall;
mod memory;
mod numeric;
mod reference;
mod refuse;
mod resource;
mod simd;
mod small;
mod table;
pub mod task;
mod variable;
mod wide;

use cranelift_codegen::ir::{Function, SourceLoc, UserFuncName};
use cranelift_codegen::isa::CallConv;
use cranelift_frontend::FunctionBuilderContext;
use wasmparser::{FunctionBody, Operator};

pub use self::code::Code;
pub use self::env::{Env, Target};

use self::control::Control;
use self::names::CodeId;
use self::variable::Locals;
use crate::error::{Error, ErrorKind, Result};
use crate::link::image::{FuncId, FunctionKind, Image};

/// CLIF values that one function may have. A body of the largest size that validation lets pass can ask for thousands
/// of times more (by branching with many operands), which would exhaust memory, not fail.
const MAX_VALUES: usize = 1 << 23;

/// Translates one function of the image, in its calling convention: the context first, then the Wasm parameters.
///
/// # Errors
/// If the body uses something that is not supported, or is too large.
pub fn function(
    image: &Image<'_>,
    target: Target,
    id: FuncId,
    scratch: &mut FunctionBuilderContext,
) -> Result<Function> {
    let ty = image.func_type(id);
    let mut func = Function::with_name_signature(
        UserFuncName::User(CodeId::Func(id).name(image)),
        signature::wasm(ty, CallConv::Tail).map_err(|e| at(e, offset_of(image, id)))?,
    );
    match image.functions[id].body {
        FunctionKind::Host(lowering) => host::stub(image, target, lowering, &mut func, scratch)?,
        FunctionKind::Adapter(adapter) => adapter::function(image, target, adapter, &mut func, scratch)?,
        FunctionKind::Resource { builtin, resource, instance } => {
            let builtin = resource::Builtin { builtin, resource, instance };
            builtin.function(image, target, &mut func, scratch)?;
        }
        FunctionKind::Task { builtin, instance, resource } => {
            let builtin = task::Builtin { builtin, instance, resource };
            builtin.function(image, target, &mut func, scratch)?;
        }
        FunctionKind::Wasm { instance, body } => {
            let env = Env::new(image, target, instance)?;
            let body = env.body(body)?;
            translate_body(&env, body, &mut func, scratch)?;
        }
    }
    Ok(func)
}

fn translate_body(
    env: &Env<'_>,
    body: &FunctionBody<'_>,
    func: &mut Function,
    scratch: &mut FunctionBuilderContext,
) -> Result<()> {
    let mut code = Code::new(func, scratch, env.target.config);
    let locals = Locals::declare(&mut code, body)?;
    let mut control = Control::new(&mut code);
    let mut reader = body.get_operators_reader()?;
    while !reader.eof() {
        let (op, offset) = reader.read_with_offset()?;
        let offset = usize::try_from(offset).unwrap_or(usize::MAX);
        code.build.set_srcloc(SourceLoc::new(u32::try_from(offset).unwrap_or(u32::MAX)));
        operator(env, &locals, &mut control, &mut code, &op, offset).map_err(|e| at(e, offset))?;
        if code.build.func.dfg.num_values() > MAX_VALUES {
            return Err(Error::limit(format!("a function of more than {MAX_VALUES} intermediate values")));
        }
    }
    reader.finish()?;
    code.build.finalize(env.target.config);
    Ok(())
}

/// Gives the operator to the family that it belongs to; the most frequent families come first.
fn operator(
    env: &Env<'_>,
    locals: &Locals,
    control: &mut Control,
    code: &mut Code<'_>,
    op: &Operator<'_>,
    offset: usize,
) -> Result<()> {
    if !control.is_reachable() {
        return control.skip(code, op, offset);
    }
    let known = variable::translate(env, locals, code, op)?
        || numeric::translate(env, code, op)?
        || memory::translate(env, code, op)?
        || control.translate(env, code, op)?
        || call::translate(env, control, code, op)?
        || convert::translate(code, op)?
        || reference::translate(env, code, op)?
        || cast::translate(env, control, code, op)?
        || table::translate(env, code, op)?
        || bulk::translate(env, code, op)?
        || atomic::translate(env, code, op)?
        || simd::translate(env, code, op)?
        || wide::translate(code, op)?;
    if known { Ok(()) } else { Err(refuse::refuse(op, offset)) }
}

/// The error with a place, if it had none.
fn at(error: Error, offset: usize) -> Error {
    match (error.kind, error.offset) {
        (ErrorKind::Unsupported | ErrorKind::Invalid, None) => Error { offset: Some(offset), ..error },
        _ => error,
    }
}

/// Where a function's body is in the component; for a host function, the start.
fn offset_of(image: &Image<'_>, id: FuncId) -> usize {
    let FunctionKind::Wasm { instance, body } = image.functions[id].body else { return 0 };
    let module = image.instances.get(instance).and_then(|i| image.modules.get(i.module));
    let body = module.and_then(|m| m.bodies.get(body as usize));
    body.and_then(|b| usize::try_from(b.range().start).ok()).unwrap_or(0)
}
