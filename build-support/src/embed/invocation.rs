//! What the compiler that runs this macro was asked for.
//!
//! A procedural macro runs inside rustc, rustdoc or an editor's server, whose command line says whether code comes out.
//! In doubt the answer is yes: code that nobody needed costs time, code that is missing would be an empty image.

use std::path::{Path, PathBuf};

/// Kinds of output that hold machine code, as `--emit` names them.
const KINDS_WITH_CODE: &[&str] = &["link", "obj", "asm", "llvm-ir", "llvm-bc"];

/// The command line of the compiler that runs this macro.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invocation {
    program: String,
    args: Vec<String>,
}

impl Invocation {
    /// That of this process.
    #[must_use]
    pub fn current() -> Self {
        // `args` would panic if one is not Unicode.
        let mut args = std::env::args_os().map(|arg| arg.to_string_lossy().into_owned());
        let program = args.next().unwrap_or_default();
        Self::new(program, args.flat_map(from_file).collect())
    }

    /// The command line that consists of this.
    #[must_use]
    pub fn new(program: String, args: Vec<String>) -> Self {
        Self { program, args }
    }

    /// Whether code is asked for, and not types alone.
    #[must_use]
    pub fn wants_code(&self) -> bool {
        let program = Path::new(&self.program).file_stem().unwrap_or_default().to_string_lossy();
        if program == "rustdoc" || program.starts_with("rust-analyzer") {
            return false;
        }
        let mut kinds = self.values("--emit").flat_map(|value| value.split(',')).peekable();
        kinds.peek().is_none()
            || kinds.any(|kind| KINDS_WITH_CODE.contains(&kind.split('=').next().unwrap_or_default()))
    }

    /// The directory that outputs go to, if the command line names one.
    #[must_use]
    pub fn out_dir(&self) -> Option<PathBuf> {
        self.values("--out-dir").next().map(PathBuf::from)
    }

    /// Values of an option: `--name=value` or `--name value`.
    fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.args.iter().enumerate().filter_map(move |(i, arg)| match arg.strip_prefix(name)? {
            "" => self.args.get(i + 1).map(String::as_str),
            rest => rest.strip_prefix('='),
        })
    }
}

/// Arguments can be in a file, one per line, which cargo uses for long command lines.
fn from_file(arg: String) -> Vec<String> {
    match arg.strip_prefix('@').map(std::fs::read_to_string) {
        Some(Ok(text)) => text.lines().map(str::to_owned).collect(),
        _ => vec![arg],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wants_code(command: &str) -> bool {
        let mut words = command.split(' ').map(str::to_owned);
        let program = words.next().unwrap_or_default();
        Invocation::new(program, words.collect()).wants_code()
    }

    #[test]
    fn builds_want_code() {
        assert!(wants_code("/bin/rustc --crate-name a --emit=dep-info,metadata,link"));
        assert!(wants_code("rustc --emit asm=a.s a.rs"));
        assert!(wants_code("rustc a.rs"));
        assert!(wants_code("/bin/clippy-driver rustc a.rs"));
    }

    #[test]
    fn checks_docs_and_editors_want_types() {
        assert!(!wants_code("/bin/rustc --crate-name a --emit=dep-info,metadata"));
        assert!(!wants_code("rustc --emit metadata a.rs"));
        assert!(!wants_code("/bin/rustdoc --crate-name a src/lib.rs"));
        assert!(!wants_code("/opt/rust-analyzer-proc-macro-srv"));
    }

    #[test]
    fn out_dir_is_found_in_both_forms() {
        let of = |args: &[&str]| {
            Invocation::new("rustc".into(), args.iter().map(ToString::to_string).collect()).out_dir()
        };
        assert_eq!(of(&["--out-dir", "/t/debug/deps"]), Some("/t/debug/deps".into()));
        assert_eq!(of(&["--out-dir=/t"]), Some("/t".into()));
        assert_eq!(of(&["--emit=link"]), None);
    }
}
