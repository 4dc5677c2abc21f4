//! Finding files and their groups.
//!
//! In: paths. Out: [`File`]s, folders searched recursively, in the order of their names. A file's group is that of
//! `core-files.csv` or `component-files.csv` in a folder above it, where there is one, behind the name of the folder that
//! lies beside the list; else it is the folder that the file is in.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// A file to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Where it is.
    pub path: PathBuf,
    /// The group whose sums it counts for.
    pub group: String,
}

/// Lists of groups: file, relative to the list's folder, and which column has the group.
const LISTS: [(&str, usize); 2] = [("core-files.csv", 1), ("component-files.csv", 1)];

/// The `.wast` files at and below some paths.
///
/// # Errors
/// If a folder cannot be read.
pub fn find(paths: &[&PathBuf]) -> Result<Vec<File>> {
    let mut found = Vec::new();
    for path in paths {
        walk(path, &mut found)?;
    }
    let mut groups = Groups::default();
    Ok(found.into_iter().map(|path| File { group: groups.of(&path), path }).collect())
}

/// Adds a file, or the `.wast` files of a folder and the folders in it.
fn walk(path: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    if !path.is_dir() {
        found.push(path.to_owned());
        return Ok(());
    }
    for path in entries(path)? {
        if path.is_dir() || path.extension().is_some_and(|extension| extension == "wast") {
            walk(&path, found)?;
        }
    }
    Ok(())
}

/// What is in a folder, in the order of the names.
///
/// # Errors
/// If the folder cannot be read.
pub fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let read = || -> std::io::Result<Vec<PathBuf>> {
        std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect()
    };
    let mut paths = read().with_context(|| format!("cannot read the folder {}", folder.display()))?;
    paths.sort();
    Ok(paths)
}

/// Groups by file, from the lists of the folders that were met.
#[derive(Default)]
struct Groups {
    lists: HashMap<PathBuf, HashMap<String, String>>,
}

impl Groups {
    fn of(&mut self, file: &Path) -> String {
        let path = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        for folder in path.ancestors().skip(1) {
            let Ok(relative) = path.strip_prefix(folder) else { continue };
            let list = self.lists.entry(folder.to_owned()).or_insert_with(|| read_lists(folder));
            if let Some(group) = list.get(&*relative.to_string_lossy()) {
                let top = relative.iter().next().unwrap_or_default();
                return format!("{}/{group}", top.to_string_lossy());
            }
        }
        let folder = path.parent().and_then(Path::file_name).unwrap_or_default();
        folder.to_string_lossy().into_owned()
    }
}

/// The groups that the lists in a folder give.
fn read_lists(folder: &Path) -> HashMap<String, String> {
    let mut groups = HashMap::new();
    for (list, column) in LISTS {
        let text = std::fs::read_to_string(folder.join(list)).unwrap_or_default();
        for line in text.lines().skip(1) {
            let mut fields = line.split(',');
            if let (Some(file), Some(group)) = (fields.next(), fields.nth(column - 1)) {
                groups.insert(file.to_owned(), group.to_owned());
            }
        }
    }
    groups
}
