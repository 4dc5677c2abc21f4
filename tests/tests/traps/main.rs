//! Traps, errors and panics through generated wrappers.

use embody::{Error, Result, Trap, WasmBacktrace};
use embody_tests::guests::traps::{Instance, imports};

mod host;
mod kinds;
mod nested;
mod threads;

/// A host whose callback is a closure.
struct Callback<F>(F);

impl<F: FnMut(u32) -> Result<u32>> imports::Host for Callback<F> {
    fn callback(&mut self, x: u32) -> Result<u32> {
        (self.0)(x)
    }
}

/// A host function without a state.
type Function = fn(u32) -> Result<u32>;

/// An instance whose host returns what it is given.
fn instance() -> Instance<Callback<Function>> {
    Instance::new(Callback(Ok as Function)).expect("the guest has no start function")
}

/// The trap that an error is of.
fn trap_of(error: &Error) -> Option<Trap> {
    error.downcast_ref().copied()
}

/// Names of the guest's functions in an error's backtrace, innermost first.
fn frames(error: &Error) -> Vec<&str> {
    let backtrace = error.downcast_ref::<WasmBacktrace>().expect("an error of a guest has a backtrace");
    backtrace.frames().iter().map(|frame| frame.func_name().unwrap_or("?")).collect()
}
