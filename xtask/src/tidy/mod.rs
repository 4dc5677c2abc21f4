//! `xtask tidy`: the rules of the house that no compiler checks.
//!
//! In: the files that git tracks or would track. Out: one line per finding, sorted by file; any finding that
//! is not a mere warning fails the command. Each rule is a module with a function from file contents to
//! findings, so that a test can call it. Absent by design: rules that rustfmt, clippy or rustc have, and
//! changing any file.

use std::fmt;
use std::path::Path;

use anyhow::{Result, bail};

mod architecture;
mod files;
mod goldens;
mod heads;
mod length;
mod places;
mod ratchet;
mod registries;
mod unsafety;

use files::File;

/// One thing that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    /// Relative to the repository.
    path: String,
    /// Counted from one; none if the file as a whole is meant.
    line: Option<usize>,
    severity: Severity,
    /// What is wrong and what to do.
    message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Severity {
    Error,
    Warning,
}

impl Finding {
    fn error(path: &str, line: impl Into<Option<usize>>, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: line.into(), severity: Severity::Error, message: message.into() }
    }

    fn warning(path: &str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(path, None, message) }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{severity}: {}", self.path)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.message)
    }
}

/// Checks all rules.
///
/// # Errors
/// If a rule is broken, or git cannot say which files there are.
pub(crate) fn run(root: &Path) -> Result<()> {
    let files = files::tracked(root)?;
    let mut findings = check(&files);
    findings.extend(ratchet::check(&files, files::at_head(root, ratchet::PATH)?.as_deref()));
    findings.sort();
    for finding in &findings {
        println!("{finding}");
    }
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    println!("tidy: {} files, {errors} errors, {} warnings", files.len(), findings.len() - errors);
    if errors > 0 {
        bail!("{errors} findings of `tidy`");
    }
    Ok(())
}

/// The rules that look at nothing but the files.
fn check(files: &[File]) -> Vec<Finding> {
    let per_file = [length::check, heads::check, places::check, registries::check, unsafety::check];
    let mut findings: Vec<_> =
        files.iter().flat_map(|file| per_file.iter().flat_map(|rule| rule(file))).collect();
    findings.extend(goldens::check(files));
    findings.extend(architecture::check(files));
    findings
}
