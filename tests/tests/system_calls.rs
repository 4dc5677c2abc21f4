//! How much the kernel has to do before a guest returns its first result.

#![cfg(target_os = "linux")]

use std::path::Path;

use embody_tests::sys::trace;

/// System calls that loading, instantiating and calling the adder may take.
const LIMIT: u64 = 12;

#[test]
fn first_result_takes_few_system_calls() {
    let of = |program| trace::system_calls(Path::new(program)).expect("the program runs");
    let (empty, adder) = (of(env!("CARGO_BIN_EXE_program-empty")), of(env!("CARGO_BIN_EXE_program-adder")));
    let Some((empty, adder)) = empty.zip(adder) else {
        eprintln!("skipped: this machine does not permit to trace processes");
        return;
    };
    // So many at least, or the counting does not work.
    assert!(empty > 10, "an empty program made {empty}");
    let more = adder.saturating_sub(empty);
    println!("{adder} system calls, {more} more than an empty program");
    assert!(more <= LIMIT, "{more} more than an empty program's {empty}");
}
