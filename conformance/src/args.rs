//! The command's arguments.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use embody_build::options::MemoryKind;
use lexopt::prelude::{Long, Short, Value, ValueExt as _};

const HELP: &str = "\
Runs the specifications' tests on Embody.

usage: embody-wast [OPTIONS] PATH…             .wast files, and folders of them
       embody-wast [OPTIONS] --guests DIR…     real components, and the `oracle.json` beside them
       embody-wast [OPTIONS] --roundtrip DIR…  components that pass their arguments through `echo-import`

  --ratchet FILE   fail if a group passes less than FILE says
  --bless          write what passes to the ratchet's file instead
  --cpu NAME       compile for `baseline` (the default), `x86-64-v2`, `x86-64-v3`, `x86-64-v4` or `native`
  --memory KIND    keep memories `guarded` (the default) or `checked`
  --check          prove of the code of core modules that its accesses stay in bounds
  --threads N      files at a time; as many as the machine has processors by default

The last line is `N passed, N failed, N skipped`; skipped is what Embody refuses by name.";

/// What to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Scripts of the specifications' tests.
    Wast,
    /// Real components.
    Guests,
    /// Components that echo.
    RoundTrip,
}

/// The command's arguments.
#[derive(Debug)]
pub struct Args {
    /// What to run.
    pub work: Work,
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// The file of the ratchet.
    pub ratchet: Option<PathBuf>,
    /// Whether to write the ratchet's file.
    pub bless: bool,
    /// The processor to compile for.
    pub cpu: String,
    /// How memories are kept.
    pub memory: MemoryKind,
    /// Whether to check compiled code.
    pub check: bool,
    /// Files at a time.
    pub threads: usize,
}

fn memory(name: &str) -> Result<MemoryKind> {
    MemoryKind::from_name(name).with_context(|| format!("`--memory {name}`: it is `guarded` or `checked`"))
}

impl Args {
    /// Reads the arguments of this process; `--help` ends it.
    ///
    /// # Errors
    /// If they make no sense.
    pub fn parse() -> Result<Self> {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let mut args = Self {
            work: Work::Wast,
            paths: Vec::new(),
            ratchet: None,
            bless: false,
            cpu: "baseline".to_owned(),
            memory: MemoryKind::Guarded,
            check: false,
            threads,
        };
        let mut parser = lexopt::Parser::from_env();
        while let Some(arg) = parser.next()? {
            match arg {
                Long("guests") => args.work = Work::Guests,
                Long("roundtrip") => args.work = Work::RoundTrip,
                Long("ratchet") => args.ratchet = Some(parser.value()?.into()),
                Long("bless") => args.bless = true,
                Long("cpu") => args.cpu = parser.value()?.string()?,
                Long("memory") => args.memory = memory(&parser.value()?.string()?)?,
                Long("check") => args.check = true,
                Long("threads") => args.threads = parser.value()?.parse()?,
                Long("help") | Short('h') => {
                    crate::report::say(format_args!("{HELP}"));
                    std::process::exit(0);
                }
                Value(path) => args.paths.push(path.into()),
                other => return Err(other.unexpected().into()),
            }
        }
        if args.paths.is_empty() {
            bail!("nothing to run\n\n{HELP}");
        }
        if args.bless && args.ratchet.is_none() {
            bail!("`--bless` without `--ratchet FILE`");
        }
        Ok(args)
    }
}
