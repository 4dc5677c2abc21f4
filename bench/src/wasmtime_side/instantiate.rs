//! Making instances, each in a store of its own, of components that are linked already.

use std::hint::black_box;
use std::path::Path;

use wasmtime::component::Linker;
use wasmtime::{Result, Store};

use super::engine;
use super::guests::adder::AdderPre;
use super::guests::calls::CallsPre;
use super::guests::mid::MidPre;
use super::guests::{Host, host_linker};
use crate::cases::{Allocator, Guest, MARKDOWN, NAME};
use crate::op::{Op, Opaque, repeat};

/// Prepares instantiation, with or without one small call.
pub(super) fn prepare(
    guest: Guest,
    allocator: Allocator,
    with_call: bool,
    inputs: &Path,
) -> Result<Box<dyn Op>> {
    let engine = engine::new(allocator)?;
    let component = engine::component(&engine, inputs, guest.name())?;
    Ok(match guest {
        Guest::Adder => {
            let adder = AdderPre::new(Linker::new(&engine).instantiate_pre(&component)?)?;
            let make = move || {
                let mut store = Store::new(&engine, ());
                let instance = adder.instantiate(&mut store).expect("there is room for it");
                (store, instance)
            };
            if with_call {
                repeat(move || {
                    let (mut store, adder) = make();
                    adder.call_add(&mut store, black_box(1), black_box(2)).expect("adding does not fail")
                })
            } else {
                repeat(move || Opaque(make()))
            }
        }
        Guest::Calls => {
            let calls = CallsPre::new(host_linker(&engine)?.instantiate_pre(&component)?)?;
            let make = move || {
                let mut store = Store::new(&engine, Host);
                let instance = calls.instantiate(&mut store).expect("there is room for it");
                (store, instance)
            };
            if with_call {
                repeat(move || {
                    let (mut store, calls) = make();
                    calls.call_greet(&mut store, black_box(NAME)).expect("greeting does not fail")
                })
            } else {
                repeat(move || Opaque(make()))
            }
        }
        Guest::Mid => {
            let mid = MidPre::new(Linker::new(&engine).instantiate_pre(&component)?)?;
            let make = move || {
                let mut store = Store::new(&engine, ());
                let instance = mid.instantiate(&mut store).expect("there is room for it");
                (store, instance)
            };
            if with_call {
                repeat(move || {
                    let (mut store, mid) = make();
                    mid.call_render(&mut store, black_box(MARKDOWN)).expect("rendering does not fail")
                })
            } else {
                repeat(move || Opaque(make()))
            }
        }
    })
}
