//! An operation that can be repeated, and whose result can be compared with that of another side.

use std::hint::black_box;

/// An operation of one side, with everything prepared that is not to be measured.
pub(crate) trait Op {
    /// Does it so many times.
    fn run(&mut self, times: u64);

    /// Does it once and says what came out, in a form that is equal on all sides.
    fn digest(&mut self) -> u64;
}

/// The operation that a closure does. What it returns is dropped within the measurement.
pub(crate) fn repeat<T: Digest>(once: impl FnMut() -> T + 'static) -> Box<dyn Op> {
    Box::new(Repeat(once))
}

struct Repeat<F>(F);

impl<T: Digest, F: FnMut() -> T> Op for Repeat<F> {
    fn run(&mut self, times: u64) {
        for _ in 0..times {
            black_box((self.0)());
        }
    }

    fn digest(&mut self) -> u64 {
        (self.0)().digest()
    }
}

/// What can be compared between sides.
pub(crate) trait Digest {
    /// A number that equal results share, and others hardly.
    fn digest(&self) -> u64;
}

/// What was loaded or made cannot be compared; that it was there at all is enough.
pub(crate) struct Opaque<T>(pub(crate) T);

impl<T> Digest for Opaque<T> {
    fn digest(&self) -> u64 {
        0
    }
}

impl Digest for () {
    fn digest(&self) -> u64 {
        0
    }
}

impl Digest for u32 {
    fn digest(&self) -> u64 {
        u64::from(*self)
    }
}

impl Digest for u64 {
    fn digest(&self) -> u64 {
        *self
    }
}

impl Digest for f64 {
    fn digest(&self) -> u64 {
        self.to_bits()
    }
}

impl Digest for String {
    fn digest(&self) -> u64 {
        self.bytes().fold(self.len() as u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)))
    }
}

/// By length alone, since each side has an element type of its own.
impl<T> Digest for Vec<T> {
    fn digest(&self) -> u64 {
        self.len() as u64
    }
}
