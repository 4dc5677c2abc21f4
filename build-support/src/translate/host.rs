//! Calls of the host.
//!
//! A host function's slot in the context block holds a function with the native C signature of the flattened import. It
//! returns the value as bits and a trap code; a call that failed traps at the call, where a backtrace wants it.

use cranelift_codegen::ir::{Function, InstBuilder, SigRef, Value};
use cranelift_frontend::FunctionBuilderContext;
use embody_abi::context::import_slot;
use wasmparser::ValType;

use super::code::Code;
use super::env::Target;
use super::{signature, traps};
use crate::error::Result;
use crate::link::image::{Image, Lowering, LoweringId};

/// Calls the host with the context and operands in `args`.
pub(super) fn call(
    code: &mut Code<'_>,
    lowering: &Lowering,
    signature: SigRef,
    args: &[Value],
    result: Option<ValType>,
) -> Result<Option<Value>> {
    let func = code.load_constant(code.context, lowering.slot + import_slot::func);
    let call = code.build.ins().call_indirect(signature, func, args);
    let (value, trap) = match code.build.inst_results(call) {
        [value, trap] => (*value, *trap),
        _ => return Err(crate::error::Error::bug("a host function does not return a value and a trap")),
    };
    code.build.ins().trapnz(trap, traps::HOST_ERROR);
    let Some(ty) = result else { return Ok(None) };
    Ok(Some(signature::from_bits(&mut code.build, signature::clif(ty)?, value)))
}

/// Builds the function that calls the host, for tables, entries and tail calls. It checks no stack limit: whatever
/// calls it has, and the host needs stack beyond the limit anyway.
pub(super) fn stub(
    image: &Image<'_>,
    target: Target,
    id: LoweringId,
    func: &mut Function,
    scratch: &mut FunctionBuilderContext,
) -> Result<()> {
    let lowering = &image.lowerings[id];
    let ty = &image.signatures[lowering.signature];
    let native = signature::native(ty, target.config.default_call_conv)?;
    let mut code = Code::new(func, scratch, target.config);
    let signature = code.build.import_signature(native);
    let mut args = vec![code.context];
    args.append(&mut code.operands);
    let value = call(&mut code, lowering, signature, &args, ty.results().first().copied())?;
    code.build.ins().return_(value.as_slice());
    code.build.finalize(target.config);
    Ok(())
}
