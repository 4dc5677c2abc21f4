//! `cargo embody`: looks into WebAssembly components and compiles them to native code.
//!
//! In: a command line. Out: text or JSON on the standard output, notes and errors on the standard error, and an exit code
//! that says whose fault it is. One module per command; what they do is `embody-build`'s, and nothing is compiled in another
//! way than by `component!`.

mod advice;
mod args;
mod check;
mod command;
mod compile;
mod expand;
mod failure;
mod input;
mod inspect;
mod objdump;
mod output;
mod progress;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use crate::args::{Cli, Color, Command};

fn main() -> ExitCode {
    let args = command::own(std::env::args_os().collect());
    let color = command::color(&args);
    color.apply();
    match parse(args, color) {
        Ok(cli) => run(cli.command),
        Err(error) => {
            // Help goes to the standard output and is no error. Nothing can be done about either being closed.
            let _ = error.print();
            if error.use_stderr() { failure::wrong_use() } else { ExitCode::SUCCESS }
        }
    }
}

fn parse(args: Vec<OsString>, color: Color) -> Result<Cli, clap::Error> {
    let mut command = Cli::command().color(color.of_help());
    let matches = command.try_get_matches_from_mut(args)?;
    Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

fn run(command: Command) -> ExitCode {
    let done = match command {
        Command::Inspect(args) => inspect::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Compile(args) => compile::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Expand(args) => expand::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Objdump(args) => objdump::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Check(args) => check::run(&args),
    };
    done.unwrap_or_else(|error| failure::report(&error))
}
