//! Fuzz targets: Embody beside Wasmtime, compiler and loader on damaged input.
//!
//! In: bytes, of which [`generate`] makes a module. Out: nothing, or a panic that says what differs. [`differential`]
//! runs the module in [`embody_side`] and in [`wasmtime_side`] and compares; [`dispatch`] has it do so with loops around jump
//! tables, and [`component`] does so with components;
//! [`compile`] asks only that the compiler answers, and [`artifact`] that what loads its artifacts does. [`skips`] counts what was not compared, and why.
//!
//! With cargo-fuzz, from this folder (no sanitizer: guests trap by faults, which the two runtimes handle themselves):
//!
//! ```text
//! cargo +nightly fuzz run -s none differential -- -max_len=8192 \
//!     -handle_segv=0 -handle_bus=0 -handle_ill=0 -handle_fpe=0
//! cargo +nightly fuzz run -s none dispatch -- -max_len=4096 \
//!     -handle_segv=0 -handle_bus=0 -handle_ill=0 -handle_fpe=0
//! cargo +nightly fuzz run -s none component -- -max_len=64 \
//!     -handle_segv=0 -handle_bus=0 -handle_ill=0 -handle_fpe=0
//! cargo +nightly fuzz run -s none compile -- -max_len=8192
//! cargo +nightly fuzz run -s none artifact -- -max_len=65536 \
//!     -handle_segv=0 -handle_bus=0 -handle_ill=0 -handle_fpe=0
//! ```
//!
//! Without cargo-fuzz, `cargo run --release --bin search -- dispatch 3600` tries random bytes for an hour.
//!
//! A crash prints the module as text. With `EMBODY_FUZZ_STATS=1` the counts of what was compared and skipped are
//! printed now and then; with `EMBODY_FUZZ_UNCHECKED=1` accesses that the checker cannot prove are no finding.
//! `cargo test --release` calls the same checks with fixed seeds.
//!
//! Absent by design: seeds and corpora (they are made anew), and knowledge of single bugs.

pub mod artifact;
pub mod compile;
pub mod component;
pub mod differential;
pub mod dispatch;
pub mod embody_side;
pub mod generate;
pub mod skips;
pub mod value;
pub mod wasmtime_side;

/// A number that depends on all of an input's bytes.
#[must_use]
pub fn seed(data: &[u8]) -> u64 {
    data.iter().fold(data.len() as u64, |seed, byte| {
        (seed ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3).rotate_left(29)
    })
}
