//! Properties of compiled code that no single case shows.

use std::fs;
use std::path::Path;

use embody_abi::features::Target;
use embody_abi::limits::{MAX_COPIED_TABLE_ELEMENTS, MAX_INLINE_TABLE_ELEMENTS};
use embody_abi::plan::TableStorage;
use embody_build::compile::{self, Compiled};
use embody_build::error::ErrorKind;
use embody_build::options::{OptLevel, Options};
use embody_build::{emit, link, parse};

fn options(target: Target, threads: usize) -> Options {
    Options { threads, check: true, ..Options::new(target) }
}

fn compile(wat: &str, options: &Options) -> Result<Compiled, embody_build::error::Error> {
    let wasm = wat::parse_str(wat).unwrap();
    compile::compile(&link::link(parse::parse(&wasm)?)?.image, options)
}

/// A component with one core module of this text.
fn component(module: &str) -> String {
    format!("(component (core module $m {module}) (core instance (instantiate $m)))")
}

fn golden() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let sources = paths.filter(|path| path.extension().is_some_and(|e| e == "wat"));
    sources.map(|path| fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn every_relocation_resolves_for_every_target() {
    for target in Target::ALL {
        for opt_level in [OptLevel::None, OptLevel::Speed, OptLevel::SpeedAndSize] {
            for source in golden() {
                let compiled = compile(&source, &Options { opt_level, ..options(*target, 1) }).unwrap();
                assert!(!compiled.text.is_empty());
            }
        }
    }
}

#[test]
fn the_number_of_threads_does_not_show() {
    for source in golden() {
        let [one, two, five] =
            [1, 2, 5].map(|threads| compile(&source, &options(Target::X86_64Linux, threads)).unwrap());
        assert_eq!(one.text, two.text);
        assert_eq!(one.text, five.text);
        assert_eq!((&one.traps, &one.symbols), (&five.traps, &five.symbols));
    }
}

#[test]
fn tables_about_the_text_ascend_and_lie_in_it() {
    for source in golden() {
        let compiled = compile(&source, &options(Target::X86_64Linux, 0)).unwrap();
        let len = u32::try_from(compiled.text.len()).unwrap();
        assert!(compiled.traps.is_sorted() && compiled.traps.iter().all(|t| t.0 < len));
        assert!(compiled.symbols.is_sorted() && compiled.symbols.iter().all(|s| s.0 < len));
        assert!(compiled.handlers.is_sorted_by_key(|c| c.ret));
        assert!(compiled.handlers.iter().all(|c| c.ret < len && c.resume < len));
    }
}

#[test]
fn only_what_may_trap_needs_bookkeeping() {
    let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/entries.wat"));
    let compiled = compile(&source.unwrap(), &options(Target::X86_64Linux, 1)).unwrap();
    let may_trap: Vec<bool> = compiled.entries.values().map(|entry| entry.may_trap).collect();
    assert_eq!(may_trap, [false, true]);
    assert_eq!(compiled.handlers.len(), 2, "the native and the array entry of `divide`");
}

#[test]
fn the_adder_is_an_addition() {
    let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/entries.wat"));
    let compiled = compile(&source.unwrap(), &options(Target::X86_64Linux, 1)).unwrap();
    let native = compiled.entries.values().next().unwrap().native as usize;
    // push rbp; mov rbp, rsp; lea eax, [rsi + rdx]; xor rdx, rdx; mov rsp, rbp; pop rbp; ret
    let expected = [0x55, 0x48, 0x89, 0xe5, 0x8d, 4, 0x16, 0x48, 0x33, 0xd2, 0x48, 0x89, 0xec, 0x5d, 0xc3];
    assert_eq!(compiled.text[native..][..expected.len()], expected);
}

#[test]
fn what_is_not_supported_is_refused_by_name() {
    for (body, name) in [
        ("(type $t (struct)) (func (param (ref null $t)))", "garbage collection (a struct type)"),
        ("(func (param arrayref))", "garbage collection (the type `arrayref`)"),
        (
            "(func (param externref) local.get 0 any.convert_extern drop)",
            "garbage collection (`any.convert_extern`)",
        ),
    ] {
        let error = compile(&component(body), &options(Target::X86_64Linux, 1)).unwrap_err();
        assert_eq!(error.kind, ErrorKind::Unsupported, "{error}");
        assert!(error.message.contains(name) && error.offset.is_some(), "{error}");
    }
}

#[test]
fn values_cross_only_by_plain_memories() {
    for (memory, result) in [("i64 1", "i64"), ("1 1 shared", "i32")] {
        let source = format!(
            "(component
               (core module $m
                 (memory (export \"memory\") {memory})
                 (func (export \"f\") (result {result}) {result}.const 0))
               (core instance $i (instantiate $m))
               (alias core export $i \"memory\" (core memory $memory))
               (func (export \"f\") (result string)
                 (canon lift (core func $i \"f\") (memory $memory))))"
        );
        let error = compile(&source, &options(Target::X86_64Linux, 1)).unwrap_err();
        assert!(matches!(error.kind, ErrorKind::Unsupported | ErrorKind::Invalid), "{error}");
        assert!(error.offset.is_some(), "{error}");
    }
}

/// A component in which one with a memory of 64 bits is called with a string, in the caller's encoding.
fn call_with_string(encoding: &str) -> String {
    format!(
        "(component
           (component $inner
             (core module $m
               (memory (export \"memory\") i64 1)
               (func (export \"realloc\") (param i64 i64 i64 i64) (result i64) i64.const 0)
               (func (export \"f\") (param i64 i64)))
             (core instance $i (instantiate $m))
             (func (export \"f\") (param \"s\" string)
               (canon lift (core func $i \"f\") (memory (core memory $i \"memory\"))
                 (realloc (func $i \"realloc\")))))
           (instance $in (instantiate $inner))
           (core module $memory (memory (export \"memory\") 1))
           (core instance $memory (instantiate $memory))
           (core func $f (canon lower (func $in \"f\")
             (memory (core memory $memory \"memory\")) string-encoding={encoding}))
           (core module $m
             (import \"\" \"f\" (func $f (param i32 i32)))
             (func (export \"run\") (call $f (i32.const 0) (i32.const 0))))
           (core instance $m (instantiate $m (with \"\" (instance (export \"f\" (func $f))))))
           (func (export \"run\") (canon lift (core func $m \"run\"))))"
    )
}

#[test]
fn strings_keep_their_encoding_where_a_memory_has_64_bits() {
    compile(&call_with_string("utf8"), &options(Target::X86_64Linux, 1)).unwrap();
    for encoding in ["utf16", "latin1+utf16"] {
        let error = compile(&call_with_string(encoding), &options(Target::X86_64Linux, 1)).unwrap_err();
        assert_eq!(error.kind, ErrorKind::Unsupported, "{error}");
        let message = "64-bit memories where a call between components changes the encoding of strings";
        assert!(error.message.contains(message) && error.offset.is_some(), "{error}");
    }
}

/// A component that imports a core module, at the root or in an instance, under this type.
fn importing(import: &str, alias: &str) -> String {
    format!(
        "(component
           {import}
           {alias}
           (core instance $i (instantiate $m))
           (func (export \"f\") (result u32) (canon lift (core func $i \"f\"))))"
    )
}

#[test]
fn imported_core_modules_are_those_that_are_given() {
    let ty = "(core module $m (export \"f\" (func (result i32))))";
    let module = wat::parse_str("(module (func (export \"f\") (result i32) i32.const 7))").unwrap();
    let other = wat::parse_str("(module (func (export \"f\") (result i64) i64.const 7))").unwrap();
    let less = wat::parse_str("(module)").unwrap();
    let more =
        wat::parse_str("(module (import \"a\" \"b\" (func)) (func (export \"f\") (result i32) i32.const 7))");
    let at_root = importing(&format!("(import \"lib\" {ty})"), "");
    let in_instance = importing(
        "(import \"a:b/c\" (instance $c (export \"lib\" (core module (export \"f\" (func (result i32)))))))",
        "(alias export $c \"lib\" (core module $m))",
    );
    for (source, path) in [(at_root, "lib"), (in_instance, "a:b/c/lib")] {
        let binary = wat::parse_str(&source).unwrap();
        let options = options(Target::X86_64Linux, 1);
        let imported = embody_build::imported_modules(&binary, options.features).unwrap();
        assert_eq!(imported.iter().map(|path| path.join("/")).collect::<Vec<_>>(), [path]);
        let compile = |name: &str, module: &[u8]| {
            embody_build::compile_component(&binary, &options.clone().module(name, module))
        };
        assert_eq!(compile(path, &module).unwrap().plan.exports.len(), 1);

        let refused = |name: &str, module: &[u8], words: &[&str]| {
            let error = compile(name, module).unwrap_err();
            assert_eq!(error.kind, ErrorKind::Import, "{error}");
            for word in words {
                assert!(error.to_string().contains(word), "`{word}` is not in: {error}");
            }
        };
        let missing =
            [&*format!("imports the core module `{path}`"), "`Options::module`", "`Linker::compile`"];
        refused("other", &module, &missing);
        let given = format!("the core module given for `{path}`");
        refused(path, &other, &[&given, "exports `f` with another type"]);
        refused(path, &less, &[&given, "does not export `f`"]);
        refused(path, more.as_ref().unwrap(), &[&given, "imports `a` `b`"]);
        let error = compile(path, b"\0asm\x01\0\0\0\x01").unwrap_err();
        assert_eq!(error.kind, ErrorKind::Invalid);
        assert!(error.to_string().contains(&format!("in the core module given for `{path}`")), "{error}");
    }
}

/// All instances share what never changes, unless it is so short that having it nearer is worth more.
#[test]
fn long_tables_that_never_change_are_shared() {
    let storage = |elements: u64, body: &str| {
        let module = format!(
            "(func $f) (table $t {elements} funcref) (elem (table $t) (i32.const 1) func $f)
            (func (param i32) {body} (call_indirect $t (local.get 0)))"
        );
        let wasm = wat::parse_str(component(&module)).unwrap();
        let linked = link::link(parse::parse(&wasm).unwrap()).unwrap();
        let options = options(Target::X86_64Linux, 1);
        let compiled = compile::compile(&linked.image, &options).unwrap();
        let artifact = emit::emit(linked, compiled, &options).unwrap();
        (artifact.plan.tables[0].clone().storage, artifact)
    };
    let grow = "(drop (table.grow $t (ref.null func) (i32.const 1)))";
    let set = "(table.set $t (i32.const 0) (ref.null func))";
    let (shared, artifact) = storage(MAX_COPIED_TABLE_ELEMENTS + 1, "");
    let TableStorage::Image(range) = shared else { panic!("{shared:?}") };
    let elements = &artifact.data[range.start as usize..][..range.len as usize];
    assert_eq!(elements.len() as u64, 8 * (MAX_COPIED_TABLE_ELEMENTS + 1));
    let set_bytes: Vec<_> =
        (0..).zip(elements).filter(|(_, byte)| **byte != 0).map(|(at, _)| at / 8).collect();
    assert!(!set_bytes.is_empty() && set_bytes.iter().all(|element| *element == 1), "{set_bytes:?}");
    assert!(matches!(storage(MAX_COPIED_TABLE_ELEMENTS, "").0, TableStorage::Inline(_)));
    assert!(matches!(storage(MAX_COPIED_TABLE_ELEMENTS + 1, set).0, TableStorage::Inline(_)));
    assert!(matches!(storage(MAX_INLINE_TABLE_ELEMENTS + 1, set).0, TableStorage::Heap(_)));
    assert!(matches!(storage(2, grow).0, TableStorage::Heap(_)));
}

/// Each of these was once compiled rightly and not proven.
#[test]
fn accesses_are_proven_whatever_their_operands_are() {
    for body in [
        "(memory i64 1 1) (func (param i64) (result i64) local.get 0 i64.atomic.load offset=8)",
        "(memory i64 4 4) (func (param i64) (result i64)
            local.get 0 i64.const 1 i64.and i64.load16_s offset=164612)",
        "(memory i64 0 3 shared) (func (result i32) i64.const 0 i32.load8_u)",
        "(func ref.null exn throw_ref)",
    ] {
        for target in Target::ALL {
            for opt_level in [OptLevel::None, OptLevel::Speed] {
                compile(&component(body), &Options { opt_level, ..options(*target, 1) }).unwrap();
            }
        }
    }
}

#[test]
fn extremes_neither_panic_nor_fail() {
    let deep = format!("(func {} {})", "block ".repeat(20_000), "end ".repeat(20_000));
    let locals = format!("(func (local {}) local.get 49999 drop)", "i64 ".repeat(50_000));
    let wide = format!(
        "(func $f (param {p}) (result {p}) {get}) (func (export \"g\") (param {p}) (result {p}) {get} call $f)",
        p = "i32 ".repeat(1000),
        get = (0..1000).map(|n| format!("local.get {n} ")).collect::<String>(),
    );
    let table = format!("(func (param i32) block local.get 0 br_table {} end)", "0 ".repeat(10_000));
    for body in [deep, locals, wide, table] {
        for target in Target::ALL {
            compile(&component(&body), &options(*target, 1)).unwrap();
        }
    }
}
