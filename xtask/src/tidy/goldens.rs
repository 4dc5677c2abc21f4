//! Each golden file has the source that it is made from, and each source its golden file.
//!
//! A file that was dropped into one of the folders below is a test. Its golden file lies beside it, and has
//! its name but for the ending. A golden file without source tests nothing, and a source without golden file
//! compares with nothing.

use super::Finding;
use super::files::File;

/// A folder of golden tests.
struct Folder {
    path: &'static str,
    source: &'static [&'static str],
    golden: &'static [&'static str],
}

/// The folders of golden tests. No ending may be the end of another one in the same folder.
const FOLDERS: &[Folder] = &[
    // Components, the CLIF that they are translated to, and for some the machine code.
    Folder {
        path: "build-support/tests/golden/",
        source: &[".wat"],
        golden: &[".clif", ".x86_64.asm", ".aarch64.asm"],
    },
    // Worlds, and the wrappers or the errors that are made of them.
    Folder { path: "build-support/tests/expand/", source: &[".wit"], golden: &[".rs", ".err"] },
    // Command lines, and what `cargo embody` says to them.
    Folder { path: "cli/tests/golden/", source: &[".cmd"], golden: &[".out"] },
    // Programs that use a component wrongly, and what rustc says of them.
    Folder { path: "tests/messages/", source: &[".rs"], golden: &[".stderr"] },
];

/// Whether a file belongs to a golden test, so that it is data and not a module.
pub(super) fn is_golden_test_data(path: &str) -> bool {
    FOLDERS.iter().any(|folder| path.starts_with(folder.path))
}

pub(super) fn check(files: &[File]) -> Vec<Finding> {
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    FOLDERS.iter().flat_map(|folder| check_folder(folder, &paths)).collect()
}

fn check_folder(folder: &Folder, paths: &[&str]) -> Vec<Finding> {
    let within = paths.iter().filter(|path| path.starts_with(folder.path));
    within.filter_map(|path| check_path(folder, path, paths)).collect()
}

fn check_path(folder: &Folder, path: &str, paths: &[&str]) -> Option<Finding> {
    let has_any = |stem: &str, endings: &[&str]| {
        endings.iter().any(|ending| paths.contains(&&*format!("{stem}{ending}")))
    };
    if let Some(stem) = stem(path, folder.source) {
        let message = "a golden test without its golden file: run `cargo xtask bless`";
        (!has_any(stem, folder.golden)).then(|| Finding::error(path, None, message))
    } else if let Some(stem) = stem(path, folder.golden) {
        let message = "a golden file without the source that it was made from: delete it";
        (!has_any(stem, folder.source)).then(|| Finding::error(path, None, message))
    } else {
        let message = format!("neither source nor golden file: `{}` holds nothing else", folder.path);
        Some(Finding::error(path, None, message))
    }
}

fn stem<'a>(path: &'a str, endings: &[&str]) -> Option<&'a str> {
    endings.iter().find_map(|ending| path.strip_suffix(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flagged(paths: &[&str]) -> Vec<String> {
        let files: Vec<_> = paths.iter().map(|path| File::new(path, "")).collect();
        check(&files).into_iter().map(|finding| finding.path).collect()
    }

    #[test]
    fn pairs_are_complete() {
        assert!(flagged(&["tests/messages/a.rs", "tests/messages/a.stderr"]).is_empty());
        assert_eq!(flagged(&["tests/messages/a.rs"]), ["tests/messages/a.rs"]);
        assert_eq!(flagged(&["tests/messages/a.stderr"]), ["tests/messages/a.stderr"]);
    }

    #[test]
    fn a_source_has_one_golden_file_of_several_kinds() {
        assert!(
            flagged(&["build-support/tests/expand/a.wit", "build-support/tests/expand/a.err"]).is_empty()
        );
        assert!(flagged(&["build-support/tests/expand/a.wit", "build-support/tests/expand/a.rs"]).is_empty());
        assert_eq!(flagged(&["build-support/tests/expand/a.wit"]), ["build-support/tests/expand/a.wit"]);
    }

    #[test]
    fn folders_hold_nothing_else() {
        assert_eq!(flagged(&["tests/messages/notes.txt"]), ["tests/messages/notes.txt"]);
        assert!(flagged(&["tests/tests/messages.rs", "tests/notes.txt"]).is_empty());
    }
}
