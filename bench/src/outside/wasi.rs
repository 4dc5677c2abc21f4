//! Scripts that import WASI: two programs, each with one runtime in it, that do the same work with them.
//!
//! Both have what compiling made: Embody's is in the program, Wasmtime's a file that is mapped. The first result of a process
//! is timed within it, from nothing to the end of the first call; a call, many times, in one instance.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::{in_turn, output};
use crate::Options;
use crate::report::{Row, Unit};
use crate::time::median;

/// The scripts, which are there if somebody has built them.
const SCRIPTS: [&str; 2] = ["script-js", "script-py"];

const PROGRAMS: [&str; 2] = ["wasi-embody", "wasi-wasmtime"];

/// The scripts that are there.
pub(super) fn scripts(inputs: &Path) -> impl Iterator<Item = &'static str> {
    SCRIPTS.into_iter().filter(|script| inputs.join(format!("{script}.cwasm")).is_file())
}

/// A row for the first result, and one for each call.
pub(super) fn measure(script: &str, options: &Options) -> Result<Vec<Row>> {
    let program =
        |program: &str, mode: &str| output(Command::new(options.inputs.join(program)).args([mode, script]));
    let rounds = if options.quick { 3 } else { 15 };
    let first = in_turn(rounds, &PROGRAMS, |side| {
        let printed = program(side, "first")?;
        printed.trim().parse().with_context(|| format!("`{printed}` is no time"))
    })?;
    let mut rows =
        vec![Row::new(format!("wasi: {script}, nothing to first result"), Unit::Nanoseconds, &first)];
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
