//! No executable memory is made when a program runs.

#![cfg(target_os = "linux")]

use std::os::unix::process::ExitStatusExt;
use std::process::Command;

const PROGRAM: &str = env!("CARGO_BIN_EXE_program-sealed");

#[test]
fn guests_run_where_the_kernel_forbids_executable_memory() {
    let output = Command::new(PROGRAM).output().unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{}: {}", output.status, String::from_utf8_lossy(&output.stderr));
    assert_eq!(stdout, "5\nHello, world!\n<p><em>sealed</em></p>\n1\n");
}

#[test]
fn what_asks_for_executable_memory_there_is_ended() {
    let output = Command::new(PROGRAM).arg("ask").output().unwrap();
    assert_eq!(output.status.signal(), Some(libc::SIGSYS), "{}", output.status);
    assert!(output.stdout.is_empty());
}
