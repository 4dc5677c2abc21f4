//! Runs `cargo-embody` as people do, in a folder that has some components.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The repository.
#[allow(dead_code, reason = "not every test looks there")]
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A folder with components, which is gone after the test.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    /// A folder for one test.
    pub(crate) fn new(test: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{test}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("folder")).unwrap();
        for (from, file) in [
            ("examples/adder", "adder.wasm"),
            ("examples/greeter", "greeter.wasm"),
            ("conformance/guests", "parts.wasm"),
            ("conformance/guests", "counter.wasm"),
            ("conformance/guests", "cells.wasm"),
        ] {
            fs::copy(repository().join(from).join(file), path.join(file)).unwrap();
        }
        for file in fs::read_dir(repository().join("cli/tests/guests")).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), path.join(file.file_name())).unwrap();
        }
        fs::write(path.join("empty.wasm"), "").unwrap();
        fs::write(path.join("picture.png"), [0x89, b'P', b'N', b'G', 0xff, 0xfe]).unwrap();
        Self(path)
    }

    /// Runs a command line that starts with `cargo embody` and may end in `< FILE`.
    pub(crate) fn run(&self, line: &str) -> Ran {
        let (line, input) = match line.split_once(" < ") {
            Some((line, input)) => (line, Some(input)),
            None => (line, None),
        };
        let mut words = line.split_whitespace();
        assert_eq!((words.next(), words.next()), (Some("cargo"), Some("embody")), "{line}");
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-embody"));
        // As cargo calls it.
        command.arg("embody").args(words).current_dir(&self.0);
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env_remove("CLICOLOR");
        command.stdin(match input {
            Some(file) => Stdio::from(fs::File::open(self.0.join(file)).unwrap()),
            None => Stdio::null(),
        });
        let output = command.output().unwrap();
        Ran {
            code: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What became of a command.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    /// All of it as text.
    #[allow(dead_code, reason = "not every test compares it")]
    pub(crate) fn text(&self) -> String {
        let mut out = format!("exit code {}\n", self.code.map_or("none".to_owned(), |code| code.to_string()));
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                write!(out, "--- {name}\n{text}").unwrap();
            }
        }
        out
    }
}

/// Whether golden files are to be written.
#[allow(dead_code, reason = "not every test compares files")]
pub(crate) fn bless() -> bool {
    std::env::var_os("EMBODY_BLESS").is_some_and(|value| value == "1")
}
