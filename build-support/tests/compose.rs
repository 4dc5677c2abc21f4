//! What is said of components that are put together.

#![cfg(feature = "compose")]

use embody_build::bind::decode::decode;
use embody_build::compose::compose;
use embody_build::error::{ErrorKind, Result};

/// One component per text, called `c0.wasm` and so on.
fn composed(texts: &[&str]) -> Result<Vec<u8>> {
    let bytes: Vec<Vec<u8>> = texts.iter().map(|text| wat::parse_str(text).unwrap()).collect();
    let named: Vec<(String, &[u8])> =
        bytes.iter().enumerate().map(|(i, bytes)| (format!("c{i}.wasm"), bytes.as_slice())).collect();
    compose(&named)
}

fn names(component: &[u8]) -> (Vec<String>, Vec<String>) {
    let world = decode(component).unwrap();
    let of = |functions: Vec<embody_build::bind::ListedFunction>| {
        let name = |f: embody_build::bind::ListedFunction| f.interface.unwrap_or(f.name);
        functions.into_iter().map(name).collect::<Vec<_>>()
    };
    (of(world.imported_functions()), of(world.exported_functions()))
}

/// Imports `a:b/c`, `a:b/d` and `f`, and exports `run`, which calls nothing.
const FIRST: &str = r#"
    (component
        (import "a:b/c@0.2.1" (instance (export "f" (func (param "x" u32) (result u32)))))
        (import "a:b/d" (instance (export "f" (func))))
        (import "f" (func))
        (core module $m (func (export "run")))
        (core instance $i (instantiate $m))
        (func (export "run") (canon lift (core func $i "run"))))
"#;

/// Exports an instance with a function `f` of these parameters, and imports another.
fn exporting(name: &str, ty: &str, core: &str, import: &str) -> String {
    format!(
        r#"(component
            (import "{import}" (instance (export "f" (func))))
            (core module $m (func (export "f") {core} unreachable))
            (core instance $i (instantiate $m))
            (func $f {ty} (canon lift (core func $i "f")))
            (instance $c (export "f" (func $f)))
            (export "{name}" (instance $c)))"#
    )
}

const TAKES: &str = "(param \"x\" u32) (result u32)";
const CORE: &str = "(param i32) (result i32)";

#[test]
fn exports_are_those_of_the_first_and_imports_what_is_left() {
    let second = exporting("a:b/c@0.2.1", TAKES, CORE, "a:b/d");
    let (imports, exports) = names(&composed(&[FIRST, &second]).unwrap());
    assert_eq!(exports, ["run"]);
    assert_eq!(imports.len(), 2, "{imports:?}");
    assert!(["a:b/d", "f"].iter().all(|name| imports.iter().any(|import| import == name)), "{imports:?}");
}

#[test]
fn later_ones_satisfy_those_before_them() {
    let second = exporting("a:b/c@0.2.1", TAKES, CORE, "x:y/z");
    let third = exporting("x:y/z", "", "", "a:b/d");
    let (mut imports, _) = names(&composed(&[FIRST, &second, &third]).unwrap());
    imports.sort();
    assert_eq!(imports, ["a:b/d", "f"]);
    // In the other order the third's export comes before its import.
    assert!(composed(&[FIRST, &third, &second]).is_err());
}

#[test]
fn a_newer_compatible_version_satisfies_an_import() {
    let second = exporting("a:b/c@0.2.9", TAKES, CORE, "a:b/d");
    let (imports, _) = names(&composed(&[FIRST, &second]).unwrap());
    assert!(!imports.iter().any(|name| name.starts_with("a:b/c")), "{imports:?}");
    let older = exporting("a:b/c@0.2.0", TAKES, CORE, "a:b/d");
    assert!(composed(&[FIRST, &older]).is_err());
}

#[test]
fn what_nobody_needs_is_named_with_what_is_needed() {
    let second = exporting("a:b/e", TAKES, CORE, "a:b/d");
    let error = composed(&[FIRST, &second]).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Import);
    assert_eq!(
        error.to_string(),
        "c1.wasm exports `a:b/e`, of which those before it import nothing; imports without a match: `a:b/c@0.2.1`, \
         `a:b/d`, `f`"
    );
}

#[test]
fn an_export_of_another_type_is_an_error() {
    let second = exporting("a:b/c@0.2.1", "", "", "a:b/d");
    let error = composed(&[FIRST, &second]).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Import);
    let text = "c0.wasm imports `a:b/c@0.2.1`, which c1.wasm exports, but not of the type that is imported";
    assert!(error.to_string().starts_with(text), "{error}");
}

#[test]
fn what_is_no_component_is_named() {
    let module = wat::parse_str("(module)").unwrap();
    let first = wat::parse_str(FIRST).unwrap();
    let error = compose(&[("a.wasm".into(), &first), ("b.wasm".into(), &module)]).unwrap_err();
    assert!(error.to_string().contains("b.wasm"), "{error}");
    let error = compose(&[("a.wasm".into(), b"nothing")]).unwrap_err();
    assert!(error.to_string().contains("a.wasm"), "{error}");
    assert!(compose(&[]).is_err());
}

#[test]
fn the_same_components_give_the_same_bytes() {
    let second = exporting("a:b/c@0.2.1", TAKES, CORE, "a:b/d");
    assert_eq!(composed(&[FIRST, &second]).unwrap(), composed(&[FIRST, &second]).unwrap());
}
