//! The first load of a process: this program runs itself for it.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::{in_turn, output};
use crate::cases::Guest;
use crate::{Options, embody_side, wasmtime_side};

/// What tells this program to do a first load and nothing else.
const VARIABLE: &str = "EMBODY_BENCH_FIRST_LOAD";

const SIDES: [&str; 2] = ["embody", "wasmtime"];

/// A first load that this process was started for.
pub(crate) struct FirstLoad {
    side: String,
    guest: Guest,
    inputs: PathBuf,
}

/// What this process was started for, if for that.
pub(crate) fn requested() -> Option<FirstLoad> {
    let request = env::var(VARIABLE).ok()?;
    let mut fields = request.splitn(3, ' ');
    let (side, name, inputs) = (fields.next()?, fields.next()?, fields.next()?);
    let guest = Guest::ALL.into_iter().find(|guest| guest.name() == name)?;
    Some(FirstLoad { side: side.to_owned(), guest, inputs: inputs.into() })
}

impl FirstLoad {
    /// Does it, and prints how many nanoseconds it took.
    pub(crate) fn run(&self) -> Result<()> {
        let took = match self.side.as_str() {
            "embody" => embody_side::first_load(self.guest),
            _ => wasmtime_side::first_load(self.guest, &self.inputs)?,
        };
        println!("{}", took.as_nanos());
        Ok(())
    }
}

/// Nanoseconds of each side, each time in a process of its own.
pub(super) fn measure(guest: Guest, options: &Options) -> Result<Vec<f64>> {
    let rounds = if options.quick { 3 } else { 31 };
    let program = env::current_exe()?;
    in_turn(rounds, &SIDES, |side| {
        let request = format!("{side} {} {}", guest.name(), options.inputs.display());
        let printed = output(Command::new(&program).env(VARIABLE, request))?;
        printed.trim().parse().with_context(|| format!("`{printed}` is no time"))
    })
}
