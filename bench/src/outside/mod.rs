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
use crate::report::{Row, Unit};
use crate::time::median;

mod build;
pub(crate) mod first;
mod wasi;

/// Something to see from outside.
#[derive(Clone, Debug)]
pub(crate) enum Outside {
    /// The first load of a process.
    FirstLoad(Guest),
    /// The size of a program that embeds the adder.
    Size,
    /// How much larger it is than the same program without the adder.
    SizeAdded,
    /// The wall time from starting that program to its end.
    Start,
    /// What compiling this component costs.
    Build(PathBuf),
    /// What this script does, which imports WASI.
    Wasi(&'static str),
    /// How large the programs are that run such scripts.
    WasiSize,
}

impl Outside {
    /// All of them.
    pub(crate) fn all(options: &Options) -> Vec<Outside> {
        let mut all: Vec<_> = Guest::ALL.into_iter().map(Outside::FirstLoad).collect();
        all.extend([Outside::Size, Outside::SizeAdded, Outside::Start]);
        let own = build::COMPONENTS.map(|name| options.inputs.join(format!("{name}.wasm")));
        all.extend(own.into_iter().chain(options.components.iter().cloned()).map(Outside::Build));
        for script in wasi::scripts(&options.inputs) {
            all.push(Outside::Build(options.inputs.join(format!("{script}.wasm"))));
            all.push(Outside::Wasi(script));
        }
        if wasi::scripts(&options.inputs).next().is_some() {
            all.push(Outside::WasiSize);
        }
        all
    }

    /// What the table calls it, or, if it has several rows, what their names begin with.
    pub(crate) fn name(&self) -> String {
        match self {
            Outside::FirstLoad(guest) => {
                let guest = guest.name();
                format!("first load in a process: {guest}, COMPONENT.get() / deserialize_raw in place")
            }
            Outside::Size => "size: stripped opt-level=z program with the adder".into(),
            Outside::SizeAdded => "size: the same, more than without the adder".into(),
            Outside::Start => "start: that program, start to first result and end (wall)".into(),
            Outside::Build(component) => format!("build: {}", build::name(component)),
            Outside::Wasi(script) => format!("wasi: {script}"),
            Outside::WasiSize => "wasi: size of a program with all scripts, or with their files".into(),
        }
    }

    /// Measures it: Embody, Wasmtime, and the limit if there is one.
    ///
    /// # Errors
    /// If a program is missing or fails.
    pub(crate) fn measure(&self, options: &Options) -> Result<Vec<Row>> {
        let (unit, values) = match self {
            Outside::FirstLoad(guest) => (Unit::Nanoseconds, first::measure(*guest, options)?),
            Outside::Size => (Unit::Bytes, sizes(&options.inputs)?),
            Outside::SizeAdded => {
                let [embody, wasmtime, without] = sizes(&options.inputs)?[..] else {
                    unreachable!("there are three")
                };
                (Unit::Bytes, vec![embody - without, wasmtime - without])
            }
            Outside::Start => (Unit::Nanoseconds, starts(options)?),
            Outside::Build(component) => return build::measure(component, options),
            Outside::Wasi(script) => return wasi::measure(script, options),
            Outside::WasiSize => (Unit::Bytes, wasi::sizes(&options.inputs)?),
        };
        Ok(vec![Row::new(self.name(), unit, &values)])
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
