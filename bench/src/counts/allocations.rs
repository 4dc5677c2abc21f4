//! How often an operation allocates.
//!
//! The allocator is the system's, and counts while it is told to. While it is not, it costs a load and a
//! branch.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};

use crate::op::Op;

static IS_COUNTING: AtomicBool = AtomicBool::new(false);
static COUNT: AtomicU64 = AtomicU64::new(0);

/// How many times one operation allocates or reallocates, when it has been done before.
pub(crate) fn per_operation(op: &mut dyn Op) -> f64 {
    const TIMES: u64 = 16;
    op.run(TIMES);
    COUNT.store(0, Relaxed);
    IS_COUNTING.store(true, Relaxed);
    op.run(TIMES);
    IS_COUNTING.store(false, Relaxed);
    COUNT.load(Relaxed) as f64 / TIMES as f64
}

/// The system's allocator, counting.
pub(crate) struct Counting;

impl Counting {
    #[inline(always)]
    fn count(&self) {
        if IS_COUNTING.load(Relaxed) {
            COUNT.fetch_add(1, Relaxed);
        }
    }
}

// SAFETY: each method does what `System` does, whose contract is the same.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        self.count();
        // SAFETY: the caller keeps the contract of `GlobalAlloc::alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        self.count();
        // SAFETY: the caller keeps the contract of `GlobalAlloc::alloc_zeroed`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, new_len_bytes: usize) -> *mut u8 {
        self.count();
        // SAFETY: the caller keeps the contract of `GlobalAlloc::realloc`, and the pointer came from
        // `System`.
        unsafe { System.realloc(pointer, layout, new_len_bytes) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract of `GlobalAlloc::dealloc`, and the pointer came from
        // `System`.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::op::{Opaque, repeat};

    #[test]
    fn allocations_are_counted_and_nothing_else() {
        // In one test, since the count is the process's.
        assert_eq!(per_operation(repeat(|| 1_u32).as_mut()), 0.0);
        assert_eq!(per_operation(repeat(|| Opaque([Box::new(1), Box::new(2)])).as_mut()), 2.0);
    }
}
