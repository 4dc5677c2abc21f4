//! Embody's side: what a user's program does.

use std::path::Path;

use anyhow::Result;

use crate::cases::Work;
use crate::op::Op;

mod calls;
mod dynamic;
mod guests;
mod instantiate;
mod kernels;
mod load;
mod resources;

pub(crate) use load::first as first_load;

/// Prepares a piece of work.
///
/// # Errors
/// If a component cannot be instantiated.
pub(crate) fn prepare(work: Work, inputs: &Path) -> Result<Box<dyn Op>> {
    match work {
        Work::Call(call) => calls::prepare(call),
        Work::Load(guest, _) => Ok(load::prepare(guest)),
        Work::Instantiate(guest, _) => Ok(instantiate::prepare(guest)),
        Work::InstantiateAndCall(guest, _) => Ok(instantiate::prepare_with_call(guest)),
        Work::Kernel(kernel) => kernels::prepare(kernel),
        Work::Adapter(function, times) => dynamic::prepare_adapter(function, times),
        Work::Dynamic(call) => dynamic::prepare(call),
        Work::Resource(resource) => resources::prepare(resource, inputs),
    }
}
