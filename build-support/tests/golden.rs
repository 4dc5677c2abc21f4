//! CLIF as it is translated, of the components in `tests/golden`: `EMBODY_BLESS=1` writes what is compared.
//!
//! The first line of a component says what of it is shown: `;;! functions entries exits`, and with `code` the machine
//! code of its functions, too; with `checked` memories are of that kind.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use embody_abi::features::Target;
use embody_build::link::image::Image;
use embody_build::options::{MemoryKind, Options};
use embody_build::translate::names::CodeId;
use embody_build::{compile, link, parse};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

fn files(extension: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|e| e == extension)).collect();
    files.sort();
    files
}

fn linked<'a>(wasm: &'a [u8], asked: &[&str]) -> Image<'a> {
    let kind = if asked.contains(&"checked") { MemoryKind::Checked } else { MemoryKind::Guarded };
    link::link(parse::parse(wasm).unwrap()).unwrap().with_memory(kind).image
}

/// The CLIF of what the component's first line asks for.
fn clif(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let asked: Vec<&str> =
        text.lines().next().and_then(|l| l.strip_prefix(";;!")).unwrap().split(' ').collect();
    let wasm = wat::parse_str(&text).unwrap();
    let image = linked(&wasm, &asked);
    let mut out = String::new();
    for code in CodeId::all(&image) {
        let kind = match code {
            CodeId::TextBase => continue,
            CodeId::Func(_) => "functions",
            CodeId::Native(_) | CodeId::Array(_) => "entries",
            CodeId::ArrayExit(_) => "exits",
        };
        if asked.contains(&kind) {
            let clif = compile::clif(&image, &Options::new(Target::X86_64Linux), code).unwrap();
            write!(out, ";; {}\n{}\n\n", code.symbol(&image), clif.trim_end()).unwrap();
        }
    }
    out
}

/// The machine code of a component's functions, for each target, if its first line asks for that.
fn code(path: &Path) -> Vec<(PathBuf, String)> {
    let text = fs::read_to_string(path).unwrap();
    let asked: Vec<&str> = text.lines().next().unwrap().split(' ').collect();
    if !asked.contains(&"code") {
        return Vec::new();
    }
    let wasm = wat::parse_str(&text).unwrap();
    let image = linked(&wasm, &asked);
    let of = |target: &Target| {
        let mut out = String::new();
        for code in CodeId::all(&image).filter(|code| matches!(code, CodeId::Func(_))) {
            let text = compile::disassembly(&image, &Options::new(*target), code).unwrap();
            write!(out, ";; {}\n{}\n\n", code.symbol(&image), text.trim_end()).unwrap();
        }
        (path.with_extension(format!("{}.asm", target.cfg().0)), out)
    };
    Target::ALL.iter().map(of).collect()
}

#[test]
fn machine_code_is_what_it_was() {
    let bless = std::env::var_os("EMBODY_BLESS").is_some_and(|value| value == "1");
    let mut wrong = Vec::new();
    for (expected, code) in files("wat").iter().flat_map(|path| code(path)) {
        if bless {
            fs::write(expected, code).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != code {
            wrong.push(format!("{}\n{code}", expected.display()));
        }
    }
    assert!(wrong.is_empty(), "EMBODY_BLESS=1 rewrites:\n{}", wrong.join("\n"));
}

#[test]
fn clif_is_what_it_was() {
    let bless = std::env::var_os("EMBODY_BLESS").is_some_and(|value| value == "1");
    let mut wrong = Vec::new();
    for path in files("wat") {
        let expected = path.with_extension("clif");
        let clif = clif(&path);
        if bless {
            fs::write(expected, clif).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != clif {
            wrong.push(format!("{}\n{clif}", expected.display()));
        }
    }
    assert!(wrong.is_empty(), "EMBODY_BLESS=1 rewrites:\n{}", wrong.join("\n"));
}

#[test]
fn every_golden_file_has_its_source() {
    let dead: Vec<_> =
        files("clif").into_iter().filter(|path| !path.with_extension("wat").exists()).collect();
    assert!(dead.is_empty(), "{dead:?}");
}
