//! Use WebAssembly components as if they were crates.
//!
//! `component!` embeds a component with typed wrappers. The module [`component`](mod@component) is the dynamic API, which is
//! that of `wasmtime::component`; `docs/api.md` in the repository says item by item what is the same.
//!
//! # Errors
//! [`Error`] is `anyhow::Error`: it prints as a sentence with its causes, and gives back what it was made from.
//!
//! - A guest that stopped gives a [`Trap`] (`error.downcast_ref::<Trap>()`), with a [`WasmBacktrace`] of the guest's
//!   functions. The instance is *poisoned*: each further call says so, as [`Trap::Poisoned`]. Make a new one.
//! - A host function's own error comes out of the call into the guest as it was, with a backtrace. So does its panic.
//!   The instance is poisoned then, too.
//! - A guest's value that is not of its type (a string that is not UTF-8, a pointer outside its memory) is an error that
//!   says so, and the instance is poisoned.
//! - The host's own mistakes (a value or function of another type, an import that is not defined) are found before a
//!   guest is entered, and harm no instance.
//! - What cannot be loaded or compiled is sorted by whose fault it is: invalid, *not supported yet*, *over a limit* of
//!   [limits](__private::abi::limits), or *a bug in Embody*; with a place, and what to do. With feature `compiler` it is
//!   an `embody_build::error::Error`, which has the kind as a value.

pub mod component;
mod engine;
mod store;
mod vm;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

/// An error of any kind; see [the crate's documentation](crate#errors).
pub use anyhow::Error;
pub use anyhow::{Context, Result, bail, ensure, format_err};
pub use component::ResourcesRequired;
pub use embody_abi::trap::Trap;
/// Compiles a WebAssembly component while this crate compiles, embeds it, and defines typed wrappers.
///
/// See the [crate's documentation](crate).
#[cfg(feature = "macros")]
pub use embody_macros::component;
/// Includes what `embody_build::Builder` made of a component in the build script, by the name that it has there.
///
/// ```ignore
/// mod greeter {
///     embody::include_component!("greeter");
/// }
/// ```
#[macro_export]
macro_rules! include_component {
    ($name:literal) => {
        ::core::include!(::core::concat!(::core::env!("OUT_DIR"), "/embody/", $name, ".rs"));
    };
}
/// Generates host traits and types from WIT, for hosts that serve more than one component.
///
/// See the [crate's documentation](crate).
#[cfg(feature = "macros")]
pub use embody_macros::interfaces;
pub use engine::{Config, Engine, OptLevel, Precompiled};
pub use store::{AsContext, AsContextMut, Store, StoreContext, StoreContextMut};
pub use vm::{FrameInfo, WasmBacktrace};
