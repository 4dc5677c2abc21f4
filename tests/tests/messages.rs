//! What rustc says of programs that use a component wrongly: `EMBODY_BLESS=1` writes what is compared.
//!
//! Each file in `tests/messages` is a program with one fault; beside it stands what rustc prints. The programs are given to
//! rustc with the crates that this test itself was built with, so that nothing is built again. Names of components are
//! those in the book's folder. Another rustc words its messages otherwise: they are compared with one version only.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

/// Whose messages stand in the files.
const VERSION: &str = concat!("rustc ", env!("CARGO_PKG_RUST_VERSION"), ".");

#[test]
fn messages_are_as_they_were() {
    let version = run(rustc().arg("--version"));
    if !version.starts_with(VERSION) {
        eprintln!("skipped: the messages are those of {VERSION}x, and this is {version}");
        return;
    }
    let bless = env::var_os("EMBODY_BLESS").is_some();
    let embody = embody();
    let programs = programs();
    let mut wrong = Vec::new();
    for program in &programs {
        let (golden, found) = (program.with_extension("stderr"), message(program, &embody));
        assert!(!found.is_empty(), "{} compiles", program.display());
        if bless {
            fs::write(golden, found).unwrap();
        } else if fs::read_to_string(golden).unwrap_or_default() != found {
            wrong.push(format!("{}:\n{found}", program.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(programs.len() >= 12, "{} programs", programs.len());
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("messages")
}

fn programs() -> Vec<PathBuf> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| path.extension() == Some(OsStr::new("rs"))).collect();
    files.sort();
    files
}

/// What rustc prints of a program.
fn message(program: &Path, embody: &Path) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut rustc = rustc();
    rustc.args([
        "--edition=2024",
        "--crate-type=bin",
        "--emit=metadata",
        "--color=never",
        "--crate-name=program",
    ]);
    rustc.arg("--out-dir").arg(env!("CARGO_TARGET_TMPDIR"));
    rustc.arg("-L").arg(format!("dependency={}", embody.parent().unwrap().display()));
    rustc.arg("--extern").arg(format!("embody={}", embody.display()));
    rustc.env("CARGO_MANIFEST_DIR", root.join("tests/book")).arg(program);
    let said = run(&mut rustc);
    let said = said.replace(root.to_str().unwrap(), "$ROOT").replace("$ROOT/tests/messages/", "");
    // What else rustc could have said, and where it has written it, depends on the folder.
    let is_ours = |line: &&str| !line.contains("the full name for the type has been written to");
    let mut lines: Vec<&str> = said.lines().filter(is_ours).map(str::trim_end).collect();
    lines.dedup_by(|a, b| a.is_empty() && b.is_empty());
    lines.join("\n") + "\n"
}

fn rustc() -> Command {
    Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let (stdout, stderr) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    if output.status.success() { stdout } else { stderr }
}

/// The library that this test was built with: of those in its folder the newest.
fn embody() -> PathBuf {
    let test = env::current_exe().unwrap();
    let files = fs::read_dir(test.parent().unwrap()).unwrap().map(|entry| entry.unwrap().path());
    let is_embody = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("libembody-") && name.ends_with(".rlib")
    };
    let built =
        |path: &PathBuf| fs::metadata(path).and_then(|m| m.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
    files.filter(is_embody).max_by_key(built).expect("the library lies beside its tests")
}
