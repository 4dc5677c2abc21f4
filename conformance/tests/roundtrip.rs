//! Round trips through a component of our own: values that come through pass, one that changes fails.

use std::path::{Path, PathBuf};

use embody_wast::report::Report;
use embody_wast::roundtrip;
use embody_wast::run::How;

/// Passes its arguments to the import. `SECOND` is what it passes as the second one.
const ECHO: &str = r#"(component
  (import "echo-import" (func $echo (param "a" string) (param "b" u8) (result string)))
  (core module $libc
    (memory (export "memory") 1)
    (global $next (mut i32) (i32.const 1024))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32)
      (local $at i32)
      ;; From the front again when the page is full: nothing is kept for longer than a call.
      (if (i32.gt_u (i32.add (global.get $next) (local.get 3)) (i32.const 65536))
        (then (global.set $next (i32.const 1024))))
      (local.set $at (global.get $next))
      (global.set $next (i32.add (global.get $next) (local.get 3)))
      (local.get $at)))
  (core instance $libc (instantiate $libc))
  (core func $lowered (canon lower (func $echo)
    (memory (core memory $libc "memory")) (realloc (core func $libc "realloc"))))
  (core module $m
    (import "host" "echo" (func $echo (param i32 i32 i32 i32)))
    (func (export "echo") (param i32 i32 i32) (result i32)
      (call $echo (local.get 0) (local.get 1) SECOND (i32.const 16))
      (i32.const 16)))
  (core instance $m (instantiate $m (with "host" (instance (export "echo" (func $lowered))))))
  (func (export "echo-export") (param "a" string) (param "b" u8) (result string)
    (canon lift (core func $m "echo")
      (memory (core memory $libc "memory")) (realloc (core func $libc "realloc")))))"#;

fn run(name: &str, second: &str) -> Report {
    let text = ECHO.replace("SECOND", second);
    let buffer = wast::parser::ParseBuffer::new(&text).unwrap();
    let bytes = wast::parser::parse::<wast::Wat<'_>>(&buffer).unwrap().encode().unwrap();
    let folder: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("echo.wasm"), bytes).unwrap();
    let files = roundtrip::find(&[&folder]).unwrap();
    assert_eq!(files.len(), 1);
    roundtrip::run(&files[0], How::default())
}

#[test]
fn values_that_come_through_pass() {
    let report = run("echo", "(local.get 2)");
    assert_eq!((report.tally.executed, report.tally.failed), (1, 0), "{:?}", report.failures);
}

#[test]
fn a_value_that_changes_fails() {
    let report = run("changed", "(i32.const 7)");
    assert_eq!((report.tally.executed, report.tally.failed), (0, 1));
    assert!(report.failures[0].1.contains("arguments: sent"), "{:?}", report.failures);
}
