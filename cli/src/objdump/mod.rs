//! `cargo embody objdump`: the machine code of a component, function by function.
//!
//! In: a component and the machine. Out: instructions, with the Wasm function that they are of, where it is in the file, what
//! calls call, and which instructions may trap. The code is that of `component!`, not that of an artifact, which knows no
//! Wasm offsets.

mod arm;
mod code;
mod x86;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Result, anyhow};
use clap::Args;
use embody_abi::features::Target;
use embody_abi::trap::Trap;
use embody_build::compile::Compiled;
use embody_build::error::Error;
use embody_build::link::image::{FunctionKind, Image};
use embody_build::options::Options;
use embody_build::{compile, link, parse};

use self::code::{Code, Line};
use crate::args::{GuestArgs, MachineArgs};
use crate::input::Input;
use crate::output::{self, DIM, NAME, bytes, styled};
use crate::progress;

const EXAMPLES: &str = "\
Examples:
  cargo embody objdump adder.wasm
  cargo embody objdump adder.wasm add
  cargo embody objdump adder.wasm add --target aarch64-linux
  cargo embody objdump app.wasm render --cpu native | less -R

Each function is headed by its name, its module and number, and the place of its body in the
component, which is what `wasm-tools print --print-offsets` shows. Instructions have their offset in
the text, behind them stands what they call and the trap that they may cause. Small functions are
taken into their callers, and are there on their own, too.";

/// Show the machine code of a component, with the names and places of its Wasm functions
#[derive(Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct ObjdumpArgs {
    /// The component; `-` for the standard input
    #[arg(value_name = "FILE")]
    file: Input,

    /// Only functions whose name contains this
    #[arg(value_name = "FILTER")]
    filter: Option<String>,

    /// Also the code by which the host enters the component, and leaves it
    #[arg(short, long)]
    all: bool,

    #[command(flatten)]
    machine: MachineArgs,

    #[command(flatten)]
    guest: GuestArgs,
}

/// What is known of a piece of code.
struct Piece<'a> {
    code: Code<'a>,
    name: &'a str,
    wasm: Option<Wasm>,
    is_function: bool,
}

/// Where a function comes from.
struct Wasm {
    module: usize,
    function: usize,
    body: std::ops::Range<u64>,
}

/// Runs the command.
///
/// # Errors
/// If the file cannot be read, the component cannot be compiled, or it has no such function.
pub(crate) fn run(args: &ObjdumpArgs) -> Result<()> {
    let options = args.machine.options(&args.guest)?;
    let binary = args.guest.read(&args.file)?;
    let machine = args.machine.name(&options);
    let mut out = String::new();
    let shown = dump(&binary.bytes, &options, args, &format!("{} for {machine}", binary.name), &mut out)
        .map_err(|error| binary.at(error))?;
    match (&args.filter, shown) {
        (Some(filter), 0) => {
            let more = if args.all { "" } else { "; `--all` looks at more than functions" };
            Err(anyhow!("{}: no function has `{filter}` in its name{more}", binary.name))
        }
        _ => output::print(&out),
    }
}

/// Writes the code that was asked for, and says of how many functions it is.
fn dump(
    bytes: &[u8],
    options: &Options,
    args: &ObjdumpArgs,
    what: &str,
    out: &mut String,
) -> Result<usize, Error> {
    let parsed = parse::parse_given(bytes, options.features, &options.modules)?;
    let linked = link::link(parsed)?.with_memory(options.memory);
    let image = &linked.image;
    let compiled = progress::during("compiling", || compile::compile(image, options))?;
    let traps: BTreeMap<u32, u8> = compiled.traps.iter().copied().collect();
    let names: BTreeMap<u32, &str> =
        compiled.symbols.iter().map(|(start, name)| (*start, name.as_str())).collect();
    let wanted = |piece: &Piece<'_>| {
        (args.all || piece.is_function)
            && args.filter.as_ref().is_none_or(|filter| piece.name.contains(filter.as_str()))
    };
    let mut shown = 0;
    line(out, &format!("{what}: {} of machine code", output::bytes(compiled.text.len())));
    for piece in pieces(image, &compiled).iter().filter(|piece| wanted(piece)) {
        shown += 1;
        let lines = match options.target {
            Target::X86_64Linux => x86::lines(piece.code),
            Target::Aarch64Linux => arm::lines(piece.code),
        };
        head(out, piece, lines.iter().map(|line| line.bytes.len()).sum());
        for instruction in lines {
            show(out, &instruction, &traps, &names);
        }
    }
    Ok(shown)
}

/// All code of an image, in the order of the text.
fn pieces<'a>(image: &Image<'_>, compiled: &'a Compiled) -> Vec<Piece<'a>> {
    let functions: BTreeMap<u32, _> = compiled.functions.iter().map(|(id, start)| (*start, id)).collect();
    let ends = compiled.symbols.iter().skip(1).map(|(start, _)| *start as usize).chain([compiled.text.len()]);
    let of = |((start, name), end): (&'a (u32, String), usize)| {
        let code = compiled.text.get(*start as usize..end).unwrap_or_default();
        // What aligns the next piece is zeros, which are no code: a piece ends in a jump or in constants.
        let zeros = code.iter().rev().take_while(|byte| **byte == 0).count();
        let id = functions.get(start).copied();
        Piece {
            code: Code { bytes: code, end: code.len() - zeros, start: *start },
            name,
            wasm: id.and_then(|id| wasm(image, image.functions.get(id)?.body)),
            is_function: id.is_some(),
        }
    };
    compiled.symbols.iter().zip(ends).map(of).collect()
}

fn wasm(image: &Image<'_>, kind: FunctionKind) -> Option<Wasm> {
    let FunctionKind::Wasm { instance, body } = kind else { return None };
    let module = image.instances.get(instance)?.module;
    let of = image.modules.get(module)?;
    let function = of.imported.functions as usize + body as usize;
    Some(Wasm { module, function, body: of.bodies.get(body as usize)?.range() })
}

fn line(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{}", text.trim_end());
}

fn head(out: &mut String, piece: &Piece<'_>, size: usize) {
    let wasm = piece.wasm.as_ref().map_or_else(String::new, |wasm| {
        let Wasm { module, function, body } = wasm;
        format!(", module {module}, function {function}, Wasm {:#x}..{:#x}", body.start, body.end)
    });
    let size = bytes(size);
    line(out, &format!("\n{} ({size}{wasm})", styled(NAME, format!("<{}>", piece.name))));
}

fn show(out: &mut String, instruction: &Line<'_>, traps: &BTreeMap<u32, u8>, names: &BTreeMap<u32, &str>) {
    let Line { offset, bytes, text, target } = instruction;
    let mut notes = Vec::new();
    if let Some(name) = target.and_then(|target| names.get(&target)) {
        notes.push(format!("<{name}>"));
    }
    if let Some(trap) = traps.get(offset).and_then(|code| Trap::from_code(*code)) {
        notes.push(format!("traps: {}", trap.text()));
    }
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x} ")).collect();
    let notes =
        if notes.is_empty() { String::new() } else { styled(DIM, format!("  ; {}", notes.join(", "))) };
    let place = styled(DIM, format!("{offset:8x}  {:<30}", hex.trim_end()));
    line(out, &format!("{place}{text}{notes}"));
}
