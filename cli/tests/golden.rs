//! What the commands in `tests/golden/*.cmd` say: `EMBODY_BLESS=1` writes the files `.out` that are compared.
//!
//! A `.cmd` holds one command line. It is run in a folder with the components of `common::Folder`.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Folder, bless};

fn files(extension: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|e| e == extension)).collect();
    files.sort();
    files
}

#[test]
fn commands_say_what_they_said() {
    let folder = Folder::new("golden");
    let mut wrong = Vec::new();
    for path in files("cmd") {
        let line = fs::read_to_string(&path).unwrap();
        let text = folder.run(line.trim()).text();
        let expected = path.with_extension("out");
        if bless() {
            fs::write(expected, text).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != text {
            wrong.push(format!("{}\n{text}", expected.display()));
        }
    }
    assert!(wrong.is_empty(), "EMBODY_BLESS=1 rewrites:\n{}", wrong.join("\n"));
}

#[test]
fn every_golden_file_has_its_source() {
    let dead: Vec<_> = files("out").into_iter().filter(|path| !path.with_extension("cmd").exists()).collect();
    assert!(dead.is_empty(), "{dead:?}");
}
