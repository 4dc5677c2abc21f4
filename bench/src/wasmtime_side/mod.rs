//! Wasmtime's side: each piece of work at its best.
//!
//! Components were compiled before, by `compile-wasmtime`; calls go through what `bindgen!` makes; whatever
//! can be looked up once is looked up outside of the measurement.

use std::path::Path;
use std::time::Duration;

use anyhow::{Result, anyhow};

use crate::cases::{Guest, Work};
use crate::op::Op;

mod calls;
#[path = "../both_sides/dynamic.rs"]
mod dynamic;
mod engine;
mod guests;
mod instantiate;
mod kernels;
mod load;
#[path = "../both_sides/resources.rs"]
mod resources;

/// What the files that are a part of both sides use.
mod api {
    use std::path::Path;

    pub(super) use wasmtime::component;
    pub(super) use wasmtime::error::Context;
    pub(super) use wasmtime::{Result, Store};

    use super::engine;
    use crate::cases::Allocator;

    /// A component that was compiled before.
    pub(super) fn load(inputs: &Path, name: &str) -> Result<component::Component> {
        engine::component(&engine::new(Allocator::OnDemand)?, inputs, name)
    }
}

/// Prepares a piece of work.
///
/// # Errors
/// If a component is missing or cannot be instantiated.
pub(crate) fn prepare(work: Work, inputs: &Path) -> Result<Box<dyn Op>> {
    let prepared = match work {
        Work::Call(call) => calls::prepare(call, inputs),
        Work::Load(guest, loading) => load::prepare(guest, loading, inputs),
        Work::Instantiate(guest, allocator) => instantiate::prepare(guest, allocator, false, inputs),
        Work::InstantiateAndCall(guest, allocator) => instantiate::prepare(guest, allocator, true, inputs),
        Work::Kernel(kernel) => kernels::prepare(kernel, inputs),
        Work::Adapter(function, times) => dynamic::prepare_adapter(function, times, inputs),
        Work::Dynamic(call) => dynamic::prepare(call, inputs),
        Work::Resource(resource) => resources::prepare(resource, inputs),
    };
    prepared.map_err(to_anyhow)
}

/// The time of the first load of a process, in place, with an engine that is there already.
///
/// # Errors
/// If the component is missing.
pub(crate) fn first_load(guest: Guest, inputs: &Path) -> Result<Duration> {
    load::first(guest, inputs).map_err(to_anyhow)
}

/// Wasmtime's error type has a feature for this, but the build that is measured has as few as possible.
fn to_anyhow(error: wasmtime::Error) -> anyhow::Error {
    anyhow!("{error:#}")
}
