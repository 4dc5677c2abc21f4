//! Embody's side: what a user's program does.

use std::path::Path;

use anyhow::Result;

use crate::cases::Work;
use crate::op::Op;

mod calls;
#[path = "../both_sides/dynamic.rs"]
mod dynamic;
mod guests;
mod instantiate;
mod kernels;
mod load;
#[path = "../both_sides/resources.rs"]
mod resources;

pub(crate) use load::first as first_load;

/// What the files that are a part of both sides use.
mod api {
    use std::path::Path;

    pub(super) use embody::component;
    pub(super) use embody::{Context, Result, Store};

    use super::guests::{adapters, calls};

    /// A component: embedded, or if not, compiled by `compile-embody`.
    pub(super) fn load(inputs: &Path, name: &str) -> Result<component::Component> {
        match name {
            "adapters" => Ok(adapters::COMPONENT.get().clone()),
            "calls" => Ok(calls::COMPONENT.get().clone()),
            _ => {
                let path = inputs.join(format!("{name}.artifact"));
                // SAFETY: the file is what `compile-embody` has written, and `cargo xtask bench` runs nothing that changes
                // it.
                unsafe { component::Component::deserialize_file(&embody::Engine::default(), path) }
            }
        }
    }
}

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
        Work::Adapter(function, times) => dynamic::prepare_adapter(function, times, inputs),
        Work::Dynamic(call) => dynamic::prepare(call, inputs),
        Work::Resource(resource) => resources::prepare(resource, inputs),
    }
}
