//! ARCHITECTURE.md names the folders that exist.
//!
//! Each folder at the top of the repository has to be named, as a path in backticks that ends in a slash.
//! Each such path has to exist, at the top or in any folder, since a section about a crate names what is in
//! it.

use std::collections::BTreeSet;

use super::Finding;
use super::files::File;

const PATH: &str = "ARCHITECTURE.md";

pub(super) fn check(files: &[File]) -> Vec<Finding> {
    let folders = folders(files);
    let Some(text) = files.iter().find(|file| file.path == PATH).and_then(File::text) else {
        return vec![Finding::error(PATH, None, "there is none: it says which folder holds what")];
    };
    let named = named_folders(text);
    let top_level = folders.iter().filter(|folder| folder.matches('/').count() == 1);
    let unnamed = top_level.filter(|folder| !named.iter().any(|(_, name)| name == *folder));
    let unnamed =
        unnamed.map(|folder| Finding::error(PATH, None, format!("does not name the folder `{folder}`")));
    let missing = named.iter().filter(|(_, name)| !folders.iter().any(|folder| is_suffix(folder, name)));
    let missing = missing.map(|(line, name)| {
        Finding::error(PATH, *line, format!("names the folder `{name}`, which does not exist"))
    });
    unnamed.chain(missing).collect()
}

/// All folders that hold a file, at any depth, each with a slash at its end. Hidden ones are tools' own.
fn folders(files: &[File]) -> BTreeSet<&str> {
    files
        .iter()
        .filter(|file| !file.path.starts_with('.'))
        .flat_map(|file| file.path.match_indices('/').map(|(at, _)| &file.path[..=at]))
        .collect()
}

/// The folders that a text names, and on which lines.
fn named_folders(text: &str) -> Vec<(usize, &str)> {
    let mut named = Vec::new();
    for (index, line) in text.lines().enumerate() {
        // What lies between the first and the second backtick, the third and the fourth, and so on.
        let spans = line.split('`').skip(1).step_by(2);
        named.extend(spans.filter(|span| is_folder(span)).map(|span| (index + 1, span)));
    }
    named
}

/// Whether a path is the end of a folder's, from a slash on or in full.
fn is_suffix(folder: &str, path: &str) -> bool {
    folder.strip_suffix(path).is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

fn is_folder(span: &str) -> bool {
    let of_path = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    span.len() > 1 && span.ends_with('/') && span.chars().all(of_path) && !span.starts_with(['.', '/'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str, paths: &[&str]) -> Vec<String> {
        let mut files: Vec<_> = paths.iter().map(|path| File::new(path, "")).collect();
        files.push(File::new(PATH, text));
        check(&files).into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn each_top_level_folder_is_named() {
        assert!(messages("`abi/` and `runtime/`", &["abi/src/lib.rs", "runtime/src/lib.rs"]).is_empty());
        let missed = messages("`abi/` and runtime", &["abi/src/lib.rs", "runtime/src/lib.rs"]);
        assert_eq!(missed, ["does not name the folder `runtime/`"]);
    }

    #[test]
    fn each_named_folder_exists() {
        assert!(messages("`abi/`, `abi/src/`", &["abi/src/lib.rs"]).is_empty());
        let missing = messages("`abi/`, `abi/tests/`", &["abi/src/lib.rs"]);
        assert_eq!(missing, ["names the folder `abi/tests/`, which does not exist"]);
    }

    #[test]
    fn folders_may_be_named_by_the_end_of_their_path() {
        assert!(messages("`abi/`, `src/`", &["abi/src/lib.rs"]).is_empty());
        assert_eq!(
            messages("`abi/`, `rc/`", &["abi/src/lib.rs"]),
            ["names the folder `rc/`, which does not exist"]
        );
    }

    #[test]
    fn only_paths_in_backticks_name_folders() {
        assert!(messages("`abi/`, a/b/, `x / y/`, `/`, `n/a`", &["abi/lib.rs"]).is_empty());
    }

    #[test]
    fn hidden_folders_and_files_at_the_top_need_no_name() {
        assert!(messages("", &[".ci/run", "Cargo.toml"]).is_empty());
        assert_eq!(messages("", &["ci/run"]).len(), 1);
    }

    #[test]
    fn the_document_itself_is_needed() {
        assert_eq!(check(&[File::new("Cargo.toml", "")]).len(), 1);
    }
}
