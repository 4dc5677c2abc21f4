//! Memory for the adapter that makes WASI 0.2 of what the standard library calls.
//!
//! Without this it would take pages of its own, which older versions of wasi-libc take for theirs.

use std::alloc::{Layout, alloc, realloc};

/// Spec: Canonical ABI, `realloc`.
///
/// # Safety
/// As [`realloc`]; `new_len` is not zero.
#[unsafe(export_name = "cabi_realloc")]
unsafe extern "C" fn cabi_realloc(old: *mut u8, old_len: usize, align: usize, new_len: usize) -> *mut u8 {
    let layout = |len| Layout::from_size_align(len, align).expect("a layout");
    // SAFETY: the caller's promise.
    unsafe { if old_len == 0 { alloc(layout(new_len)) } else { realloc(old, layout(old_len), new_len) } }
}
