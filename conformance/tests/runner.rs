//! The runner itself: what holds passes, what does not fails, what is refused is skipped. A runner that cannot fail
//! proves nothing.

use std::path::PathBuf;

use embody_build::options::MemoryKind;
use embody_wast::files::{self, File};
use embody_wast::ratchet;
use embody_wast::report::{Outcome, Report, Summary, Tally};
use embody_wast::run::{self, How};

const HOW: How<'static> = How { cpu: "baseline", memory: MemoryKind::Guarded, check: true };

fn wast(name: &str) -> Report {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/wast").join(name);
    run::wast_file(&File { path, group: String::new() }, HOW)
}

fn lines(name: &str, mark: &str) -> Vec<usize> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/wast").join(name);
    let text = std::fs::read_to_string(path).unwrap();
    let marked =
        (1..).zip(text.lines()).filter(|(_, line)| line.starts_with("(assert_") || line.ends_with(mark));
    marked.map(|(number, _)| number).collect()
}

#[test]
fn what_holds_passes() {
    let report = wast("holds.wast");
    assert!(report.failures.is_empty(), "{:?}", report.failures);
    assert_eq!(report.tally, Tally { executed: 17, negative: 2, failed: 0, skipped: 0 });
}

#[test]
fn exceptions_are_kept_as_long_as_the_guest_refers_to_them() {
    let report = wast("exceptions.wast");
    assert!(report.failures.is_empty(), "{:?}", report.failures);
    assert_eq!(report.tally, Tally { executed: 14, negative: 0, failed: 0, skipped: 0 });
}

#[test]
fn a_cast_asks_what_a_reference_refers_to() {
    let report = wast("casts.wast");
    assert!(report.failures.is_empty(), "{:?}", report.failures);
    assert_eq!(report.tally, Tally { executed: 29, negative: 0, failed: 0, skipped: 0 });
}

#[test]
fn references_to_numbers_are_numbers() {
    let report = wast("i31.wast");
    assert!(report.failures.is_empty(), "{:?}", report.failures);
    assert_eq!(report.tally, Tally { executed: 32, negative: 2, failed: 0, skipped: 0 });
}

#[test]
fn tables_hold_what_they_should_wherever_they_lie() {
    let report = wast("tables.wast");
    assert!(report.failures.is_empty(), "{:?}", report.failures);
    assert_eq!(report.tally, Tally { executed: 21, negative: 0, failed: 0, skipped: 0 });
}

#[test]
fn accesses_end_where_memories_and_tables_of_all_kinds_end() {
    let report = wast("memories.wast");
    assert!(report.failures.is_empty(), "{:?}", report.failures);
    assert_eq!(report.tally, Tally { executed: 62, negative: 0, failed: 0, skipped: 0 });
}

#[test]
fn threads_share_memories() {
    let report = wast("threads.wast");
    assert!(report.failures.is_empty(), "{:?}", report.failures);
    assert_eq!(report.tally, Tally { executed: 16, negative: 0, failed: 0, skipped: 0 });
}

#[test]
fn tasks_that_are_synchronous_have_slots_and_nothing_to_wait_for() {
    let report = wast("tasks.wast");
    assert!(report.failures.is_empty(), "{:?}", report.failures);
    assert_eq!(report.tally, Tally { executed: 29, negative: 0, failed: 0, skipped: 0 });
}

#[test]
fn vectors_are_values_like_others() {
    let report = wast("vectors.wast");
    assert!(report.failures.is_empty(), "{:?}", report.failures);
    assert_eq!(report.tally, Tally { executed: 32, negative: 0, failed: 0, skipped: 0 });
}

#[test]
fn what_does_not_hold_fails() {
    let report = wast("fails.wast");
    let failed: Vec<usize> = report.failures.iter().map(|(line, _)| *line).collect();
    assert_eq!(failed, lines("fails.wast", ";; wrong"));
    assert_eq!(report.tally.passed() + report.tally.skipped, 0);
}

#[test]
fn what_is_refused_is_skipped_with_what_depends_on_it() {
    let report = wast("skips.wast");
    assert!(report.failures.is_empty(), "{:?}", report.failures);
    assert_eq!(report.tally, Tally { executed: 2, negative: 0, failed: 0, skipped: 3 });
    assert!(report.refused.keys().all(|name| name.contains("garbage collection")), "{:?}", report.refused);
}

#[test]
fn components_pass_and_fail_likewise() {
    let report = wast("components.wast");
    let from = report.failures.first().expect("a failure").0;
    let wrong = lines("components.wast", ";; wrong").into_iter().filter(|line| *line >= from);
    let failed: Vec<usize> = report.failures.iter().map(|(line, _)| *line).collect();
    assert_eq!(failed, wrong.collect::<Vec<_>>());
    assert_eq!(report.tally, Tally { executed: 7, negative: 1, failed: 8, skipped: 0 });
}

#[test]
fn a_file_that_cannot_be_read_or_parsed_fails() {
    assert_eq!(wast("absent.wast").tally.failed, 1);
    let report = run::wast_text("broken.wast", "(module (func (export \"f\")", HOW);
    assert_eq!((report.tally.failed, report.tally.passed()), (1, 0));
}

#[test]
fn a_panic_is_a_failure_of_its_file_alone() {
    let file = |name: &str| File { path: name.into(), group: "g".into() };
    let reports = run::all(&[file("good"), file("bad")], 2, |file| {
        assert!(file.path.ends_with("good"), "on purpose");
        let mut report = Report::default();
        report.add(1, Outcome::Executed);
        report
    });
    let summary = Summary::of(&reports);
    assert_eq!((summary.total.executed, summary.total.failed), (1, 1));
    assert!(reports[1].failures[0].1.contains("on purpose"));
}

#[test]
fn a_count_that_falls_is_noticed() {
    let summary = |executed| {
        let report =
            Report { group: "g".into(), tally: Tally { executed, ..Tally::default() }, ..Report::default() };
        Summary::of(&[report])
    };
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("ratchet.toml");
    assert!(ratchet::check(&file, &summary(2), true).unwrap(), "written");
    assert!(ratchet::check(&file, &summary(2), false).unwrap(), "the same");
    assert!(ratchet::check(&file, &summary(3), false).unwrap(), "more");
    assert!(!ratchet::check(&file, &summary(1), false).unwrap(), "less");
    assert!(ratchet::check(&file.with_extension("absent"), &summary(1), false).is_err());
}

#[test]
fn files_are_found_in_order() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests");
    let found = files::find(&[&folder]).unwrap();
    let names: Vec<_> = found.iter().map(|file| file.path.file_name().unwrap().to_string_lossy()).collect();
    assert!(names.is_sorted(), "{names:?}");
    for name in ["components.wast", "fails.wast", "holds.wast", "skips.wast"] {
        assert!(names.iter().any(|found| found == name), "{name} of {names:?}");
    }
    assert!(found.iter().all(|file| file.group == "wast"));
}
