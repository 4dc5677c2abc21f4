//! The checker of compiled code finds what is wrong: each function here is right as it stands, and wrong with any one of
//! its changes.

mod memories;
mod numbers;
mod tables;

use cranelift_codegen::settings;
use embody_abi::features::Target;
use embody_build::check::{self, MemoryPromise, Promises, TablePromise};
use embody_build::options::{MemoryKind, Options};
use embody_build::{compile, link, parse};

const GUARDED: u64 = (4 << 30) + (32 << 20);

/// A guarded memory, a 64-bit one, a shared one of small pages, one that moves; a table that grows, and one in the context.
fn promises() -> Promises {
    let memory = |def, reach, min_len, shared| MemoryPromise { def, reach, min_len, shared, moves: false };
    let moves = MemoryPromise { moves: true, ..memory(64, 0, 65536, false) };
    let table = |def, inline, min_len| TablePromise { def, inline, min_len };
    Promises {
        memories: vec![
            memory(48, GUARDED, 65536, false),
            memory(64, 0, 65536, false),
            memory(80, 0, 10, true),
            moves,
        ],
        tables: vec![table(96, None, 4), table(112, Some(128), 4)],
    }
}

fn check(body: &str) -> Result<(), String> {
    let regions = r#"region0 = 256 "memory"
        region1 = 257 "memory"
        region2 = 258 "memory"
        region3 = 2 "table elements"
        region4 = 0 "memory length"
        region5 = 259 "memory"
        sig0 = (i64 vmctx) tail
        fn0 = colocated u0:2 sig0"#;
    let text = format!("function u0:1(i64 vmctx, i32, i64) tail {{\n{regions}\n{body}\n}}");
    let functions = cranelift_reader::parse_functions(&text).unwrap_or_else(|e| panic!("{e}\n{text}"));
    let flags = settings::Flags::new(settings::builder());
    cranelift_codegen::verify_function(&functions[0], &flags).unwrap_or_else(|e| panic!("{e}\n{text}"));
    check::function(&functions[0], &promises())
}

/// A function that is right, and changes that make it wrong.
#[derive(Clone, Copy)]
struct Case {
    name: &'static str,
    right: &'static str,
    wrong: &'static [(&'static str, &'static str)],
}

#[test]
fn what_is_right_passes_and_each_change_does_not() {
    let mut missed = Vec::new();
    for case in [memories::CASES, tables::CASES].concat() {
        assert_eq!(check(case.right), Ok(()), "{}", case.name);
        for (from, to) in case.wrong {
            assert!(case.right.contains(from), "{}: no `{from}`", case.name);
            if check(&case.right.replacen(from, to, 1)).is_ok() {
                missed.push(format!("{}: `{to}` for `{from}`", case.name));
            }
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

/// Each of one with each of the other.
fn both<'a, A, B>(these: &'a [A], those: &'a [B]) -> impl Iterator<Item = (&'a A, &'a B)> {
    these.iter().flat_map(move |one| those.iter().map(move |other| (one, other)))
}

#[test]
fn all_golden_components_pass() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "wat") {
            let wasm = wat::parse_file(&path).unwrap();
            for (target, memory) in both(Target::ALL, MemoryKind::ALL) {
                let image = link::link(parse::parse(&wasm).unwrap()).unwrap().with_memory(*memory).image;
                let options = Options { check: true, ..Options::new(*target) };
                compile::compile(&image, &options).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            }
            count += 1;
        }
    }
    assert!(count > 5, "{count}");
}

/// Compiles a module of these fields, and checks it.
fn compile_checked(fields: &str) {
    let component = format!("(component (core module $m {fields}) (core instance (instantiate $m)))");
    let wasm = wat::parse_str(component).unwrap();
    let image = link::link(parse::parse(&wasm).unwrap()).unwrap().image;
    let options = Options { check: true, ..Options::new(Target::ALL[0]) };
    compile::compile(&image, &options).unwrap();
}

/// Functions whose indices are rewritten by the optimiser in other ways for the check than for the access.
#[test]
fn indices_that_are_rewritten_pass() {
    let module = r#"(table $t i64 3 100 funcref) (table $one 1 1 funcref) (memory $m i64 1 9)
        (memory $shared i64 0 1 shared)
        (memory $bytes i64 12 257109 (pagesize 1))
        (func (export "a byte more than there are") (result i64)
          (i64.load16_s $bytes offset=10 (i64.const 1)))
        (func (export "grow the bytes") (drop (memory.grow $bytes (i64.const 1))))
        (func (export "outside of all") (result f32)
          (f32.load $shared (i64.extend8_s (i64.const 255))))
        (func (export "shifted") (param i64) (result funcref)
          (table.get $t (i64.shr_u (local.get 0) (i64.const 3))))
        (func (export "shifted with sign") (param i64) (result funcref)
          (table.get $t (i64.shr_s (local.get 0) (i64.const 3))))
        (func (export "number shifted") (param i64) (result funcref)
          (table.get $t (i64.shl (i64.const -6290031372469533305) (local.get 0))))
        (func (export "extended") (param i32) (result funcref)
          (table.get $one (i32.extend8_s (local.get 0))))
        (func (export "negated") (param i64) (result i64)
          (i64.load offset=70000 (i64.sub (i64.const 0) (local.get 0))))
        (func (export "made again") (param i64) (result i64)
          (i64.load (i64.and (local.get 0) (i64.const -16)))
          (drop (memory.grow $m (i64.const 1)))
          (i64.add (i64.load (i64.and (local.get 0) (i64.const -16)))))
        (func (export "grow the table") (drop (table.grow $t (ref.null func) (i64.const 1))))"#;
    compile_checked(module);
}

/// An index that is made of itself again and again takes no longer to look at than others.
#[test]
fn towers_of_operators_take_no_time() {
    let squares = "(local.set 0 (i32.mul (local.get 0) (local.get 0)))".repeat(60);
    compile_checked(&format!(
        "(table 3 3 funcref) (func (export \"f\") (param i32) (result funcref) {squares} (table.get (local.get 0)))"
    ));
}
