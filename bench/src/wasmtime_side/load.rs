//! Making a compiled component ready to be instantiated.

use std::path::Path;
use std::time::Duration;

use wasmtime::Result;
use wasmtime::component::Component;

use super::engine;
use crate::cases::{Allocator, Guest, Loading};
use crate::op::{Op, Opaque, repeat};
use crate::time::cpu_time;

/// Prepares loading.
pub(super) fn prepare(guest: Guest, loading: Loading, inputs: &Path) -> Result<Box<dyn Op>> {
    let bytes = engine::map(&engine::path(inputs, guest.name()))?;
    Ok(match loading {
        Loading::InPlace => {
            let engine = engine::in_place()?;
            repeat(move || {
                // SAFETY: the bytes are what `compile-wasmtime` has written; they stay mapped, and nothing
                // else writes to them.
                Opaque(
                    unsafe { Component::deserialize_raw(&engine, bytes) }
                        .expect("the component was compiled for this"),
                )
            })
        }
        Loading::Copied => {
            let engine = engine::new(Allocator::OnDemand)?;
            repeat(move || {
                // SAFETY: as above, and nothing at all writes to these.
                let bytes = unsafe { bytes.as_ref() };
                // SAFETY: as above.
                Opaque(
                    unsafe { Component::deserialize(&engine, bytes) }
                        .expect("the component was compiled for this"),
                )
            })
        }
    })
}

/// The time of the first load of a process, in place, with an engine that is there already.
pub(super) fn first(guest: Guest, inputs: &Path) -> Result<Duration> {
    let bytes = engine::map(&engine::path(inputs, guest.name()))?;
    let engine = engine::in_place()?;
    let start = cpu_time();
    // SAFETY: as in `prepare`.
    let component = unsafe { Component::deserialize_raw(&engine, bytes)? };
    let took = cpu_time() - start;
    drop(component);
    Ok(took)
}
