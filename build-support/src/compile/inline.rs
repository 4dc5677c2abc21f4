//! Bodies in place of calls.
//!
//! A body that is small and can neither trap nor call is copied into its entries. Nothing can then go wrong between
//! entry and return, so that entering it needs no bookkeeping of the runtime (decision D5). Functions of the guest, and
//! calls between component instances, take small functions in, one level deep; what those are is a matter of their size alone, so that a function's code does not
//! depend on the order in which functions are compiled.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use cranelift_codegen::Context;
use cranelift_codegen::entity::EntityRef;
use cranelift_codegen::inline::{Inline, InlineCommand};
use cranelift_codegen::ir::{self, Function};
use cranelift_frontend::FunctionBuilderContext;

use super::unit::{Compiler, Worker};
use crate::error::{Error, Result};
use crate::link::image::{FuncId, FunctionKind};
use crate::parse::TaskBuiltin;
use crate::translate;

/// CLIF instructions that a body copied into its entries may have.
const MAX_INSTS: usize = 40;

/// Bytes of Wasm beyond which a body is not even looked at, its locals included.
const MAX_WASM_BYTES: usize = 160;

/// Bytes of Wasm that a function which others take in may have, its locals included.
const MAX_SMALL_BYTES: usize = 64;

/// Bodies that a thread keeps; each takes some kilobytes.
const MAX_KNOWN: usize = 1000;

/// CLIF instructions after which a function takes in no more.
const MAX_GROWTH: usize = 2000;

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
    let func = translate::function(image, compiler.target, id, scratch)?;
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

/// Bodies of small functions, as they were translated.
#[derive(Default)]
pub(super) struct Bodies {
    known: HashMap<FuncId, Function>,
}

/// The function with the bodies of small functions in place of calls of them.
pub(super) fn calls(
    compiler: &Compiler<'_>,
    worker: &mut Worker,
    id: FuncId,
    func: Function,
) -> Result<Function> {
    if !matches!(compiler.image.functions[id].body, FunctionKind::Wasm { .. } | FunctionKind::Adapter(_)) {
        return Ok(func);
    }
    let mut small = Small { compiler, worker, growth: 0, failed: None };
    // Most functions call nothing small: they are left alone.
    let called: Vec<FuncId> =
        func.params.user_named_funcs().values().filter_map(|name| code_of(compiler, name)).collect();
    if !called.into_iter().any(|callee| small.takes(callee)) {
        return Ok(func);
    }
    let mut context = Context::for_function(func);
    let inlined = context.inline(&mut small);
    if let Some(error) = small.failed {
        return Err(error);
    }
    inlined.map_err(|e| Error::bug(format!("Cranelift's inliner: {e}")))?;
    Ok(context.func)
}

/// The function that a name of CLIF means, if it means one.
fn code_of(compiler: &Compiler<'_>, name: &ir::UserExternalName) -> Option<FuncId> {
    let index = (name.index as usize).checked_sub(1)?;
    (index < compiler.image.functions.len()).then(|| FuncId::new(index))
}

/// Takes small functions in.
struct Small<'c> {
    compiler: &'c Compiler<'c>,
    worker: &'c mut Worker,
    /// Instructions that were taken in so far.
    growth: usize,
    failed: Option<Error>,
}

impl Small<'_> {
    /// Whether a function is one to take in.
    fn takes(&self, id: FuncId) -> bool {
        let image = self.compiler.image;
        match image.functions[id].body {
            FunctionKind::Wasm { instance, body } => {
                let module = image.instances.get(instance).and_then(|i| image.modules.get(i.module));
                let body = module.and_then(|m| m.bodies.get(body as usize));
                body.is_some_and(|body| body.as_bytes().len() <= MAX_SMALL_BYTES)
            }
            FunctionKind::Adapter(adapter) => image.adapters[adapter].is_small(),
            FunctionKind::Task { builtin, .. } => {
                matches!(builtin, TaskBuiltin::ContextGet(_) | TaskBuiltin::ContextSet(_))
            }
            FunctionKind::Host(_) | FunctionKind::Resource { .. } => false,
        }
    }

    fn body(&mut self, id: FuncId) -> Result<&Function> {
        let Worker { bodies, scratch, .. } = &mut *self.worker;
        if bodies.known.len() >= MAX_KNOWN {
            bodies.known.clear();
        }
        Ok(match bodies.known.entry(id) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                entry.insert(translate::function(self.compiler.image, self.compiler.target, id, scratch)?)
            }
        })
    }
}

impl Inline for &mut Small<'_> {
    fn inline(
        &mut self,
        caller: &Function,
        _: ir::Inst,
        opcode: ir::Opcode,
        callee: ir::FuncRef,
        _: &[ir::Value],
    ) -> InlineCommand<'_> {
        let ir::ExternalName::User(name) = caller.dfg.ext_funcs[callee].name else {
            return InlineCommand::KeepCall;
        };
        let id = code_of(self.compiler, &caller.params.user_named_funcs()[name]);
        let is_call = matches!(opcode, ir::Opcode::Call | ir::Opcode::TryCall);
        let Some(id) = id.filter(|id| is_call && self.growth < MAX_GROWTH && self.takes(*id)) else {
            return InlineCommand::KeepCall;
        };
        match self.body(id) {
            Ok(_) => {}
            Err(error) => {
                self.failed.get_or_insert(error);
                return InlineCommand::KeepCall;
            }
        }
        let body = &self.worker.bodies.known[&id];
        self.growth += body.dfg.num_insts();
        InlineCommand::Inline { callee: Cow::Borrowed(body), visit_callee: false }
    }
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
