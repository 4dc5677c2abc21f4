//! The command line.
//!
//! In: arguments, as clap reads them. Out: [`Cli`], and what several commands share: which component, with which core
//! modules and proposals, for which machine. Help texts are here and nowhere else.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum};
use embody_abi::features::Target;
use embody_build::compose;
use embody_build::embed;
use embody_build::features::{Feature, Features};
use embody_build::options::{MemoryKind, OptLevel, Options};

use crate::input::{Binary, Input};
use crate::{check, compile, expand, inspect, objdump};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

const AFTER_HELP: &str = "\
Exit codes:
  0  all went well
  1  the component is at fault: not valid, not supported, or over a limit
  2  the command was called in a way that cannot work: arguments, files
  3  a bug in Embody

A component is a file in the binary format or in the text format; `-` is the standard input.
`cargo embody help COMMAND` has examples.";

/// Looks into WebAssembly components and compiles them to native code
///
/// What `embody::component!` does while a crate is compiled, step by step and by hand.
#[derive(Parser)]
#[command(name = "cargo-embody", bin_name = "cargo embody", version, styles = STYLES, after_help = AFTER_HELP)]
#[command(arg_required_else_help = true, subcommand_required = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN", display_order = 900)]
    pub(crate) color: Color,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    Inspect(inspect::InspectArgs),
    Compile(compile::CompileArgs),
    Expand(expand::ExpandArgs),
    Objdump(objdump::ObjdumpArgs),
    Check(check::CheckArgs),
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Makes it the choice of all output.
    pub(crate) fn apply(self) {
        let choice = match self {
            Self::Auto => return,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }

    /// What it is for help and errors of arguments.
    pub(crate) fn of_help(self) -> ColorChoice {
        match self {
            Self::Auto => ColorChoice::Auto,
            Self::Always => ColorChoice::Always,
            Self::Never => ColorChoice::Never,
        }
    }
}

/// What a component may use.
#[derive(Args)]
pub(crate) struct GuestArgs {
    #[command(flatten)]
    given: ModuleArgs,

    /// Satisfy imports with what this component exports
    ///
    /// May be given several times: an import is satisfied by the first component behind it that exports it.
    #[arg(long = "compose", value_name = "FILE")]
    compose: Vec<PathBuf>,

    /// Turn a proposal on or off: `--feature wide_arithmetic=true`
    ///
    /// What is on otherwise is what Wasmtime has on by default. May be given several times.
    #[arg(long = "feature", value_name = "NAME=BOOL", value_parser = feature)]
    features: Vec<(Feature, bool)>,
}

/// Core modules that a component imports.
#[derive(Args)]
pub(crate) struct ModuleArgs {
    /// Give a core module for one that the component imports
    ///
    /// NAME is the import's name, `instance/name` for one in an instance. May be given several times.
    #[arg(long = "module", value_name = "NAME=FILE", value_parser = module)]
    modules: Vec<(String, PathBuf)>,
}

/// What a component is compiled for.
#[derive(Args)]
pub(crate) struct MachineArgs {
    /// The machine to compile for: `x86_64-linux` or `aarch64-linux`, or one of rustc's names; this one if not given
    #[arg(long, value_name = "TARGET", value_parser = target)]
    target: Option<Target>,

    /// The processor to compile for: `baseline`, `x86-64-v2`, `x86-64-v3`, `x86-64-v4` or `native`
    #[arg(long, value_name = "CPU", default_value = "baseline")]
    cpu: String,

    /// How hard to optimise
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t)]
    opt_level: Level,

    /// How memories are kept: `guarded` reserves 4 GiB of address space for each, `checked` little more than they have
    #[arg(long, value_name = "KIND", default_value = "guarded", value_parser = memory)]
    memory: MemoryKind,
}

/// How hard to optimise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Level {
    /// Compile quickly
    None,
    /// Make the code fast
    #[default]
    Speed,
    /// Make the code fast and small
    #[value(name = "speed_and_size", alias = "speed-and-size", alias = "size")]
    SpeedAndSize,
}

impl GuestArgs {
    /// The proposals that may be used.
    pub(crate) fn features(&self) -> Features {
        self.features.iter().fold(Features::default(), |features, (feature, on)| features.with(*feature, *on))
    }

    /// Reads the core modules.
    ///
    /// # Errors
    /// If one cannot be read.
    pub(crate) fn modules(&self) -> Result<Vec<(String, Vec<u8>)>> {
        self.given.modules()
    }

    /// Reads a component, and puts it together with those that satisfy its imports.
    ///
    /// # Errors
    /// If one cannot be read, or they do not fit.
    pub(crate) fn read(&self, first: &Input) -> Result<Binary> {
        let mut whole = first.read()?;
        if self.compose.is_empty() {
            return Ok(whole);
        }
        let others =
            self.compose.iter().map(|path| Input(path.clone()).read()).collect::<Result<Vec<_>>>()?;
        let part = |binary: &Binary| binary.name.clone();
        let parts = std::iter::once(&whole).chain(&others);
        let parts: Vec<_> = parts.map(|binary| (part(binary), binary.bytes.as_slice())).collect();
        let composed = compose::compose(&parts).map_err(|error| whole.at(error))?;
        whole.bytes = composed;
        Ok(whole)
    }
}

impl ModuleArgs {
    /// Reads the core modules.
    ///
    /// # Errors
    /// If one cannot be read.
    pub(crate) fn modules(&self) -> Result<Vec<(String, Vec<u8>)>> {
        let read = |(name, path): &(String, PathBuf)| {
            let Binary { bytes, .. } = Input(path.clone()).read()?;
            Ok((name.clone(), bytes))
        };
        self.modules.iter().map(read).collect()
    }
}

impl MachineArgs {
    /// All that is chosen about compilation.
    ///
    /// # Errors
    /// If the machine is not known, or a core module cannot be read.
    pub(crate) fn options(&self, guest: &GuestArgs) -> Result<Options> {
        let options = match self.target {
            Some(target) => Options::new(target),
            None => Options::host().map_err(wrong_use).context("name a target: `--target x86_64-linux`")?,
        };
        let mut options = options.cpu(&self.cpu).map_err(wrong_use).context("--cpu")?;
        options.opt_level = match self.opt_level {
            Level::None => OptLevel::None,
            Level::Speed => OptLevel::Speed,
            Level::SpeedAndSize => OptLevel::SpeedAndSize,
        };
        options.memory = self.memory;
        options.features = guest.features();
        options.modules = guest.modules()?;
        Ok(options)
    }

    /// Target and processor, for people.
    pub(crate) fn name(&self, options: &Options) -> String {
        match self.cpu.as_str() {
            "baseline" => embed::target_name(options.target),
            cpu => format!("{} ({cpu})", embed::target_name(options.target)),
        }
    }
}

/// An error of the compiler that is about arguments, and no component's fault.
fn wrong_use(error: embody_build::error::Error) -> anyhow::Error {
    anyhow::anyhow!("{error}")
}

/// Embody's name of a target, or one of rustc's, of which vendor and C library do not matter.
fn target(name: &str) -> Result<Target, String> {
    let known = || Target::ALL.iter().copied();
    let of_rustc = |target: &Target| {
        let (arch, os) = target.cfg();
        let parts: Vec<_> = name.split('-').collect();
        parts.first() == Some(&arch) && parts.len() > 2 && parts[1..].contains(&os)
    };
    embed::target_named(name).or_else(|| known().find(of_rustc)).ok_or_else(|| {
        let names: Vec<_> = known().map(|target| format!("`{}`", embed::target_name(target))).collect();
        format!("components can be compiled for {}", names.join(" and "))
    })
}

fn memory(name: &str) -> Result<MemoryKind, String> {
    MemoryKind::from_name(name).ok_or_else(|| "memories are `guarded` or `checked`".to_owned())
}

fn module(text: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((name, path)) if !name.is_empty() && !path.is_empty() => Ok((name.to_owned(), path.into())),
        _ => Err("it has to be `NAME=FILE`".to_owned()),
    }
}

fn feature(text: &str) -> Result<(Feature, bool), String> {
    let (name, on) = text.split_once('=').unwrap_or((text, "true"));
    let key = name.replace('-', "_");
    let by_name = || Feature::ALL.iter().copied().find(|feature| feature.proposal() == name);
    let feature = Feature::from_key(&key).or_else(by_name).ok_or_else(|| {
        let near = |feature: &&Feature| strsim::damerau_levenshtein(&key, feature.key());
        let nearest =
            Feature::ALL.iter().min_by_key(near).filter(|feature| near(feature) <= 1 + key.len() / 3);
        match nearest {
            Some(feature) => format!("there is no proposal `{name}`; did you mean `{}`?", feature.key()),
            None => {
                let known: Vec<_> =
                    Feature::ALL.iter().map(|feature| format!("`{}`", feature.key())).collect();
                format!("there is no proposal `{name}`; the proposals are {}", known.join(", "))
            }
        }
    })?;
    match on {
        "true" | "on" => Ok((feature, true)),
        "false" | "off" => Ok((feature, false)),
        _ => Err(format!("`{on}` is neither `true` nor `false`")),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn examples_of_help_are_understood() {
        let mut examples = 0;
        for mut command in Cli::command().get_subcommands().cloned() {
            let help = command.render_long_help().to_string();
            for line in help.lines().filter_map(|line| line.strip_prefix("  cargo embody ")) {
                let words = line.split(" | ").next().unwrap_or_default().split_whitespace();
                if let Err(error) = Cli::try_parse_from(["cargo-embody"].into_iter().chain(words)) {
                    panic!("{line}: {error}");
                }
                examples += 1;
            }
        }
        assert!(examples > 10, "{examples}");
    }

    #[test]
    fn targets_have_names_of_rustc_too() {
        for name in ["x86_64-linux", "x86_64-unknown-linux-gnu", "x86_64-unknown-linux-musl"] {
            assert_eq!(target(name), Ok(Target::X86_64Linux), "{name}");
        }
        assert_eq!(target("aarch64-unknown-linux-gnu"), Ok(Target::Aarch64Linux));
        for name in ["x86_64", "x86_64-apple-darwin", "aarch64_be-unknown-linux-gnu", "linux", ""] {
            assert!(target(name).is_err(), "{name}");
        }
    }

    #[test]
    fn proposals_are_found_by_either_name() {
        assert_eq!(feature("wide_arithmetic=true"), Ok((Feature::WideArithmetic, true)));
        assert_eq!(feature("wide-arithmetic=off"), Ok((Feature::WideArithmetic, false)));
        assert_eq!(feature("exception-handling"), Ok((Feature::Exceptions, true)));
        assert!(feature("wide_aritmetic=true").unwrap_err().contains("did you mean `wide_arithmetic`?"));
        assert!(feature("zzz").unwrap_err().contains("the proposals are `bulk_memory`"));
        assert!(feature("simd=maybe").is_err());
    }

    #[test]
    fn modules_have_a_name_and_a_file() {
        assert_eq!(module("a/b=c=d.wasm"), Ok(("a/b".to_owned(), "c=d.wasm".into())));
        assert!(module("a").is_err() && module("=b").is_err() && module("a=").is_err());
    }
}
