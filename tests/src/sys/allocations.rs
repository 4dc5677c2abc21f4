//! How often code allocates.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    /// How often this thread has allocated or reallocated.
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

/// How often `f` allocates on this thread, if [`Counting`] is the program's allocator; and what it returns.
pub fn count<R>(f: impl FnOnce() -> R) -> (u64, R) {
    let before = COUNT.get();
    let result = f();
    (COUNT.get() - before, result)
}

/// The system's allocator, counting.
#[derive(Debug)]
pub struct Counting;

fn one_more() {
    COUNT.set(COUNT.get() + 1);
}

// SAFETY: each method does what `System` does, whose contract is the same. The counter allocates nothing: it is a
// constant that needs no destructor.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        one_more();
        // SAFETY: the caller keeps the contract of `GlobalAlloc::alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        one_more();
        // SAFETY: the caller keeps the contract of `GlobalAlloc::alloc_zeroed`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, len_bytes: usize) -> *mut u8 {
        one_more();
        // SAFETY: the caller keeps the contract of `GlobalAlloc::realloc`, and the pointer came from `System`.
        unsafe { System.realloc(pointer, layout, len_bytes) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract of `GlobalAlloc::dealloc`, and the pointer came from `System`.
        unsafe { System.dealloc(pointer, layout) }
    }
}
