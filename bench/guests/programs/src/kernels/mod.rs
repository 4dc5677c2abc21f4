//! The kernels themselves. The guest exports them, and the benchmark compiles the same files for this machine.
//!
//! Each takes the size of its problem, and returns a number that depends on every step. Results are equal
//! everywhere: floats are only added, subtracted, multiplied, divided, rounded and rooted, and nothing depends
//! on the size of a pointer or the order of a hash map.

mod calls;
mod collections;
mod float;
mod integers;
mod machine;
mod objects;
mod puzzles;
mod text;
mod transfer;

pub(crate) use calls::{closures, compare};
pub(crate) use collections::{btree, dijkstra, hashmap, list};
pub(crate) use float::{fft, lu, options, raytrace};
pub(crate) use integers::{bignum, siphash, xoshiro};
pub(crate) use machine::{bytecode, threaded};
pub(crate) use objects::{ast, shapes};
pub(crate) use puzzles::{life, queens, sudoku};
pub(crate) use text::{json, regex, search, utf8};
pub(crate) use transfer::{base64, compress, copy};

/// A linear congruential generator, the same as that of the kernels in C; its upper bits are the better ones.
struct Random(u32);

impl Random {
    fn new() -> Self {
        Self(1)
    }

    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        self.0
    }

    fn below(&mut self, limit: u32) -> u32 {
        ((u64::from(self.next()) * u64::from(limit)) >> 32) as u32
    }

    /// At least zero, and less than one.
    fn fraction(&mut self) -> f64 {
        f64::from(self.next()) / 4_294_967_296.0
    }
}

/// A digest with one more number in it.
fn mix(digest: u64, value: u64) -> u64 {
    (digest ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
}

fn mix_bytes(digest: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(digest, |digest, byte| mix(digest, u64::from(*byte)))
}
