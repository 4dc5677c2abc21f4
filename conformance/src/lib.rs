//! Runs the specifications' tests, and other conformance data, on Embody.
//!
//! In: `.wast` files, or folders of them; a folder of real components with what they return; a folder of components that
//! echo. Out: a [`Tally`](report::Tally) for each file and group, failures with their lines, and what was skipped with
//! the reason. Each assertion is passed, failed, or skipped; skipped is only what Embody refuses by name.
//!
//! [`files`] finds what to run, [`run`] runs it on threads, [`module`] does so for files of core modules, [`component`]
//! for files of components, [`guests`] and [`roundtrip`] for the other data; [`ratchet`] compares with last time.
//!
//! Absent by design: knowledge of single tests, but for the list in [`exceptions`].

pub mod args;
pub mod component;
pub mod exceptions;
pub mod files;
pub mod guests;
pub mod module;
pub mod ratchet;
pub mod report;
pub mod roundtrip;
pub mod run;
pub mod script;
