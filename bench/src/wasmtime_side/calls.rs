//! Calls of a guest and of its host.

use std::hint::black_box;
use std::path::Path;

use wasmtime::component::Linker;
use wasmtime::{Result, Store};

use super::engine;
use super::guests::adder::Adder;
use super::guests::calls::{Calls, Item, Point};
use super::guests::{Host, host_linker};
use crate::cases::{Allocator, Call};
use crate::op::{Digest, Op, repeat};

/// Prepares a call.
pub(super) fn prepare(call: Call, inputs: &Path) -> Result<Box<dyn Op>> {
    if let Call::Add = call {
        return add(inputs);
    }
    let mut guest = Instance::new(inputs)?;
    Ok(match call {
        Call::Add => unreachable!("handled above"),
        Call::Len(text) => {
            let text = text.make();
            guest.repeat(move |calls, store| calls.call_len(store, black_box(&text)))
        }
        Call::Greet(name) => {
            let name = name.make();
            guest.repeat(move |calls, store| calls.call_greet(store, black_box(&name)))
        }
        Call::SumBytes => {
            let bytes = vec![7; 1 << 20];
            guest.repeat(move |calls, store| calls.call_sum_bytes(store, black_box(&bytes)))
        }
        Call::SumWords => {
            let words = vec![7; 1 << 18];
            guest.repeat(move |calls, store| calls.call_sum_words(store, black_box(&words)))
        }
        Call::SumPoints(count) => {
            let points = guest.points(count)?;
            guest.repeat(move |calls, store| calls.call_sum_points(store, black_box(&points)))
        }
        Call::MakePoints(count) => {
            guest.repeat(move |calls, store| calls.call_make_points(store, black_box(count)))
        }
        Call::FlipPoints(count) => {
            let points = guest.points(count)?;
            guest.repeat(move |calls, store| calls.call_flip_points(store, black_box(&points)))
        }
        Call::SumItems(count) => {
            let items = guest.items(count)?;
            guest.repeat(move |calls, store| calls.call_sum_items(store, black_box(&items)))
        }
        Call::MakeItems(count) => {
            guest.repeat(move |calls, store| calls.call_make_items(store, black_box(count)))
        }
        Call::Tick(times) => guest.repeat(move |calls, store| calls.call_loop_tick(store, times)),
        Call::TakeString(times, len_bytes) => {
            guest.repeat(move |calls, store| calls.call_loop_take(store, times, len_bytes))
        }
        Call::MakeString(times, len_bytes) => {
            guest.repeat(move |calls, store| calls.call_loop_make(store, times, len_bytes))
        }
    })
}

fn add(inputs: &Path) -> Result<Box<dyn Op>> {
    let engine = engine::new(Allocator::OnDemand)?;
    let mut store = Store::new(&engine, ());
    let component = engine::component(&engine, inputs, "adder")?;
    let adder = Adder::instantiate(&mut store, &component, &Linker::new(&engine))?;
    Ok(repeat(move || adder.call_add(&mut store, black_box(1), black_box(2)).expect("adding does not fail")))
}

/// An instance of `calls`.
struct Instance {
    store: Store<Host>,
    calls: Calls,
}

impl Instance {
    fn new(inputs: &Path) -> Result<Self> {
        let engine = engine::new(Allocator::OnDemand)?;
        let component = engine::component(&engine, inputs, "calls")?;
        let mut store = Store::new(&engine, Host);
        let calls = Calls::instantiate(&mut store, &component, &host_linker(&engine)?)?;
        Ok(Self { store, calls })
    }

    fn points(&mut self, count: u32) -> Result<Vec<Point>> {
        self.calls.call_make_points(&mut self.store, count)
    }

    fn items(&mut self, count: u32) -> Result<Vec<Item>> {
        self.calls.call_make_items(&mut self.store, count)
    }

    fn repeat<T: Digest>(
        mut self,
        mut call: impl FnMut(&Calls, &mut Store<Host>) -> Result<T> + 'static,
    ) -> Box<dyn Op> {
        repeat(move || call(&self.calls, &mut self.store).expect("the guest does not fail"))
    }
}
