//! All crates come from crates.io.
//!
//! A lock file or a Cargo configuration that names another registry, a mirror for example, works on the
//! machines that reach it and on no others.

use super::Finding;
use super::files::File;

/// How a lock file names crates.io.
const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

pub(super) fn check(file: &File) -> Vec<Finding> {
    let rule: fn(&str) -> bool = match file.name() {
        "Cargo.lock" => names_other_source,
        "config.toml" if file.path.contains(".cargo/") => configures_registry,
        "Cargo.toml" => configures_registry,
        _ => return Vec::new(),
    };
    let lines = file.text().unwrap_or_default().lines().enumerate();
    let message = "names a source of crates that is not crates.io";
    lines
        .filter(|(_, line)| rule(line))
        .map(|(index, _)| Finding::error(&file.path, index + 1, message))
        .collect()
}

fn names_other_source(line: &str) -> bool {
    line.strip_prefix("source = ").is_some_and(|source| source.trim_matches('"') != CRATES_IO)
}

fn configures_registry(line: &str) -> bool {
    let line = line.trim();
    let sections = ["[source", "[registries", "[registry", "[net"];
    let keys = ["replace-with", "index", "registry", "registry-index"];
    let key = line.split('=').next().unwrap_or_default().trim();
    sections.iter().any(|section| line.starts_with(section))
        || keys.contains(&key)
        || line.contains("registry =")
        || line.contains("registry-index =")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_refused(path: &str, contents: &str) -> bool {
        !check(&File::new(path, contents)).is_empty()
    }

    #[test]
    fn lock_files_name_crates_io_alone() {
        assert!(!is_refused("Cargo.lock", &format!("source = \"{CRATES_IO}\"\n")));
        assert!(is_refused("bench/Cargo.lock", "source = \"registry+https://mirror.example/index\"\n"));
        assert!(is_refused("Cargo.lock", "source = \"git+https://example.com/a?rev=b#c\"\n"));
    }

    #[test]
    fn configurations_leave_registries_alone() {
        assert!(!is_refused(".cargo/config.toml", "[alias]\nxtask = \"run -p xtask\"\n"));
        assert!(is_refused(".cargo/config.toml", "[source.crates-io]\nreplace-with = \"mirror\"\n"));
        assert!(is_refused(".cargo/config.toml", "[registries.mirror]\n"));
    }

    #[test]
    fn dependencies_name_no_registry() {
        assert!(!is_refused("abi/Cargo.toml", "serde = { version = \"1\" }\nindexmap = \"2\"\n"));
        assert!(is_refused("abi/Cargo.toml", "serde = { version = \"1\", registry = \"mirror\" }\n"));
    }
}
