//! What tests ask of the kernel and of the allocator: the unsafe code of this crate, and nothing else.

#![allow(
    unsafe_code,
    reason = "filters, handlers, tracing and allocators cannot be tested without; each block has its proof"
)]

pub mod allocations;
pub mod faults;
pub mod seccomp;
pub mod trace;
