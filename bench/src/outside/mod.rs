//! What no operation within this process shows: programs seen from outside.
//!
//! In: programs and guests in the folder that `cargo xtask bench` has filled. Out: the values of Embody,
//! Wasmtime and, where there is one, the limit.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};

use crate::Options;
use crate::cases::Guest;
use crate::report::Unit;
use crate::time::median;

mod build;
pub(crate) mod first;

/// Something to see from outside.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Outside {
    /// The first load of a process.
    FirstLoad(Guest),
    /// The size of a program that embeds the adder.
    Size,
    /// How much larger it is than the same program without the adder.
    SizeAdded,
    /// The wall time from starting that program to its end.
    Start,
    /// The wall time of compiling `mid` with so many threads.
    BuildTime(usize),
    /// The most memory that compiling `mid` with one thread takes.
    BuildMemory,
    /// The size of `mid`, compiled.
    Compiled,
}

impl Outside {
    pub(crate) const ALL: &[Outside] = &[
        Outside::FirstLoad(Guest::Adder),
        Outside::FirstLoad(Guest::Calls),
        Outside::FirstLoad(Guest::Mid),
        Outside::Size,
        Outside::SizeAdded,
        Outside::Start,
        Outside::BuildTime(1),
        Outside::BuildTime(2),
        Outside::BuildMemory,
        Outside::Compiled,
    ];

    /// What the table calls it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Outside::FirstLoad(Guest::Adder) => {
                "first load in a process: adder, COMPONENT.get() / deserialize_raw in place"
            }
            Outside::FirstLoad(Guest::Calls) => {
                "first load in a process: calls, COMPONENT.get() / deserialize_raw in place"
            }
            Outside::FirstLoad(Guest::Mid) => {
                "first load in a process: mid, COMPONENT.get() / deserialize_raw in place"
            }
            Outside::Size => "size: stripped opt-level=z program with the adder",
            Outside::SizeAdded => "size: the same, more than without the adder",
            Outside::Start => "start: that program, start to first result and end (wall)",
            Outside::BuildTime(1) => "build: compile mid, 1 thread (wall)",
            Outside::BuildTime(_) => "build: compile mid, 2 threads (wall)",
            Outside::BuildMemory => "build: peak memory, 1 thread",
            Outside::Compiled => "build: size of mid, compiled",
        }
    }

    /// Measures it: Embody, Wasmtime, and the limit if there is one.
    ///
    /// # Errors
    /// If a program is missing or fails.
    pub(crate) fn measure(self, options: &Options) -> Result<(Unit, Vec<f64>)> {
        match self {
            Outside::FirstLoad(guest) => Ok((Unit::Nanoseconds, first::measure(guest, options)?)),
            Outside::Size => Ok((Unit::Bytes, sizes(&options.inputs)?)),
            Outside::SizeAdded => {
                let [embody, wasmtime, without] = sizes(&options.inputs)?[..] else {
                    unreachable!("there are three")
                };
                Ok((Unit::Bytes, vec![embody - without, wasmtime - without]))
            }
            Outside::Start => Ok((Unit::Nanoseconds, starts(options)?)),
            Outside::BuildTime(threads) => Ok((Unit::Nanoseconds, build::times(threads, options)?)),
            Outside::BuildMemory => Ok((Unit::Bytes, build::peaks(options)?)),
            Outside::Compiled => Ok((Unit::Bytes, build::sizes(options)?)),
        }
    }
}

/// The programs with the adder, and the one without.
fn programs(inputs: &Path) -> [PathBuf; 3] {
    ["size-embody", "size-wasmtime", "size-hello"].map(|name| inputs.join(name))
}

fn sizes(inputs: &Path) -> Result<Vec<f64>> {
    programs(inputs).iter().map(|program| size(program)).collect()
}

fn size(path: &Path) -> Result<f64> {
    let found =
        fs::metadata(path).with_context(|| format!("`{}`; `cargo xtask bench` makes it", path.display()))?;
    Ok(found.len() as f64)
}

fn starts(options: &Options) -> Result<Vec<f64>> {
    let rounds = if options.quick { 10 } else { 200 };
    let programs = programs(&options.inputs);
    in_turn(rounds, &programs, |program| {
        let start = Instant::now();
        let output = output(&mut Command::new(program))?;
        let took = start.elapsed();
        ensure!(output.trim() == "3", "`{}` printed `{}`", program.display(), output.trim());
        Ok(took.as_nanos() as f64)
    })
}

/// The medians of several rounds, in each of which each side has its turn.
fn in_turn<S>(rounds: usize, sides: &[S], mut measure: impl FnMut(&S) -> Result<f64>) -> Result<Vec<f64>> {
    let mut samples = vec![Vec::with_capacity(rounds); sides.len()];
    for _ in 0..rounds {
        for (side, samples) in sides.iter().zip(&mut samples) {
            samples.push(measure(side)?);
        }
    }
    Ok(samples.into_iter().map(median).collect())
}

/// Runs a program for what it prints.
fn output(command: &mut Command) -> Result<String> {
    let program = command.get_program().display().to_string();
    let output =
        command.stderr(Stdio::inherit()).output().with_context(|| format!("cannot run `{program}`"))?;
    if !output.status.success() {
        bail!("`{program}`: {}", output.status);
    }
    Ok(String::from_utf8(output.stdout)?)
}
