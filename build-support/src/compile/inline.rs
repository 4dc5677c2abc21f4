//! Bodies that are entered without a call.
//!
//! A body that is small and can neither trap nor call is copied into its entries. Nothing can then go wrong between
//! entry and return, so that entering it needs no bookkeeping of the runtime (decision D5). Such a body has no stack
//! check either, which would be the one way left for it to trap: its values are few.

use std::borrow::Cow;

use cranelift_codegen::Context;
use cranelift_codegen::inline::{Inline, InlineCommand};
use cranelift_codegen::ir::{self, Function};
use cranelift_frontend::FunctionBuilderContext;

use super::unit::Compiler;
use crate::error::{Error, Result};
use crate::link::image::{FuncId, FunctionKind};
use crate::translate;

/// CLIF instructions that a body copied into its entries may have.
const MAX_INSTS: usize = 40;

/// Bytes of Wasm beyond which a body is not even looked at, its locals included.
const MAX_WASM_BYTES: usize = 160;

/// The body of a function if it is one to copy into its entries.
pub(super) fn body(
    compiler: &Compiler<'_>,
    id: FuncId,
    scratch: &mut FunctionBuilderContext,
) -> Result<Option<Function>> {
    let image = compiler.image;
    let FunctionKind::Wasm { instance, body } = image.functions[id].body else { return Ok(None) };
    let module = image.instances.get(instance).and_then(|i| image.modules.get(i.module));
    let body = module.and_then(|m| m.bodies.get(body as usize));
    if body.is_none_or(|body| body.as_bytes().len() > MAX_WASM_BYTES) {
        return Ok(None);
    }
    let mut func = translate::function(image, compiler.target, id, scratch)?;
    func.stack_limit = None;
    Ok(is_harmless(&func).then_some(func))
}

/// Whether a function is small, and runs to its end whatever its arguments are.
fn is_harmless(func: &Function) -> bool {
    let insts: Vec<ir::Inst> =
        func.layout.blocks().flat_map(|block| func.layout.block_insts(block)).collect();
    insts.len() <= MAX_INSTS
        && insts.iter().all(|inst| {
            let data = &func.dfg.insts[*inst];
            let opcode = data.opcode();
            let may_trap = match data.memflags_data(&func.dfg) {
                Some(flags) => flags.trap_code().is_some() && (opcode.can_load() || opcode.can_store()),
                None => opcode.can_trap(),
            };
            !may_trap && !opcode.is_call()
        })
}

/// The function with `body` in place of the one call that it makes.
pub(super) fn into(func: Function, body: &Function) -> Result<Function> {
    let mut context = Context::for_function(func);
    let inlined =
        context.inline(Always(body)).map_err(|e| Error::bug(format!("Cranelift's inliner: {e}")))?;
    if inlined { Ok(context.func) } else { Err(Error::bug("an entry has no call to inline")) }
}

struct Always<'f>(&'f Function);

impl Inline for Always<'_> {
    fn inline(
        &mut self,
        _: &Function,
        _: ir::Inst,
        _: ir::Opcode,
        _: ir::FuncRef,
        _: &[ir::Value],
    ) -> InlineCommand<'_> {
        InlineCommand::Inline { callee: Cow::Borrowed(self.0), visit_callee: false }
    }
}
