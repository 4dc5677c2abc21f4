//! What compiling costs: two programs, each with one compiler in it, run on the same component.

use std::process::Command;

use anyhow::{Context, Result};

use super::{in_turn, output, size};
use crate::Options;

/// The programs, and what each makes.
const COMPILERS: [(&str, &str); 2] =
    [("compile-embody", "measured.artifact"), ("compile-wasmtime", "measured.cwasm")];

/// What a compiler prints.
struct Measured {
    wall_ns: f64,
    peak_bytes: f64,
}

/// Nanoseconds of wall time.
pub(super) fn times(threads: usize, options: &Options) -> Result<Vec<f64>> {
    in_turn(rounds(options), &COMPILERS, |compiler| Ok(compile(compiler, threads, options)?.wall_ns))
}

/// Bytes of memory.
pub(super) fn peaks(options: &Options) -> Result<Vec<f64>> {
    in_turn(rounds(options), &COMPILERS, |compiler| Ok(compile(compiler, 1, options)?.peak_bytes))
}

/// Bytes of the compiled component.
pub(super) fn sizes(options: &Options) -> Result<Vec<f64>> {
    in_turn(1, &COMPILERS, |compiler| {
        compile(compiler, 1, options)?;
        size(&options.inputs.join(compiler.1))
    })
}

fn rounds(options: &Options) -> usize {
    if options.quick { 1 } else { 7 }
}

fn compile(&(program, compiled): &(&str, &str), threads: usize, options: &Options) -> Result<Measured> {
    let mut command = Command::new(options.inputs.join(program));
    command.arg(options.inputs.join("mid.wasm")).arg(options.inputs.join(compiled)).arg(threads.to_string());
    // How the library that Wasmtime uses for threads is told how many.
    command.env("RAYON_NUM_THREADS", threads.to_string());
    let printed = output(&mut command)?;
    parse(&printed).with_context(|| format!("`{program}` printed `{printed}`"))
}

fn parse(printed: &str) -> Option<Measured> {
    let fields: Vec<f64> = printed.split_whitespace().map(str::parse).collect::<Result<_, _>>().ok()?;
    let [wall_ns, _cpu_ns, peak_kib] = fields[..] else { return None };
    Some(Measured { wall_ns, peak_bytes: peak_kib * 1024.0 })
}
