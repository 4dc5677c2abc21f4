//! What Embody's compiler and runtime must agree on.
//!
//! The compiler (`embody-build`) runs while a user's crate is built, the runtime (`embody`) when their program runs;
//! nothing but this crate is known to both. Each shared fact is defined here once, and both sides derive from it:
//! the [`context`] that compiled code reads, the [`libcall`]s it makes, the [`trap`]s it raises, the [`plan`] from
//! which an instance is made, the [`artifact`] that holds all of it, the component's [`types`], their [`canonical`]
//! layout, and the [`limits`].
//!
//! Absent by design: anything that allocates memory for a guest, touches a pointer, or knows Cranelift.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod artifact;
pub mod canonical;
pub mod context;
pub mod features;
pub mod libcall;
pub mod limits;
pub mod meta;
pub mod plan;
pub mod trap;
pub mod types;
