//! The ratchet: what has passed once must pass for good.
//!
//! The file has one line for each group, `"GROUP" = [EXECUTED, NEGATIVE]`: how many assertions pass. A count that is
//! lower than the file's fails the run; one that is higher asks for `--bless`. Groups that a run does not touch are left
//! alone.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::report::{Summary, say};

const HEAD: &str = "\
# Assertions that pass, by folder and group: those that execute something, and those that something is invalid.
# `embody-wast --ratchet FILE` fails when a count falls; `--bless` writes this file.

[passed]
";

/// Passed assertions of a group: executed and negative ones.
type Counts = (usize, usize);

/// Compares with the file, or writes it: whether no count has fallen.
///
/// # Errors
/// If the file cannot be read or written.
pub fn check(file: &Path, summary: &Summary, bless: bool) -> Result<bool> {
    let mut known = match std::fs::read_to_string(file) {
        Ok(text) => read(&text).with_context(|| format!("{} is damaged", file.display()))?,
        Err(_) if bless => BTreeMap::new(),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", file.display())),
    };
    let now =
        summary.groups.iter().map(|(group, (_, tally))| (group.clone(), (tally.executed, tally.negative)));
    if bless {
        known.extend(now);
        std::fs::write(file, write(&known)).with_context(|| format!("cannot write {}", file.display()))?;
        return Ok(true);
    }
    let mut kept = true;
    for (group, now) in now {
        match known.get(&group) {
            Some(&before) if now.0 < before.0 || now.1 < before.1 => {
                say(format_args!(
                    "ratchet: {group}: {now:?} pass (executed, negative), {before:?} did before"
                ));
                kept = false;
            }
            Some(before) if *before == now => {}
            _ => say(format_args!(
                "ratchet: {group}: {now:?} pass (executed, negative): more than before, run with --bless"
            )),
        }
    }
    Ok(kept)
}

fn read(text: &str) -> Result<BTreeMap<String, Counts>> {
    let lines = text.lines().filter(|line| line.starts_with('"'));
    lines.map(|line| read_line(line).with_context(|| format!("not a count: {line}"))).collect()
}

fn read_line(line: &str) -> Option<(String, Counts)> {
    let (group, counts) = line.strip_prefix('"')?.split_once("\" = [")?;
    let (executed, negative) = counts.strip_suffix(']')?.split_once(", ")?;
    Some((group.to_owned(), (executed.parse().ok()?, negative.parse().ok()?)))
}

fn write(counts: &BTreeMap<String, Counts>) -> String {
    let mut text = HEAD.to_owned();
    for (group, (executed, negative)) in counts {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\"{group}\" = [{executed}, {negative}]");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let counts = BTreeMap::from([("a/1.0".to_owned(), (3, 4)), ("b c".to_owned(), (0, 0))]);
        assert_eq!(read(&write(&counts)).unwrap(), counts);
        assert!(read("\"a\" = [1]").is_err());
    }
}
