//! Running files on threads.
//!
//! In: files, and what to do with one. Out: their reports, in the files' order, printed as they come. Each file has a
//! thread of its own, with stack enough for a guest; one that panics fails and takes nobody with it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use embody_build::options::MemoryKind;

use crate::files::File;
use crate::report::{Outcome, Report, say};
use crate::script::{Kind, Script};
use crate::{component, module};

/// Stack of a thread that runs files: what a guest may use, many times over for the compiler and the parser.
const STACK_BYTES: usize = 64 << 20;

/// What the parser says of syntax that the component model had and dropped. It cannot be read to the end.
const DROPPED_SYNTAX: &str = "is no longer supported after";

/// Runs files, so many at a time.
pub fn all(files: &[File], threads: usize, one: impl Fn(&File) -> Report + Sync) -> Vec<Report> {
    let (next, reports) = (AtomicUsize::new(0), Mutex::new(vec![None; files.len()]));
    std::thread::scope(|scope| {
        for _ in 0..threads.clamp(1, files.len().max(1)) {
            let worker = || {
                while let Some((at, file)) = take(files, &next) {
                    let report = guarded(file, &one);
                    print(&report);
                    if let Ok(mut reports) = reports.lock() {
                        reports[at] = Some(report);
                    }
                }
            };
            let spawned = std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, worker);
            if let Err(error) = spawned {
                eprintln!("cannot start a thread: {error}");
            }
        }
    });
    let lost = || Report::failure("it was not run".into());
    let reports = reports.into_inner().unwrap_or_default().into_iter();
    reports.map(|report| report.unwrap_or_else(lost)).collect()
}

fn take<'f>(files: &'f [File], next: &AtomicUsize) -> Option<(usize, &'f File)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    files.get(at).map(|file| (at, file))
}

/// Runs one file; a panic is a failure of it.
fn guarded(file: &File, one: &impl Fn(&File) -> Report) -> Report {
    let result = catch_unwind(AssertUnwindSafe(|| one(file)));
    let mut report = result.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        Report::failure(format!("panicked: {}", text.unwrap_or_default()))
    });
    report.file = file.path.display().to_string();
    report.group.clone_from(&file.group);
    report
}

/// Prints a file's results, in one piece.
fn print(report: &Report) {
    let mut text = format!("{}: {}", report.file, report.tally);
    for (line, what) in &report.failures {
        text += &format!("\n  FAILED {}:{line}: {}", report.file, what.replace('\n', "\n    "));
    }
    say(format_args!("{text}"));
}

/// How modules are compiled.
#[derive(Clone, Copy, Debug)]
pub struct How<'a> {
    /// The processor to compile for.
    pub cpu: &'a str,
    /// How memories are kept.
    pub memory: MemoryKind,
    /// Whether the compiler proves of core modules that their accesses stay in bounds.
    pub check: bool,
}

impl Default for How<'_> {
    fn default() -> Self {
        Self { cpu: "baseline", memory: MemoryKind::default(), check: false }
    }
}

/// Runs a `.wast` file.
#[must_use]
pub fn wast_file(file: &File, how: How<'_>) -> Report {
    match std::fs::read(&file.path) {
        // Some files hold bytes that are no text, in tests of exactly that.
        Ok(bytes) => wast_text(&file.path.to_string_lossy(), &String::from_utf8_lossy(&bytes), how),
        Err(error) => Report::failure(format!("cannot read it: {error}")),
    }
}

/// Runs the text of the `.wast` file of this name.
#[must_use]
pub fn wast_text(name: &str, text: &str, how: How<'_>) -> Report {
    let mut report = Report::default();
    let result = Script::with(name, text, how, |script| match script.kind() {
        Kind::Module => module::run(script, &mut report),
        Kind::Component => component::run(script, &mut report),
    });
    match result {
        Ok(()) => {}
        Err(error) if format!("{error:#}").contains(DROPPED_SYNTAX) => {
            report.add(0, Outcome::Skipped("syntax of an earlier component model".into()));
        }
        Err(error) => report.add(0, Outcome::Failed(format!("{error:#}"))),
    }
    report
}
