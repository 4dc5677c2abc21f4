//! Compilation: an [`Image`] becomes machine code.
//!
//! In: the linked image and the target. Out: [`Compiled`], one position-independent text whose relocations are all
//! resolved, and facts about it. Nothing in the text refers to anything outside itself. The same image and options give
//! the same bytes, however many threads compile.

mod dispatch;
mod inline;
mod isa;
mod object;
mod parallel;
mod relocate;
mod stack;
mod trampoline;
mod unit;

use cranelift_codegen::entity::PrimaryMap;
use cranelift_codegen::isa::TargetIsa;
use embody_abi::limits::MAX_TEXT_BYTES;
use embody_abi::plan::EntryPlan;

use self::unit::{Compiler, Unit, Worker};
use crate::check::Promises;
use crate::error::{Error, Result};
use crate::link::image::{EntryId, FuncId, Image, LoweringId};
use crate::options::Options;
use crate::translate::Target;
use crate::translate::names::CodeId;

/// Machine code of an image, and facts about it. Offsets are in bytes from the start of the text.
#[derive(Debug)]
pub struct Compiled {
    /// The code, relocated. It must start at an address that is a multiple of
    /// [`TEXT_ALIGN`](embody_abi::artifact::TEXT_ALIGN).
    pub text: Vec<u8>,
    /// Start of each function.
    pub functions: PrimaryMap<FuncId, u32>,
    /// Native and array entries.
    pub entries: PrimaryMap<EntryId, EntryPlan>,
    /// Ways out to dynamic hosts.
    pub array_exits: PrimaryMap<LoweringId, u32>,
    /// Offsets of instructions that may trap and their trap codes, ascending.
    pub traps: Vec<(u32, u8)>,
    /// Handlers, ascending by `ret`; those of one call in the order in which they are tried.
    pub handlers: Vec<Handler>,
    /// Start and name of each function, ascending.
    pub symbols: Vec<(u32, String)>,
}

/// Where the caller goes on when a call ends by a trap or an exception.
///
/// To resume it there, the runtime sets the frame pointer to the caller's, the stack pointer to `frame_bytes` below that,
/// and the first two registers that the C convention returns values in: for an entry, to the value and the trap code that
/// it is to return; for a function of the guest, to the exception. No other register matters: an entry has saved all that
/// its caller keeps, and the guest's own convention keeps none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    /// Offset of the call's return address.
    pub ret: u32,
    /// What it catches: a tag's number, or one of [`embody_abi::artifact::caught`].
    pub catches: u32,
    /// Offset at which the caller resumes.
    pub resume: u32,
    /// Bytes from the caller's frame pointer down to its stack pointer.
    pub frame_bytes: u32,
}

/// Compiles all code of an image.
///
/// # Errors
/// If a function uses something that is not supported, or if something is too large. Of several errors it is that of
/// the first function.
pub fn compile(image: &Image<'_>, options: &Options) -> Result<Compiled> {
    let isa = isa::build(options)?;
    let promises = options.check.then(|| Promises::of(image));
    let (target, promises) = (target(&*isa, options), promises.as_ref());
    let compiler = Compiler { image, isa: &*isa, target, promises };
    let codes: Vec<CodeId> = CodeId::all(image).collect();
    let units = parallel::map(options.threads, &codes, Worker::default, |worker, code| {
        compiler.compile(worker, *code)
    })?;
    let size: u64 = units.iter().map(|unit| unit.code.len() as u64).sum();
    if size > MAX_TEXT_BYTES {
        return Err(Error::limit(format!("{size} bytes of machine code; {MAX_TEXT_BYTES} may be")));
    }
    let object = object::build(&isa, &units)?;
    let (text, starts) = relocate::text(&object, units.len())?;
    facts(image, &codes, &units, text, &starts)
}

/// What stands in the way of compiling an image, of each function rather than of the first: the function's name, and the
/// error. Only what translation refuses is found, not what the code generator does.
///
/// # Errors
/// If the machine cannot be what the options ask for.
pub fn refusals(image: &Image<'_>, options: &Options) -> Result<Vec<(String, Error)>> {
    let isa = isa::build(options)?;
    let compiler = Compiler { image, isa: &*isa, target: target(&*isa, options), promises: None };
    let mut worker = Worker::default();
    let refused = |code: CodeId| {
        let error = compiler.clif(&mut worker, code).err()?;
        worker = Worker::default();
        Some((code.symbol(image), error))
    };
    Ok(CodeId::all(image).filter_map(refused).collect())
}

/// The CLIF of a function as it is translated, before anything is optimised: for tests and for people.
///
/// # Errors
/// As [`compile`].
pub fn clif(image: &Image<'_>, options: &Options, code: CodeId) -> Result<String> {
    let isa = isa::build(options)?;
    let compiler = Compiler { image, isa: &*isa, target: target(&*isa, options), promises: None };
    let func = compiler.clif(&mut Worker::default(), code)?.map(|(func, _)| func);
    Ok(func.map_or_else(String::new, |func| func.display().to_string()))
}

/// The machine code of a function as text: for tests and for people.
///
/// # Errors
/// As [`compile`].
pub fn disassembly(image: &Image<'_>, options: &Options, code: CodeId) -> Result<String> {
    let isa = isa::build(options)?;
    let compiler = Compiler { image, isa: &*isa, target: target(&*isa, options), promises: None };
    compiler.disassembly(&mut Worker::default(), code)
}

fn target(isa: &dyn TargetIsa, options: &Options) -> Target {
    Target {
        config: isa.frontend_config(),
        has_rounding: isa::has(options, "has_sse41"),
        has_byte_shuffle: isa::has(options, "has_ssse3"),
    }
}

/// Puts together what is known of each piece of code, now that its place in the text is.
fn facts(
    image: &Image<'_>,
    codes: &[CodeId],
    units: &[Unit],
    text: Vec<u8>,
    starts: &[u32],
) -> Result<Compiled> {
    let place = |code: CodeId| -> Result<(u32, &Unit)> {
        let index = code.index(image);
        let found = starts.get(index).zip(units.get(index));
        found.map(|(start, unit)| (*start, unit)).ok_or_else(|| Error::bug(format!("no code for {code:?}")))
    };
    let mut out = Compiled {
        text,
        functions: PrimaryMap::with_capacity(image.functions.len()),
        entries: PrimaryMap::with_capacity(image.entries.len()),
        array_exits: PrimaryMap::with_capacity(image.lowerings.len()),
        traps: Vec::new(),
        handlers: Vec::new(),
        symbols: Vec::new(),
    };
    for id in image.functions.keys() {
        out.functions.push(place(CodeId::Func(id))?.0);
    }
    for id in image.entries.keys() {
        let ((native, native_unit), (array, unit)) = (place(CodeId::Native(id))?, place(CodeId::Array(id))?);
        let native = if native_unit.code.is_empty() { u32::MAX } else { native };
        out.entries.push(EntryPlan { native, array, may_trap: unit.may_trap });
    }
    for id in image.lowerings.keys() {
        out.array_exits.push(place(CodeId::ArrayExit(id))?.0);
    }
    for code in codes {
        let (start, unit) = place(*code)?;
        out.traps.extend(unit.traps.iter().map(|(at, trap)| (start + at, *trap)));
        out.handlers.extend(unit.handlers.iter().map(|handler| Handler {
            ret: start + handler.ret,
            resume: start + handler.resume,
            ..*handler
        }));
        if !unit.code.is_empty() {
            out.symbols.push((start, code.symbol(image)));
        }
    }
    out.traps.sort_unstable();
    // Stable, so that the handlers of one call stay in order.
    out.handlers.sort_by_key(|handler| handler.ret);
    out.symbols.sort_unstable();
    Ok(out)
}
