//! What people who work on Embody type often: `cargo xtask COMMAND`.
//!
//! One module per command. Each is a step that CI runs in the same way. Absent by design: anything that a
//! user of Embody needs.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

mod bench;
mod bless;
mod guests;
mod size;
mod tidy;

const USAGE: &str = "\
Usage: cargo xtask COMMAND

Commands:
  tidy                     check the rules of the house that no compiler checks
  bless [TEST…]            rewrite the golden files from what the tests find
  bench [FILTER] [--quick] [--component PATH]…
                           measure Embody beside Wasmtime and native code; compile these as well
  size                     check how much larger a program becomes that embeds a component
  guests [NAME…]           rebuild the components that examples, benches and tests run
";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result<()> {
    match args.split_first().map(|(command, rest)| (command.as_str(), rest)) {
        Some(("tidy", [])) => tidy::run(&repository()),
        Some(("bless", filters)) => bless::run(&repository(), filters),
        Some(("bench", options)) => bench::run(&repository(), options),
        Some(("size", [])) => size::run(&repository()),
        Some(("guests", names)) => guests::run(names).map_err(anyhow::Error::msg),
        None | Some(("help" | "--help" | "-h", _)) => {
            print!("{USAGE}");
            Ok(())
        }
        Some((command, _)) => {
            bail!("`{}` is not understood\n\n{USAGE}", [&[command.to_owned()], &args[1..]].concat().join(" "))
        }
    }
}

/// The folder of the repository.
fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the repository").to_path_buf()
}

/// Where builds go.
fn target_dir(root: &Path) -> PathBuf {
    root.join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// The Cargo that runs this program.
fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a program that says by itself what is wrong.
fn succeed(command: &mut Command) -> Result<()> {
    let program = command.get_program().display().to_string();
    let status = command.status().with_context(|| format!("cannot run `{program}`"))?;
    if !status.success() {
        bail!("`{program}`: {status}");
    }
    Ok(())
}
