//! Traits and types of WASI 0.2, generated from the packages in `wit/`.
//!
//! Each interface is at its newest version, which has all that those before it have: a component of any 0.2 is served by
//! the same traits. Wrappers that `embody::component!` makes name them by themselves.

mod host {
    embody::interfaces!({ path: "wit", world: "host" });
}

pub use host::imports::wasi::*;
