//! Scripts that import WASI: two programs, each with one runtime in it, that do the same work with them.
//!
//! Both have what compiling made: Embody's is in the program, Wasmtime's a file that is mapped. The first result of a process
//! is timed within it, from nothing to the end of the first call, and the process from outside, from its start to its end; a
//! call, many times, in one instance.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};

use super::{output, size};
use crate::Options;
use crate::report::{Row, Unit};
use crate::time::median;

/// The scripts, which are there if somebody has built them.
const SCRIPTS: [&str; 3] = ["script-js", "script-qjs", "script-py"];

const PROGRAMS: [&str; 2] = ["wasi-embody", "wasi-wasmtime"];

/// The scripts that are there.
pub(super) fn scripts(inputs: &Path) -> impl Iterator<Item = &'static str> {
    SCRIPTS.into_iter().filter(|script| inputs.join(format!("{script}.cwasm")).is_file())
}

/// How large the programs are, with all scripts that they run.
pub(super) fn sizes(inputs: &Path) -> Result<Vec<f64>> {
    let [embody, wasmtime] = PROGRAMS.map(|program| size(&inputs.join(program)));
    let loaded: Vec<_> =
        scripts(inputs).map(|script| size(&inputs.join(format!("{script}.cwasm")))).collect::<Result<_>>()?;
    Ok(vec![embody?, wasmtime? + loaded.iter().sum::<f64>()])
}

/// Rows for the first result, and one for each call.
pub(super) fn measure(script: &str, options: &Options) -> Result<Vec<Row>> {
    let program =
        |program: &str, mode: &str| output(Command::new(options.inputs.join(program)).args([mode, script]));
    let rounds = if options.quick { 3 } else { 15 };
    let [mut within, mut outside]: [[Vec<f64>; PROGRAMS.len()]; 2] = Default::default();
    for _ in 0..rounds {
        for (side, name) in PROGRAMS.iter().enumerate() {
            let start = Instant::now();
            let printed = program(name, "first")?;
            outside[side].push(start.elapsed().as_nanos() as f64);
            within[side].push(printed.trim().parse().with_context(|| format!("`{printed}` is no time"))?);
        }
    }
    let first = |what: &str, samples: [Vec<f64>; PROGRAMS.len()]| {
        Row::new(format!("wasi: {script}, {what}"), Unit::Nanoseconds, &samples.map(median))
    };
    let mut rows = vec![
        first("nothing to first result", within),
        first("process that prints it, start to end (wall)", outside),
    ];
    let rounds = if options.quick { 1 } else { 5 };
    let mut calls: Vec<(String, [Vec<f64>; PROGRAMS.len()])> = Vec::new();
    for _ in 0..rounds {
        for (side, name) in PROGRAMS.iter().enumerate() {
            let printed = program(name, "calls")?;
            for (line, found) in printed.lines().enumerate() {
                let (operation, nanoseconds) =
                    parse(found).with_context(|| format!("`{name}` printed `{found}`"))?;
                if calls.len() <= line {
                    calls.push((operation.to_owned(), Default::default()));
                }
                calls[line].1[side].push(nanoseconds);
            }
        }
    }
    rows.extend(calls.into_iter().map(|(operation, samples)| {
        Row::new(format!("wasi: {script}, call of {operation}"), Unit::Nanoseconds, &samples.map(median))
    }));
    Ok(rows)
}

fn parse(line: &str) -> Option<(&str, f64)> {
    let (operation, nanoseconds) = line.split_once(' ')?;
    Some((operation, nanoseconds.parse().ok()?))
}
