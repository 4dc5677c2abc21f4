//! `cargo embody compile`: a component becomes an artifact.
//!
//! In: a component and the machine. Out: the file that `Component::deserialize` reads, whole or not at all.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::args::{GuestArgs, MachineArgs};
use crate::input::Input;
use crate::output::{FINE, bytes, err};
use crate::progress;

const EXAMPLES: &str = "\
Examples:
  cargo embody compile greeter.wasm -o greeter.embody
  cargo embody compile greeter.wasm -o greeter.embody --cpu x86-64-v3
  cargo embody compile greeter.wasm -o greeter.arm --target aarch64-unknown-linux-gnu
  cargo embody compile app.wasm -o app.embody --module libc=libc.wasm
  cargo embody compile app.wasm -o app.embody --compose library.wasm

A program loads the artifact without a compiler:
  let engine = embody::Engine::default();
  // SAFETY: the file is an artifact that this version of Embody made.
  let component = unsafe { Component::deserialize_file(&engine, \"greeter.embody\")? };

It is an ELF file, which `readelf` and `objdump -d` understand. The same component, options and
version of Embody give the same bytes.";

/// Compile a component to a file that a program loads without a compiler
///
/// The artifact is for one target, and for one version of Embody. A program that was not compiled for that version refuses
/// it.
#[derive(Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct CompileArgs {
    /// The component; `-` for the standard input
    #[arg(value_name = "FILE")]
    file: Input,

    /// Where the artifact goes; `-` for the standard output
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,

    #[command(flatten)]
    machine: MachineArgs,

    #[command(flatten)]
    guest: GuestArgs,

    /// Say nothing unless something is wrong
    #[arg(short, long)]
    quiet: bool,
}

/// Runs the command.
///
/// # Errors
/// If a file cannot be read or written, or the component cannot be compiled.
pub(crate) fn run(args: &CompileArgs) -> Result<()> {
    let options = args.machine.options(&args.guest)?;
    let binary = args.guest.read(&args.file)?;
    let machine = args.machine.name(&options);
    let what = format!("compiling {} for {machine}", binary.short_name());
    let artifact = progress::during(&what, || embody_build::compile_component(&binary.bytes, &options));
    let artifact = artifact.map_err(|error| binary.at(error))?;
    let file = artifact.to_bytes().map_err(|error| binary.at(error))?;
    let to = write(&args.output, &file)?;
    if !args.quiet {
        let (text, data) = (bytes(artifact.text.len()), bytes(artifact.data.len()));
        err(
            FINE,
            "compiled",
            &format!("{} for {machine}: machine code {text}, data {data}, in {to}", binary.name),
        );
    }
    Ok(())
}

/// Writes the artifact, and says where it is.
fn write(path: &Path, bytes: &[u8]) -> Result<String> {
    if path == Path::new("-") {
        use std::io::IsTerminal as _;
        let mut out = std::io::stdout().lock();
        if out.is_terminal() {
            bail!(
                "an artifact is nothing to look at: name a file with `--output`, or send the output elsewhere"
            );
        }
        out.write_all(bytes).and_then(|()| out.flush()).context("standard output")?;
        return Ok("standard output".to_owned());
    }
    write_file(path, bytes).with_context(|| format!("cannot write `{}`", path.display()))?;
    Ok(format!("`{}`", path.display()))
}

/// Writes a file under another name first: who reads it finds all of it or what was there before.
fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    let Some(name) = path.file_name() else { bail!("it is no name of a file") };
    if path.is_dir() {
        bail!("it is a folder; name a file in it");
    }
    // A device, such as `/dev/null`, cannot be replaced.
    if path.exists() && !path.is_file() {
        return Ok(std::fs::write(path, bytes)?);
    }
    let mut temporary = name.to_owned();
    temporary.push(format!(".{}.part", std::process::id()));
    let temporary = path.with_file_name(temporary);
    let written = std::fs::write(&temporary, bytes).and_then(|()| std::fs::rename(&temporary, path));
    if written.is_err() {
        // It is not there, or nobody can remove it.
        let _ = std::fs::remove_file(&temporary);
    }
    Ok(written?)
}
