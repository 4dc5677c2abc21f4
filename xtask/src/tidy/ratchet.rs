//! What once passed in the conformance suites goes on passing.
//!
//! The ratchet file has a line per suite: `SUITE PASSED SKIPPED`, sorted by suite; `#` begins a comment. Whoever makes more
//! of a suite pass writes the new counts there, and `embody-wast` compares with them. This rule refuses counts that are
//! worse than the committed ones. Nothing fails in a suite that is in the file, so there is no count for that.

use std::collections::BTreeMap;

use super::Finding;
use super::files::File;

/// Where the counts are.
pub(super) const PATH: &str = "conformance/ratchet.txt";

/// What a suite's run counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Counts {
    line: usize,
    passed: u64,
    skipped: u64,
}

/// Compares the file with how it was committed last; without either there is nothing to compare.
pub(super) fn check(files: &[File], committed: Option<&str>) -> Vec<Finding> {
    let now = files.iter().find(|file| file.path == PATH).and_then(File::text);
    match (now, committed) {
        (None, None) => Vec::new(),
        (None, Some(_)) => vec![Finding::error(PATH, None, "was deleted")],
        (Some(now), committed) => parse(now).map_or_else(
            |finding| vec![finding],
            // What was committed was checked when it was.
            |now| compare(&now, &committed.and_then(|text| parse(text).ok()).unwrap_or_default()),
        ),
    }
}

fn parse(text: &str) -> Result<BTreeMap<&str, Counts>, Finding> {
    let mut suites = BTreeMap::new();
    for (index, line) in text.lines().enumerate() {
        let fields: Vec<&str> = line.split('#').next().unwrap_or_default().split_whitespace().collect();
        let (suite, passed, skipped) = match fields[..] {
            [] => continue,
            [suite, passed, skipped] => (suite, passed.parse(), skipped.parse()),
            _ => return Err(Finding::error(PATH, index + 1, "a line is `SUITE PASSED SKIPPED`")),
        };
        let (Ok(passed), Ok(skipped)) = (passed, skipped) else {
            return Err(Finding::error(PATH, index + 1, "counts are numbers"));
        };
        if suites.last_key_value().is_some_and(|(last, _)| *last >= suite) {
            return Err(Finding::error(PATH, index + 1, "suites are sorted, each on one line"));
        }
        suites.insert(suite, Counts { line: index + 1, passed, skipped });
    }
    Ok(suites)
}

fn compare(now: &BTreeMap<&str, Counts>, committed: &BTreeMap<&str, Counts>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (suite, before) in committed {
        match now.get(suite) {
            None => findings.push(Finding::error(PATH, None, format!("`{suite}` is gone"))),
            Some(now) if now.passed < before.passed => {
                let message = format!("`{suite}` passed {} before, and {} now", before.passed, now.passed);
                findings.push(Finding::error(PATH, now.line, message));
            }
            // A suite may grow, so more may be skipped; but not what passed before.
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
        assert!(messages("core 10 5", Some("core 10 5")).is_empty());
        assert!(messages("core 11 4", Some("core 10 5")).is_empty());
        assert_eq!(messages("core 9 6", Some("core 10 5")), ["`core` passed 10 before, and 9 now"]);
    }

    #[test]
    fn suites_come_but_do_not_go() {
        assert!(messages("component 1 0\ncore 10 5", Some("core 10 5")).is_empty());
        assert_eq!(messages("component 1 0", Some("core 10 5")), ["`core` is gone"]);
        assert_eq!(check(&[], Some("core 10 5")).len(), 1);
        assert!(check(&[], None).is_empty());
    }

    #[test]
    fn lines_are_understood_or_refused() {
        assert!(messages("# suites\n\ncore 10 5 # WebAssembly 2.0\n", None).is_empty());
        for wrong in ["core 10", "core ten 5", "core 10 -5", "core 1 1\ncomponent 1 1", "core 1 1\ncore 1 1"] {
            assert_eq!(messages(wrong, None).len(), 1, "{wrong}");
        }
    }
}
