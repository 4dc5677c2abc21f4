//! `cargo embody inspect`: what is in a component.
//!
//! In: a component. Out: its world as WIT, its functions with their numbers, its core modules and sizes, and the proposals
//! that it needs. Nothing is compiled, and what cannot be compiled can be inspected.

mod layout;
mod show;

use anyhow::Result;
use clap::Args;
use embody_build::bind::{ListedFunction, decode};
use embody_build::error::{Error, ErrorKind};
use embody_build::features::Features;
use serde::Serialize;

use self::layout::{CoreModule, Layout, Sizes};
use crate::args::ModuleArgs;
use crate::input::Input;
use crate::output;

const EXAMPLES: &str = "\
Examples:
  cargo embody inspect greeter.wasm
  cargo embody inspect --json greeter.wasm | jq '.exports[].name'
  wasm-tools component new module.wasm | cargo embody inspect -

JSON, whose `format` is 1 until a field changes its meaning or goes away:
  file               what was read
  format             1
  bytes              the size of the binary
  wit                the world as WIT; null if WIT cannot express it
  imports, exports   functions: `index`, which is the constant index of an export,
                     `interface`, null at the root, and `name`
  module_imports     paths of the core modules that `--module` has to give
  core_modules       in the order of the file: `name`, `offset`, `bytes`, `functions`,
                     `imported_functions`, `code_bytes`, `data_bytes`, and `memories`,
                     each with `min_bytes` and `max_bytes`, null without a maximum
  proposals          `name`, `proposal` and `default`: whether it is on if nothing is said
  sizes              bytes of `code`, `data` and `custom` sections in core modules, and of
                     `other`, the rest of the file";

/// Show what is in a component: its world, core modules, proposals and sizes
///
/// Functions are listed with their numbers. That of an exported function is its constant index, by which a program calls
/// it without looking up a name. Nothing is compiled.
#[derive(Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct InspectArgs {
    /// The component; `-` for the standard input
    #[arg(value_name = "FILE")]
    file: Input,

    #[command(flatten)]
    given: ModuleArgs,

    /// Print JSON, which `--help` describes
    #[arg(long)]
    json: bool,
}

/// What is in a component, as JSON has it.
#[derive(Serialize)]
struct Inspection {
    file: String,
    format: u32,
    bytes: usize,
    wit: Option<String>,
    imports: Vec<Function>,
    exports: Vec<Function>,
    module_imports: Vec<Vec<String>>,
    core_modules: Vec<CoreModule>,
    proposals: Vec<Proposal>,
    sizes: Sizes,
    /// Why there is no WIT.
    #[serde(skip)]
    no_wit: Option<Error>,
}

/// An imported or exported function.
#[derive(Serialize)]
struct Function {
    index: u32,
    interface: Option<String>,
    name: String,
}

/// A proposal that the component needs.
#[derive(Serialize)]
struct Proposal {
    name: &'static str,
    proposal: &'static str,
    default: bool,
}

/// Runs the command.
///
/// # Errors
/// If the file cannot be read, or is no valid component.
pub(crate) fn run(args: &InspectArgs) -> Result<()> {
    let binary = args.file.read()?;
    let modules = args.given.modules()?;
    let inspection = inspect(&binary.name, &binary.bytes, &modules).map_err(|error| binary.at(error))?;
    match args.json {
        true => output::print_json(&inspection),
        false => output::print(&show::text(&inspection)),
    }
}

fn inspect(name: &str, bytes: &[u8], modules: &[(String, Vec<u8>)]) -> Result<Inspection, Error> {
    let (world, no_wit) = match decode::decode_given(bytes, modules) {
        Ok(world) => (Some(world), None),
        Err(error) if error.kind == ErrorKind::Unsupported => (None, Some(error)),
        Err(error) => return Err(error),
    };
    let Layout { core_modules, sizes } = Layout::of(bytes)?;
    let functions =
        |listed: Option<Vec<ListedFunction>>| listed.unwrap_or_default().into_iter().map(Function::from);
    let proposal = |feature: embody_build::features::Feature| Proposal {
        name: feature.key(),
        proposal: feature.proposal(),
        default: feature.is_default(),
    };
    Ok(Inspection {
        file: name.to_owned(),
        format: 1,
        bytes: bytes.len(),
        wit: world.as_ref().map(|world| world.wit()).transpose()?,
        imports: functions(world.as_ref().map(|world| world.imported_functions())).collect(),
        exports: functions(world.as_ref().map(|world| world.exported_functions())).collect(),
        // What cannot be compiled for other reasons has no list of them.
        module_imports: embody_build::imported_modules(bytes, Features::all()).unwrap_or_default(),
        core_modules,
        proposals: Features::needed(bytes).into_iter().map(proposal).collect(),
        sizes,
        no_wit,
    })
}

impl From<ListedFunction> for Function {
    fn from(ListedFunction { index, interface, name }: ListedFunction) -> Self {
        Self { index, interface, name }
    }
}
