//! Traits and types of WASI 0.2, generated from the packages in `wit/`.
//!
//! Each interface is at its newest version, which has all that those before it have: a component of any 0.2 is served by
//! the same traits. Wrappers that `embody::component!` makes name them by themselves.

mod host {
    embody::interfaces!({ path: "wit", world: "host" });
}

pub(crate) use host::add_to_linker;
pub use host::imports::wasi::*;

#[cfg(feature = "http")]
mod web {
    embody::interfaces!({
        path: "wit",
        world: "http",
        with: {
            "wasi:io/error": crate::bindings::io::error,
            "wasi:io/poll": crate::bindings::io::poll,
            "wasi:io/streams": crate::bindings::io::streams,
            "wasi:clocks/monotonic-clock": crate::bindings::clocks::monotonic_clock,
        },
    });
}

#[cfg(feature = "http")]
pub use web::imports::wasi::http;
