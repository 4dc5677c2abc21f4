//! Core modules that components import, given by a linker when they are compiled.

use embody::component::{Component, Linker};
use embody::{Engine, Result, Store};

/// A module whose function returns a number.
fn module(number: u32) -> String {
    format!("(module (func (export \"f\") (result i32) i32.const {number}))")
}

const TYPE: &str = "(export \"f\" (func (result i32)))";

/// A component that imports a module at the root.
fn at_root(name: &str) -> String {
    format!(
        r#"(component
            (import "{name}" (core module $m {TYPE}))
            (core instance $i (instantiate $m))
            (func (export "f") (result u32) (canon lift (core func $i "f"))))"#
    )
}

/// A component that imports a module in an instance.
fn in_instance(instance: &str, name: &str) -> String {
    format!(
        r#"(component
            (import "{instance}" (instance $c (export "{name}" (core module {TYPE}))))
            (alias export $c "{name}" (core module $m))
            (core instance $i (instantiate $m))
            (func (export "f") (result u32) (canon lift (core func $i "f"))))"#
    )
}

fn called(linker: &Linker<()>, component: &Component) -> Result<u32> {
    let mut store = Store::new(linker.engine(), ());
    let instance = linker.instantiate(&mut store, component)?;
    Ok(instance.get_typed_func::<(), (u32,)>(&mut store, "f")?.call(&mut store, ())?.0)
}

#[track_caller]
fn refused(linker: &Linker<()>, component: &str, words: &[&str]) {
    let error = format!("{:#}", linker.compile(component).unwrap_err());
    for word in words {
        assert!(error.contains(word), "`{word}` is not in: {error}");
    }
}

#[test]
fn modules_are_found_by_name() -> Result<()> {
    let mut linker = Linker::<()>::new(&Engine::default());
    linker.root().module("lib", module(1))?;
    linker.root().func_wrap("function", |_, ()| Ok(()))?;
    linker.instance("a:b/c@1.2.0")?.module("lib", module(2))?;
    for (component, expected) in [
        (at_root("lib"), 1),
        (in_instance("a:b/c@1.2.0", "lib"), 2),
        // As everything that a linker has: of the newest compatible version.
        (in_instance("a:b/c@1.0.7", "lib"), 2),
    ] {
        let component = linker.compile(component)?;
        assert_eq!(called(&linker, &component)?, expected);
        // It has become part of the component: nobody else needs it.
        assert_eq!(called(&Linker::new(linker.engine()), &component)?, expected);
    }
    linker.instance("a:b/c@1.3.0")?.module("lib", module(3))?;
    assert_eq!(called(&linker, &linker.compile(in_instance("a:b/c@1.0.7", "lib"))?)?, 3);
    assert_eq!(called(&linker, &linker.compile(in_instance("a:b/c@1.2.0", "lib"))?)?, 2);
    Ok(())
}

#[test]
fn what_is_missing_or_of_another_type_is_named() -> Result<()> {
    let mut linker = Linker::<()>::new(&Engine::default());
    let what_to_do = ["`Options::module`", "`Linker::compile`"];
    let missing = |path| {
        [&*format!("imports the core module `{path}`"), what_to_do[0], what_to_do[1]].map(str::to_owned)
    };
    for defined in [false, true] {
        if defined {
            // Others are no help.
            linker.root().module("another", module(1))?;
            linker.instance("a:b/c@2.0.0")?.module("lib", module(1))?;
        }
        let words = missing("lib");
        refused(&linker, &at_root("lib"), &words.each_ref().map(String::as_str));
        let words = missing("a:b/c@1.0.0/lib");
        refused(&linker, &in_instance("a:b/c@1.0.0", "lib"), &words.each_ref().map(String::as_str));
    }
    let error = Component::new(linker.engine(), at_root("lib")).unwrap_err();
    assert!(format!("{error:#}").contains("`Linker::compile`"), "{error:#}");

    linker.root().module("wrong", "(module (func (export \"f\")))")?;
    refused(&linker, &at_root("wrong"), &["given for `wrong`", "exports `f` with another type"]);
    linker.root().module("damaged", b"\0asm\x01\0\0\0\x01")?;
    refused(&linker, &at_root("damaged"), &["in the core module given for `damaged`"]);
    linker.root().func_wrap("func", |_, ()| Ok(()))?;
    refused(&linker, &at_root("func"), &["module `func`: expected module found func"]);
    linker.instance("instance")?;
    refused(&linker, &at_root("instance"), &["module `instance`: expected module found instance"]);
    Ok(())
}

#[test]
fn a_linker_without_modules_compiles_what_imports_none() -> Result<()> {
    let mut linker = Linker::<()>::new(&Engine::default());
    linker.instance("a:b/c")?.func_wrap("function", |_, ()| Ok(()))?;
    let component = linker.compile(
        r#"(component
            (core module $m (func (export "f") (result i32) i32.const 9))
            (core instance $i (instantiate $m))
            (func (export "f") (result u32) (canon lift (core func $i "f"))))"#,
    )?;
    assert_eq!(called(&linker, &component)?, 9);
    refused(&linker, "(component", &["expected `)`"]);
    Ok(())
}
