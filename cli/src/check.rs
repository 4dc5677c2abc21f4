//! `cargo embody check`: would a component build, and what would be refused.
//!
//! In: components. Out: for each all that stands in the way, rather than the first of it: what is wrong, where, and what to
//! do. What nothing stands in the way of has been compiled, and thrown away.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use embody_build::bind::{self, decode};
use embody_build::error::{Error, ErrorKind};
use embody_build::options::Options;
use embody_build::{compile, link, parse};
use serde::Serialize;

use crate::args::{GuestArgs, MachineArgs};
use crate::input::Input;
use crate::output::{self, DIM, ERROR, FINE, HELP, NAME, count, styled};
use crate::{advice, failure, progress};

const EXAMPLES: &str = "\
Examples:
  cargo embody check greeter.wasm
  cargo embody check guests/*.wasm --cpu x86-64-v3
  cargo embody check --json greeter.wasm | jq -r '.files[].findings[].message'

Several findings of one kind in one section of a file may be reported as one.

JSON, whose `format` is 1 until a field changes its meaning or goes away:
  format             1
  files              for each file: `file`, `builds` and `findings`
  findings           `kind`: `invalid`, `unsupported`, `limit`, `import`, `bug` or `io`;
                     `stands_in_the_way_of`: `wrappers` if only `component!` and `expand` refuse it,
                     `everything` otherwise; `message`; `offset` in the binary, or null;
                     `place`: a WIT path, a function or a type, or null; `help`, or null";

/// Say whether components would build, and all of what would be refused
///
/// Each finding has its kind, its place (a WIT path, a function, a byte offset), and what to do. The exit code is 1 if there
/// is any.
#[derive(Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct CheckArgs {
    /// The components; `-` for the standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<Input>,

    #[command(flatten)]
    machine: MachineArgs,

    #[command(flatten)]
    guest: GuestArgs,

    /// Print JSON, which `--help` describes
    #[arg(long)]
    json: bool,
}

/// What was found, as JSON has it.
#[derive(Serialize)]
struct Report {
    format: u32,
    files: Vec<Checked>,
}

/// A component.
#[derive(Serialize)]
struct Checked {
    file: String,
    builds: bool,
    findings: Vec<Finding>,
}

/// Something that stands in the way.
#[derive(Debug, PartialEq, Serialize)]
struct Finding {
    kind: Kind,
    stands_in_the_way_of: Stopped,
    message: String,
    offset: Option<usize>,
    place: Option<String>,
    help: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Invalid,
    Unsupported,
    Limit,
    Import,
    Bug,
    Io,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Stopped {
    Wrappers,
    Everything,
}

/// Runs the command.
///
/// # Errors
/// If a core module cannot be read, or the machine is not known.
pub(crate) fn run(args: &CheckArgs) -> Result<ExitCode> {
    let options = args.machine.options(&args.guest)?;
    let files: Vec<_> = args.files.iter().map(|file| check(file, &args.guest, &options)).collect();
    let code = files.iter().flat_map(|file| &file.findings).map(|finding| finding.kind.code()).max();
    let report = Report { format: 1, files };
    match args.json {
        true => output::print_json(&report)?,
        false => output::print(&report.files.iter().map(text).collect::<String>())?,
    }
    Ok(code.map_or(ExitCode::SUCCESS, ExitCode::from))
}

fn check(file: &Input, guest: &GuestArgs, options: &Options) -> Checked {
    let findings = match guest.read(file) {
        Ok(binary) => progress::during(&format!("checking {}", binary.short_name()), || {
            findings(&binary.bytes, options)
        }),
        Err(error) => vec![match error.downcast_ref::<Error>() {
            Some(error) => Finding::of(error.clone()),
            None => Finding::of(Error::io(format!("{error:#}"))),
        }],
    };
    Checked { file: file.name(), builds: findings.is_empty(), findings }
}

/// All that stands in the way of a component.
fn findings(bytes: &[u8], options: &Options) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut add = |finding: Finding| {
        if !found.contains(&finding) {
            found.push(finding);
        }
    };
    let compiled = embody_build::compile_component(bytes, options);
    let compiles = compiled.is_ok();
    if let Err(first) = compiled {
        let mut all = refused(bytes, options);
        if all.is_empty() {
            all.push(Finding::of(first));
        }
        all.into_iter().for_each(&mut add);
    }
    match decode::decode_given(bytes, &options.modules) {
        Ok(world) => bind::refusals(&world).into_iter().map(Finding::of_wit).for_each(&mut add),
        // What is wrong with the file as a whole was found already, unless it compiles all the same.
        Err(error) if compiles || error.kind == ErrorKind::Unsupported => {
            add(Finding { stands_in_the_way_of: Stopped::Wrappers, ..Finding::of(error) });
        }
        Err(_) => {}
    }
    found
}

/// What parsing, linking and translation refuse, each going as far as it can.
fn refused(bytes: &[u8], options: &Options) -> Vec<Finding> {
    let in_parts = parse::refusals(bytes, options.features);
    if !in_parts.is_empty() {
        return in_parts.into_iter().map(Finding::of).collect();
    }
    let linked = parse::parse_given(bytes, options.features, &options.modules).and_then(link::link);
    let refused = linked.and_then(|linked| compile::refusals(&linked.image, options));
    match refused {
        Ok(functions) => {
            functions.into_iter().map(|(name, error)| Finding::of_function(&name, error)).collect()
        }
        Err(error) => vec![Finding::of(error)],
    }
}

impl Finding {
    fn of(error: Error) -> Self {
        let help = advice::of(&error);
        let (place, message) = advice::place(&error.message);
        Self {
            kind: Kind::of(error.kind),
            stands_in_the_way_of: Stopped::Everything,
            message: message.to_owned(),
            offset: error.offset,
            place: place.map(str::to_owned),
            help,
        }
    }

    fn of_function(name: &str, error: Error) -> Self {
        let finding = Self::of(error);
        Self { place: finding.place.or_else(|| Some(format!("the core function `{name}`"))), ..finding }
    }

    fn of_wit(refusal: bind::Refusal) -> Self {
        Self {
            kind: Kind::Unsupported,
            stands_in_the_way_of: Stopped::Wrappers,
            help: Some(advice::unsupported(&refusal.what).to_owned()),
            message: refusal.what,
            offset: None,
            place: Some(refusal.user),
        }
    }
}

impl Kind {
    fn of(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::Invalid => Self::Invalid,
            ErrorKind::Unsupported => Self::Unsupported,
            ErrorKind::Limit => Self::Limit,
            ErrorKind::Import => Self::Import,
            ErrorKind::Bug => Self::Bug,
            ErrorKind::Io => Self::Io,
        }
    }

    fn code(self) -> u8 {
        match self {
            Self::Invalid | Self::Unsupported | Self::Limit | Self::Import => failure::COMPONENT,
            Self::Io => failure::WRONG_USE,
            Self::Bug => failure::BUG,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Invalid => "invalid component",
            Self::Unsupported => "not supported yet",
            Self::Limit => "over a limit",
            Self::Import => "a missing or wrong import",
            Self::Bug => "a bug in Embody",
            Self::Io => "cannot be read",
        }
    }
}

/// A component's findings for people.
fn text(checked: &Checked) -> String {
    let file = styled(NAME, &checked.file);
    if checked.builds {
        return format!("{file}: {}\n", styled(FINE, "builds"));
    }
    let only_wrappers =
        checked.findings.iter().all(|finding| finding.stands_in_the_way_of == Stopped::Wrappers);
    let end = if only_wrappers { ", all about wrappers: `compile` works" } else { "" };
    let mut out = format!("{file}: {}{end}\n", styled(ERROR, count(checked.findings.len(), "finding")));
    for finding in &checked.findings {
        out += &format!("  {}: {}\n", styled(ERROR, finding.kind.title()), finding.message);
        let offset = finding.offset.map(|offset| format!("offset {offset:#x}"));
        let places: Vec<_> = finding.place.iter().cloned().chain(offset).collect();
        if !places.is_empty() {
            out += &format!("    {} {}\n", styled(DIM, "at"), places.join(", "));
        }
        if let Some(help) = &finding.help {
            out += &format!("    {} {help}\n", styled(HELP, "help:"));
        }
    }
    out
}
