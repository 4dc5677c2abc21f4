//! What once passed in the conformance suites goes on passing.
//!
//! `embody-wast` keeps a file with a line for each group of tests, `"GROUP" = [EXECUTED, NEGATIVE]`: how many
//! assertions pass. A run that passes fewer fails, and `--bless` writes what the run passed. This rule looks
//! at what was blessed: no count may be lower than the one that was committed last.

use std::collections::BTreeMap;

use super::Finding;
use super::files::File;

/// Where the counts are.
pub(super) const PATH: &str = "conformance/ratchet.toml";

/// The line of a group, and how many of its assertions pass.
type Counts = (usize, [u64; 2]);

/// Compares the file with how it was committed last; without either there is nothing to compare.
pub(super) fn check(files: &[File], committed: Option<&str>) -> Vec<Finding> {
    let now = files.iter().find(|file| file.path == PATH).and_then(File::text);
    match (now, committed) {
        (None, None) => Vec::new(),
        (None, Some(_)) => vec![Finding::error(PATH, None, "was deleted, and with it what has to pass")],
        (Some(now), committed) => match parse(now) {
            // What was committed was checked when it was.
            Ok(now) => compare(&now, &committed.and_then(|text| parse(text).ok()).unwrap_or_default()),
            Err(finding) => vec![finding],
        },
    }
}

fn parse(text: &str) -> Result<BTreeMap<&str, Counts>, Finding> {
    let mut groups = BTreeMap::new();
    for (index, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with(['#', '[']) {
            continue;
        }
        let Some((group, counts)) = parse_line(line) else {
            return Err(Finding::error(PATH, index + 1, "a line is `\"GROUP\" = [EXECUTED, NEGATIVE]`"));
        };
        if groups.insert(group, (index + 1, counts)).is_some() {
            return Err(Finding::error(PATH, index + 1, format!("`{group}` is there twice")));
        }
    }
    Ok(groups)
}

fn parse_line(line: &str) -> Option<(&str, [u64; 2])> {
    let (group, counts) = line.strip_prefix('"')?.split_once("\" = [")?;
    let (executed, negative) = counts.strip_suffix(']')?.split_once(", ")?;
    Some((group, [executed.parse().ok()?, negative.parse().ok()?]))
}

fn compare(now: &BTreeMap<&str, Counts>, committed: &BTreeMap<&str, Counts>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (group, (_, before)) in committed {
        match now.get(group) {
            None => findings.push(Finding::error(PATH, None, format!("`{group}` is gone"))),
            Some((line, now)) if now[0] < before[0] || now[1] < before[1] => {
                let message = format!("of `{group}`, {before:?} passed before, and {now:?} do now");
                findings.push(Finding::error(PATH, *line, message));
            }
            Some(_) => {}
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(now: &str, committed: Option<&str>) -> Vec<String> {
        check(&[File::new(PATH, now)], committed).into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn counts_go_up_but_not_down() {
        let committed = Some("\"core\" = [10, 5]");
        assert!(messages("\"core\" = [10, 5]", committed).is_empty());
        assert!(messages("\"core\" = [11, 5]", committed).is_empty());
        assert_eq!(
            messages("\"core\" = [9, 6]", committed),
            ["of `core`, [10, 5] passed before, and [9, 6] do now"]
        );
        assert_eq!(messages("\"core\" = [11, 4]", committed).len(), 1);
    }

    #[test]
    fn groups_come_but_do_not_go() {
        let committed = Some("\"core\" = [10, 5]");
        assert!(messages("\"component\" = [1, 0]\n\"core\" = [10, 5]", committed).is_empty());
        assert_eq!(messages("\"component\" = [1, 0]", committed), ["`core` is gone"]);
        assert_eq!(check(&[], committed).len(), 1);
        assert!(check(&[], None).is_empty());
    }

    #[test]
    fn lines_are_understood_or_refused() {
        assert!(messages("# Assertions that pass.\n\n[passed]\n\"core/1.0\" = [10, 5]\n", None).is_empty());
        for wrong in
            ["core = [1, 2]", "\"core\" = [1]", "\"core\" = [1, -2]", "\"a\" = [1, 1]\n\"a\" = [1, 1]"]
        {
            assert_eq!(messages(wrong, None).len(), 1, "{wrong}");
        }
    }
}
