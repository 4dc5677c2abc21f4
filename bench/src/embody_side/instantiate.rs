//! Making instances.

use std::hint::black_box;

use super::guests::{Host, adder, calls, mid};
use crate::cases::{Guest, MARKDOWN, NAME};
use crate::op::{Op, Opaque, repeat};

const ROOM: &str = "there is room for it";
const SOUND: &str = "the guest does not fail";

/// Prepares instantiation.
pub(super) fn prepare(guest: Guest) -> Box<dyn Op> {
    match guest {
        Guest::Adder => repeat(|| Opaque(adder::Instance::new(()).expect(ROOM))),
        Guest::Calls => repeat(|| Opaque(calls::Instance::new(Host).expect(ROOM))),
        Guest::Mid => repeat(|| Opaque(mid::Instance::new(()).expect(ROOM))),
    }
}

/// Prepares instantiation with one small call.
pub(super) fn prepare_with_call(guest: Guest) -> Box<dyn Op> {
    match guest {
        Guest::Adder => repeat(|| {
            let mut adder = adder::Instance::new(()).expect(ROOM);
            adder.add(black_box(1), black_box(2)).expect(SOUND)
        }),
        Guest::Calls => repeat(|| {
            let mut calls = calls::Instance::new(Host).expect(ROOM);
            calls.greet(black_box(NAME)).expect(SOUND)
        }),
        Guest::Mid => repeat(|| {
            let mut mid = mid::Instance::new(()).expect(ROOM);
            mid.render(black_box(MARKDOWN)).expect(SOUND)
        }),
    }
}
