//! Faults that are not a guest's go where they went before; each in a process of its own.

#![cfg(target_os = "linux")]

use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Output};

fn run(fault: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_program-faults")).arg(fault).output().unwrap()
}

fn assert_unharmed(output: &Output) {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {stderr}", output.status);
    assert_eq!(output.stdout, b"unharmed\n");
}

#[test]
fn a_handler_that_was_there_sees_the_programs_faults_and_no_traps() {
    assert_unharmed(&run("handled"));
}

#[test]
fn a_signal_that_was_ignored_still_is() {
    assert_unharmed(&run("ignored"));
}

#[test]
fn a_fault_without_a_handler_ends_the_program() {
    assert_eq!(run("unhandled").status.signal(), Some(libc::SIGSEGV));
}

#[test]
fn rust_still_reports_its_own_stack_overflow() {
    let output = run("overflow");
    assert_eq!(output.status.signal(), Some(libc::SIGABRT));
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("has overflowed its stack"), "{stderr}");
}
