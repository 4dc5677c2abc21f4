//! Getting hold of an embedded component.
//!
//! Typed wrappers need not even this: their instances are made from constants.

use std::hint::black_box;
use std::time::Duration;

use embody::component::Component;

use super::guests::{adder, calls, mid};
use crate::cases::Guest;
use crate::op::{Op, Opaque, repeat};
use crate::time::cpu_time;

/// Prepares loading. Each time but the first finds it done; the black box makes each time look.
pub(super) fn prepare(guest: Guest) -> Box<dyn Op> {
    match guest {
        Guest::Adder => repeat(|| Opaque(black_box(&adder::COMPONENT).get())),
        Guest::Calls => repeat(|| Opaque(black_box(&calls::COMPONENT).get())),
        Guest::Mid => repeat(|| Opaque(black_box(&mid::COMPONENT).get())),
    }
}

/// The time of the first load of a process.
pub(crate) fn first(guest: Guest) -> Duration {
    let get: fn() -> &'static Component = match guest {
        Guest::Adder => || adder::COMPONENT.get(),
        Guest::Calls => || calls::COMPONENT.get(),
        Guest::Mid => || mid::COMPONENT.get(),
    };
    let start = cpu_time();
    black_box(get());
    cpu_time() - start
}
