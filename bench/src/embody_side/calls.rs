//! Calls of a guest and of its host.

use std::hint::black_box;

use anyhow::Result;

use super::guests::{Host, adder, calls};
use crate::cases::Call;
use crate::op::{Digest, Op, repeat};

/// An instance of `calls`.
type Calls = calls::Instance<Host>;

/// Prepares a call.
pub(super) fn prepare(call: Call) -> Result<Box<dyn Op>> {
    if let Call::Add = call {
        let mut adder = adder::Instance::new(())?;
        return Ok(repeat(move || adder.add(black_box(1), black_box(2)).expect("adding does not fail")));
    }
    let mut guest = calls::Instance::new(Host)?;
    Ok(match call {
        Call::Add => unreachable!("handled above"),
        Call::Len(text) => {
            let text = text.make();
            repeat_call(guest, move |calls| calls.len(black_box(&text)))
        }
        Call::Greet(name) => {
            let name = name.make();
            repeat_call(guest, move |calls| calls.greet(black_box(&name)))
        }
        Call::SumBytes => {
            let bytes = vec![7; 1 << 20];
            repeat_call(guest, move |calls| calls.sum_bytes(black_box(&bytes)))
        }
        Call::SumWords => {
            let words = vec![7; 1 << 18];
            repeat_call(guest, move |calls| calls.sum_words(black_box(&words)))
        }
        Call::SumPoints(count) => {
            let points = guest.make_points(count)?;
            repeat_call(guest, move |calls| calls.sum_points(black_box(&points)))
        }
        Call::MakePoints(count) => repeat_call(guest, move |calls| calls.make_points(black_box(count))),
        Call::FlipPoints(count) => {
            let points = guest.make_points(count)?;
            repeat_call(guest, move |calls| calls.flip_points(black_box(&points)))
        }
        Call::SumItems(count) => {
            let items = guest.make_items(count)?;
            repeat_call(guest, move |calls| calls.sum_items(black_box(&items)))
        }
        Call::MakeItems(count) => repeat_call(guest, move |calls| calls.make_items(black_box(count))),
        Call::Tick(times) => repeat_call(guest, move |calls| calls.loop_tick(times)),
        Call::TakeString(times, len_bytes) => {
            repeat_call(guest, move |calls| calls.loop_take(times, len_bytes))
        }
        Call::MakeString(times, len_bytes) => {
            repeat_call(guest, move |calls| calls.loop_make(times, len_bytes))
        }
    })
}

fn repeat_call<T: Digest>(
    mut calls: Calls,
    mut call: impl FnMut(&mut Calls) -> embody::Result<T> + 'static,
) -> Box<dyn Op> {
    repeat(move || call(&mut calls).expect("the guest does not fail"))
}
