//! The files that rules look at.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

/// A file of the repository.
pub(super) struct File {
    /// Relative to the repository, with `/` between folders.
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
}

impl File {
    #[cfg(test)]
    pub(super) fn new(path: &str, contents: impl AsRef<[u8]>) -> Self {
        Self { path: path.to_owned(), bytes: contents.as_ref().to_vec() }
    }

    /// The contents, unless they are not text.
    pub(super) fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok().filter(|text| !text.contains('\0'))
    }

    /// The contents, if this is Rust.
    pub(super) fn rust(&self) -> Option<&str> {
        self.path.ends_with(".rs").then(|| self.text()).flatten()
    }

    /// The name within its folder.
    pub(super) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

/// The files that git tracks, and those that it would track if they were added.
pub(super) fn tracked(root: &Path) -> Result<Vec<File>> {
    let listed = git(root, &["ls-files", "-z", "--cached", "--others", "--exclude-standard"])?;
    let mut files = Vec::new();
    for path in String::from_utf8(listed).context("a file name is not UTF-8")?.split_terminator('\0') {
        // What was deleted but is still in the index is no file, and neither is a submodule.
        if root.join(path).is_file() {
            let bytes = fs::read(root.join(path)).with_context(|| format!("cannot read `{path}`"))?;
            files.push(File { path: path.to_owned(), bytes });
        }
    }
    Ok(files)
}

/// A file as it was committed last, if it was.
pub(super) fn at_head(root: &Path, path: &str) -> Result<Option<String>> {
    if git(root, &["ls-tree", "HEAD", path])?.is_empty() {
        return Ok(None);
    }
    let committed = git(root, &["show", &format!("HEAD:{path}")])?;
    Ok(Some(String::from_utf8(committed).with_context(|| format!("`{path}` is not UTF-8"))?))
}

fn git(root: &Path, args: &[&str]) -> Result<Vec<u8>> {
    let output = Command::new("git").current_dir(root).args(args).output().context("cannot run `git`")?;
    if !output.status.success() {
        bail!("`git {}`: {}", args.join(" "), String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(output.stdout)
}
