//! Wasmtime's side: each piece of work at its best.
//!
//! Components were compiled before, by `compile-wasmtime`; calls go through what `bindgen!` makes; whatever can be looked
//! up once is looked up outside of the measurement.

use std::path::Path;

use anyhow::Result;

use crate::cases::Work;
use crate::op::Op;

mod calls;
mod engine;
mod guests;
mod instantiate;
mod kernels;
pub(crate) mod load;

/// Prepares a piece of work.
///
/// # Errors
/// If a component is missing or cannot be instantiated.
pub(crate) fn prepare(work: Work, inputs: &Path) -> Result<Box<dyn Op>> {
    match work {
        Work::Call(call) => calls::prepare(call, inputs),
        Work::Load(guest, loading) => load::prepare(guest, loading, inputs),
        Work::Instantiate(guest, allocator) => instantiate::prepare(guest, allocator, false, inputs),
        Work::InstantiateAndCall(guest, allocator) => instantiate::prepare(guest, allocator, true, inputs),
        Work::Kernel(kernel) => kernels::prepare(kernel, inputs),
    }
}
