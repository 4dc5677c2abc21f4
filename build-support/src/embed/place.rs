//! Where compiled components are kept between builds.

use std::path::{Path, PathBuf};

use super::invocation::Invocation;

/// Directories for the cache, best first; the ones that cannot be written are skipped by whoever uses them.
pub(crate) fn directories() -> Vec<PathBuf> {
    let of_crate = std::env::var_os("OUT_DIR").map(PathBuf::from);
    let of_target = Invocation::current().out_dir().map(|dir| target_directory(&dir));
    let found = [of_crate, of_target, of_user()].into_iter().flatten();
    found
        .filter(|dir| dir.is_absolute() || dir.components().next().is_some())
        .map(|dir| dir.join("embody"))
        .collect()
}

/// Cargo's target directory, which is marked as a cache; if there is none, the output directory itself.
fn target_directory(out_dir: &Path) -> PathBuf {
    let out_dir = std::path::absolute(out_dir).unwrap_or_else(|_| out_dir.to_owned());
    let marked = out_dir.ancestors().find(|dir| dir.join("CACHEDIR.TAG").is_file());
    marked.unwrap_or(&out_dir).to_owned()
}

/// The user's cache directory, by the convention of the system that the build runs on.
fn of_user() -> Option<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    if cfg!(windows) {
        variable("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        variable("HOME").map(|home| home.join("Library/Caches"))
    } else {
        variable("XDG_CACHE_HOME").or_else(|| variable("HOME").map(|home| home.join(".cache")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn target_directory_is_the_marked_one() {
        let root = std::env::temp_dir().join(format!("embody-place-{}", std::process::id()));
        let deps = root.join("debug/deps");
        std::fs::create_dir_all(&deps).unwrap();
        assert_eq!(target_directory(&deps), deps);
        std::fs::write(root.join("CACHEDIR.TAG"), "").unwrap();
        assert_eq!(target_directory(&deps), root);
        std::fs::remove_dir_all(root).unwrap();
    }
}
