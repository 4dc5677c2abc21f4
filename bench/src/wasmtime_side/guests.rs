//! What `bindgen!` makes of the guests' interfaces, and the host that they call.

use wasmtime::component::{HasSelf, Linker};
use wasmtime::{Engine, Result};

pub(super) mod adder {
    wasmtime::component::bindgen!({ path: "../examples/adder/guest/guest.wit" });
}

pub(super) mod calls {
    wasmtime::component::bindgen!({ path: "guests/calls/guest.wit" });
}

pub(super) mod mid {
    wasmtime::component::bindgen!({ path: "guests/mid/guest.wit" });
}

/// What `calls` imports.
pub(super) struct Host;

impl calls::bench::calls::host::Host for Host {
    fn tick(&mut self, x: u32) -> u32 {
        x.wrapping_add(1)
    }

    fn take_string(&mut self, text: String) -> u32 {
        text.len() as u32
    }

    fn make_string(&mut self, length: u32) -> String {
        "a".repeat(length as usize)
    }
}

/// Offers [`Host`].
pub(super) fn host_linker(engine: &Engine) -> Result<Linker<Host>> {
    let mut linker = Linker::new(engine);
    calls::bench::calls::host::add_to_linker::<_, HasSelf<_>>(&mut linker, |host| host)?;
    Ok(linker)
}
