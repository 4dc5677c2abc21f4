//! Files of core modules.
//!
//! In: a script. Out: its results. Embody links statically, so all modules of a file become one image
//! ([`link`], [`image`]), whose instantiation plan is then executed directive by directive ([`execute`]). What is known
//! only after an attempt is remembered in [`Known`], and the file is linked again: which modules the compiler refuses,
//! and how far memories and tables have grown when a module imports them.
//!
//! Absent by design: anything about components.

mod compare;
mod execute;
mod image;
mod link;
mod threads;

use std::collections::HashMap;

use embody::__private::core::SharedCoreMemory;

pub use self::compare::trap_matches;
use crate::report::{Outcome, Report};
use crate::script::Script;

/// What earlier attempts at a file have shown.
#[derive(Default)]
struct Known {
    /// Directives whose modules cannot be used, and why.
    refused: HashMap<usize, Refusal>,
    /// What memories and tables had grown to when a directive was reached that failed to link.
    sizes: HashMap<usize, Sizes>,
}

/// Why a module cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Refusal {
    /// Embody refuses it by this name.
    Unsupported(String),
    /// Something is wrong with the module or with Embody.
    Wrong(String),
}

/// How large things are at one point of a file, by number: memories in pages, tables in elements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Sizes {
    memories: Vec<u64>,
    tables: Vec<u64>,
}

/// What one attempt came to.
enum Attempt {
    /// The file was run.
    Done(Report),
    /// More is known now: try again.
    Again,
}

/// An instance of another script, on another thread: this script gets a stand-in of it, made of the same module, which
/// shares its memories.
struct Given<'a> {
    name: &'a str,
    module: &'a [u8],
    /// Its exported shared memories.
    memories: Vec<(String, SharedCoreMemory)>,
}

/// Runs a file.
pub fn run(script: &Script<'_>, report: &mut Report) {
    *report = run_with(script, None);
}

/// Runs a script, which may use an instance of another one.
fn run_with(script: &Script<'_>, given: Option<&Given<'_>>) -> Report {
    let mut report = Report::default();
    let mut known = Known::default();
    // Each attempt but the last adds at least one directive to what is known.
    for _ in 0..=2 * script.directives.len() {
        match attempt(script, given, &mut known) {
            Ok(Attempt::Done(done)) => return done,
            Ok(Attempt::Again) => {}
            Err(error) => {
                report.add(0, Outcome::Failed(format!("{error:#}")));
                return report;
            }
        }
    }
    report.add(0, Outcome::Failed("linking does not come to an end".into()));
    report
}

fn attempt(script: &Script<'_>, given: Option<&Given<'_>>, known: &mut Known) -> anyhow::Result<Attempt> {
    let spectest = link::spectest()?;
    let Some(linked) = link::link(script, &spectest, given, known)? else { return Ok(Attempt::Again) };
    let Some(image) = image::compile(script, linked.image, &linked.origins, known)? else {
        return Ok(Attempt::Again);
    };
    execute::run(script, &linked.planned, &linked.origins, &image, given, known)
}
