//! One piece of code: from its CLIF to its bytes.

use cranelift_codegen::binemit::Reloc;
use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::ir::Function;
use cranelift_codegen::isa::TargetIsa;
use cranelift_codegen::settings::OptLevel;
use cranelift_codegen::{CodegenError, Context, FinalizedMachExceptionHandler, MachBufferFinalized};
use cranelift_codegen::{Final, ir};
use cranelift_frontend::FunctionBuilderContext;
use cranelift_module::{FuncId as ModuleFuncId, ModuleReloc, ModuleRelocTarget};
use embody_abi::artifact::caught;
use embody_abi::limits::MAX_UNCHECKED_FRAME_BYTES;
use target_lexicon::Architecture;

use super::stack::Check;
use super::{Handler, dispatch, inline, stack, trampoline};
use crate::check::{self, Promises};
use crate::error::{Error, Result};
use crate::link::image::{FuncId, Image};
use crate::translate::names::CodeId;
use crate::translate::{self, Target, signature, traps};

/// Machine code of one function or trampoline. Offsets count from its start.
pub(super) struct Unit {
    /// The code; empty if there is nothing to have code for.
    pub(super) code: Vec<u8>,
    /// Alignment that the code needs, in bytes.
    pub(super) align: u32,
    /// What its bytes still need.
    pub(super) relocs: Vec<ModuleReloc>,
    /// Offsets of instructions that may trap, and their trap codes.
    pub(super) traps: Vec<(u32, u8)>,
    /// Where its calls have somewhere else to go on than behind them.
    pub(super) handlers: Vec<Handler>,
    /// For an entry: whether what it enters can trap or call.
    pub(super) may_trap: bool,
}

/// What all units are compiled with.
#[derive(Clone, Copy)]
pub(super) struct Compiler<'c> {
    pub(super) image: &'c Image<'c>,
    pub(super) isa: &'c dyn TargetIsa,
    pub(super) target: Target,
    /// What the code is checked against, if it is.
    pub(super) promises: Option<&'c Promises>,
}

/// Memory that a thread uses again and again.
#[derive(Default)]
pub(super) struct Worker {
    pub(super) scratch: FunctionBuilderContext,
    pub(super) bodies: inline::Bodies,
    context: Option<Context>,
}

impl Compiler<'_> {
    /// Compiles one piece of code.
    pub(super) fn compile(&self, worker: &mut Worker, code: CodeId) -> Result<Unit> {
        if code == CodeId::TextBase {
            return Ok(self.text_base());
        }
        let Some((func, may_trap)) = self.clif(worker, code)? else {
            return Ok(Unit::bytes(Vec::new(), 1));
        };
        let CodeId::Func(id) = code else { return Ok(self.machine_code(worker, code, func, may_trap)?.0) };
        let func = self.rearranged(worker, id, func)?;
        let (unit, frame) = self.limited(worker, code, func, Check::Body)?;
        if frame <= MAX_UNCHECKED_FRAME_BYTES {
            return Ok(unit);
        }
        // Rare enough that it costs less to make the function again than to keep a copy of each.
        let func = self.clif(worker, code)?.ok_or_else(|| Error::bug("a function that is no more"))?.0;
        let func = self.rearranged(worker, id, func)?;
        Ok(self.limited(worker, code, func, Check::Prologue)?.0)
    }

    /// What is done to a function as it was translated, before Cranelift optimises it.
    fn rearranged(&self, worker: &mut Worker, id: FuncId, func: Function) -> Result<Function> {
        let mut func = inline::calls(self, worker, id, func)?;
        if self.isa.flags().opt_level() == OptLevel::Speed {
            dispatch::replicate(&mut func);
        }
        Ok(func)
    }

    /// Compiles a function with a check of the stack's limit: its code, and bytes of its frame.
    fn limited(
        &self,
        worker: &mut Worker,
        code: CodeId,
        mut func: Function,
        check: Check,
    ) -> Result<(Unit, u32)> {
        stack::limit(&mut func, check)?;
        self.machine_code(worker, code, func, true)
    }

    /// The CLIF of a piece of code, and whether it enters something that may trap. Functions without a
    /// native signature have no native entry, and the start of the text has no CLIF.
    pub(super) fn clif(&self, worker: &mut Worker, code: CodeId) -> Result<Option<(Function, bool)>> {
        Ok(match code {
            CodeId::TextBase => None,
            CodeId::Func(id) => {
                Some((translate::function(self.image, self.target, id, &mut worker.scratch)?, true))
            }
            CodeId::Native(id) => {
                let func = self.image.entries[id].func;
                if !signature::has_native(self.image.func_type(func)) {
                    return Ok(None);
                }
                let body = inline::body(self, func, &mut worker.scratch)?;
                Some((trampoline::native(self, worker, id, body.as_ref())?, body.is_none()))
            }
            CodeId::Array(id) => {
                let body = inline::body(self, self.image.entries[id].func, &mut worker.scratch)?;
                Some((trampoline::array(self, worker, id, body.as_ref())?, body.is_none()))
            }
            CodeId::ArrayExit(id) => Some((trampoline::array_exit(self, worker, id)?, true)),
        })
    }

    fn machine_code(
        &self,
        worker: &mut Worker,
        code: CodeId,
        func: Function,
        may_trap: bool,
    ) -> Result<(Unit, u32)> {
        if let Some(promises) = self.promises {
            self.check(code, func.clone(), promises)?;
        }
        let context = worker.context.get_or_insert_with(Context::new);
        context.clear();
        context.func = func;
        if let Err(error) = context.compile(self.isa, &mut ControlPlane::default()) {
            return Err(codegen_error(&code.symbol(self.image), &error.inner));
        }
        let compiled = context.take_compiled_code();
        let compiled = compiled.ok_or_else(|| Error::bug("Cranelift compiled, but there is no code"))?;
        let buffer = &compiled.buffer;
        let index = ModuleFuncId::from_u32(code.name(self.image).index);
        let frame = buffer.frame_layout().map_or(u32::MAX, |frame| frame.frame_to_fp_offset);
        let unit = Unit {
            code: buffer.data().to_vec(),
            align: buffer.alignment.max(self.alignment()),
            relocs: relocs(buffer, &context.func, index)?,
            traps: trap_codes(buffer)?,
            handlers: handlers(buffer, code)?,
            may_trap,
        };
        Ok((unit, frame))
    }

    /// The machine code of a piece of code as text, without a check of the stack's limit.
    pub(super) fn disassembly(&self, worker: &mut Worker, code: CodeId) -> Result<String> {
        let Some((func, _)) = self.clif(worker, code)? else { return Ok(String::new()) };
        let mut context = Context::for_function(func);
        context.set_disasm(true);
        match context.compile(self.isa, &mut ControlPlane::default()) {
            Ok(compiled) => Ok(compiled.vcode.clone().unwrap_or_default()),
            Err(error) => Err(codegen_error(&code.symbol(self.image), &error.inner)),
        }
    }

    /// Checks the accesses of a function as they are after optimisation.
    fn check(&self, code: CodeId, func: Function, promises: &Promises) -> Result<()> {
        let mut context = Context::for_function(func);
        if let Err(error) = context.optimize(self.isa, &mut ControlPlane::default()) {
            return Err(codegen_error(&code.symbol(self.image), &error));
        }
        check::function(&context.func, promises)
            .map_err(|what| Error::bug(format!("in `{}`: {what}", code.symbol(self.image))))
    }

    /// Code alignment: what the machine prefers, unless size matters.
    fn alignment(&self) -> u32 {
        let alignment = self.isa.function_alignment();
        match self.isa.flags().opt_level() {
            OptLevel::Speed => alignment.preferred,
            _ => alignment.minimum,
        }
    }

    /// What lies at the start of the text: nothing that anyone should run.
    fn text_base(&self) -> Unit {
        let undefined: &[u8] = match self.isa.triple().architecture {
            Architecture::Aarch64(_) => &[0x1f, 0xc1, 0, 0],
            _ => &[0x0f, 0x0b],
        };
        Unit::bytes(undefined.to_vec(), self.alignment())
    }
}

impl Unit {
    fn bytes(code: Vec<u8>, align: u32) -> Self {
        Self { code, align, relocs: Vec::new(), traps: Vec::new(), handlers: Vec::new(), may_trap: false }
    }
}

fn codegen_error(name: &str, error: &CodegenError) -> Error {
    match error {
        CodegenError::ImplLimitExceeded | CodegenError::CodeTooLarge => {
            Error::limit(format!("function `{name}` is too large for the code generator"))
        }
        CodegenError::Verifier(errors) => Error::bug(format!("CLIF of `{name}`: {errors}")),
        other => Error::bug(format!("Cranelift on `{name}`: {other}")),
    }
}

/// Relocations, all of which must be to code of the image.
fn relocs(
    buffer: &MachBufferFinalized<Final>,
    func: &ir::Function,
    id: ModuleFuncId,
) -> Result<Vec<ModuleReloc>> {
    let relocs = buffer.relocs().iter().map(|reloc| ModuleReloc::from_mach_reloc(reloc, func, id));
    let inside = |reloc: ModuleReloc| match (&reloc.name, reloc.kind) {
        (ModuleRelocTarget::User { namespace: 0, .. }, kind) if kind != Reloc::Abs8 => Ok(reloc),
        (name, kind) => Err(Error::bug(format!("code refers to {name} outside the text, as {kind}"))),
    };
    relocs.map(inside).collect()
}

fn trap_codes(buffer: &MachBufferFinalized<Final>) -> Result<Vec<(u32, u8)>> {
    let code = |trap: &cranelift_codegen::MachTrap| {
        let meaning = traps::meaning(trap.code).ok_or_else(|| Error::bug(format!("trap {}", trap.code)))?;
        Ok((trap.offset, meaning.code()))
    };
    buffer.traps().iter().map(code).collect()
}

/// Handlers of calls. An entry has one for each call, which takes everything.
fn handlers(buffer: &MachBufferFinalized<Final>, code: CodeId) -> Result<Vec<Handler>> {
    let everything = match code {
        CodeId::Native(_) | CodeId::Array(_) => caught::EVERYTHING,
        _ => caught::EXCEPTIONS,
    };
    let mut handlers = Vec::new();
    for site in buffer.call_sites() {
        for handler in site.exception_handlers {
            let (catches, resume) = match handler {
                FinalizedMachExceptionHandler::Default(resume) => (everything, *resume),
                FinalizedMachExceptionHandler::Tag(tag, resume) => (tag.as_u32(), *resume),
                FinalizedMachExceptionHandler::Context(_) => {
                    return Err(Error::bug("a handler with a context"));
                }
            };
            let frame_bytes = site.frame_offset.ok_or_else(|| Error::bug("a handler without a frame"))?;
            handlers.push(Handler { ret: site.ret_addr, catches, resume, frame_bytes });
        }
    }
    Ok(handlers)
}
