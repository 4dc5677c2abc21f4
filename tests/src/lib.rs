//! Tests of whole programs that embed components: what the linked program holds, and what the kernel sees of it.
//!
//! The programs in `bin/` run in processes of their own, since they change what a process has only once: its seccomp
//! filter, its signal handlers. The tests in `tests/` start them, or call the guests of this crate themselves. Absent by
//! design: what can be tested without the macro, which the crates test themselves.

pub mod guests;
pub mod sys;
