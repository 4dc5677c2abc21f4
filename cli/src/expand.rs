//! `cargo embody expand`: the wrappers that `component!` makes, to read.
//!
//! In: a component. Out: Rust, formatted. The compiled image is left out: it is bytes.

use anyhow::{Result, anyhow};
use clap::Args;
use embody_build::bind::decode;
use embody_build::bind::{self, BindError, BindOptions, Choices, Linkage, RuntimePath};
use embody_build::error::Error;

use crate::args::GuestArgs;
use crate::input::Input;
use crate::output;

const EXAMPLES: &str = "\
Examples:
  cargo embody expand greeter.wasm
  cargo embody expand greeter.wasm | less
  cargo embody expand greeter.wasm --crate crate::vendor::embody

What is printed is all of `component!(\"greeter.wasm\")` but for its module `__image`, which holds the
machine code.";

/// Print the Rust wrappers that `embody::component!` makes of a component
#[derive(Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct ExpandArgs {
    /// The component; `-` for the standard input
    #[arg(value_name = "FILE")]
    file: Input,

    /// Where the wrappers find the runtime crate
    #[arg(long = "crate", value_name = "PATH", default_value = "::embody", value_parser = runtime)]
    runtime: Runtime,

    #[command(flatten)]
    guest: GuestArgs,
}

/// The path of the runtime crate. Tokens are no threads' to share, so it is parsed where it is used.
#[derive(Clone)]
struct Runtime(String);

impl Runtime {
    fn path(&self) -> Result<RuntimePath> {
        syn::parse_str(&self.0).map_err(|error| anyhow!("--crate: {error}"))
    }
}

fn runtime(text: &str) -> Result<Runtime, String> {
    match syn::parse_str::<RuntimePath>(text) {
        Ok(_) => Ok(Runtime(text.to_owned())),
        Err(error) => Err(error.to_string()),
    }
}

/// Runs the command.
///
/// # Errors
/// If the file cannot be read, or no wrappers can be made of it.
pub(crate) fn run(args: &ExpandArgs) -> Result<()> {
    let runtime = args.runtime.path()?;
    let modules = args.guest.modules()?;
    let binary = args.guest.read(&args.file)?;
    let wrappers = wrappers(&binary.bytes, args, runtime, &modules).map_err(|error| binary.at(error))?;
    output::print(&wrappers)
}

fn wrappers(
    bytes: &[u8],
    args: &ExpandArgs,
    runtime: RuntimePath,
    modules: &[(String, Vec<u8>)],
) -> Result<String, Error> {
    let world = decode::decode_given(bytes, modules)?;
    bind::check(&world)?;
    let linkage = Linkage::of(bytes, args.guest.features(), modules)?;
    let options = BindOptions { runtime, linkage, choices: Choices::default() };
    let tokens = bind::bind(&world, &options).map_err(|error| match error {
        BindError::Component(error) => error,
        BindError::Choice(error) => Error::bug(error.message),
    })?;
    let file =
        syn::parse2(tokens).map_err(|error| Error::bug(format!("the wrappers are no Rust: {error}")))?;
    Ok(prettyplease::unparse(&file))
}
