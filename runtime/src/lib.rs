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
mod host_error;
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
/// Includes what `embody_build::Builder` made of a component in the build script, by the name that it has there.
///
/// ```ignore
/// mod greeter {
///     embody::include_component!("greeter");
/// }
/// ```
///
/// It is there with or without feature `macros`, links no compiler, and serves crates that `forbid(unsafe_code)`.
pub use embody_include::include_component;
/// Compiles a WebAssembly component while this crate compiles, embeds it, and defines typed wrappers.
///
/// ```
/// mod adder {
///     embody::component!({ path: "../examples/adder/adder.wasm", cpu: "baseline" });
/// }
///
/// let mut adder = adder::Instance::new(())?;
/// assert_eq!(adder.add(2, 3)?, 5);
/// # Ok::<(), embody::Error>(())
/// ```
///
/// It takes a path, relative to the package, or a body of choices, of which only `path`, `inline` or `compose` is needed:
///
/// - `path: "guest.wasm"`, the component; text with feature `wat`. `inline: "(component …)"`, the text itself.
/// - `compose: ["app.wasm", "library.wasm"]` instead of those, components whose imports the later ones satisfy, with feature
///   `compose`; `component!("app.wasm" + "library.wasm")` is the same.
/// - `modules: { "name": "file.wasm" }`, core modules for those that the component imports.
/// - `imports: ["ns:pkg/*", "name"]`, what the component may import; anything else fails the build.
/// - `with: { "ns:pkg/interface": crate::module }`, modules and types that exist already, perhaps from [`interfaces!`].
/// - `wasi: false`, if the host implements `wasi:*` itself; or where the crate `embody_wasi` is.
/// - `derives: [serde::Serialize]`, for all records, variants, enums and sets of flags; `types: { "ns:pkg/interface/type":
///   { derives: […], attributes: […] } }` for single types.
/// - `params: "borrowed"` (the default) or `"owned"`: whether strings, lists and records are passed by reference.
/// - `errors: { "ns:pkg/interface/error": crate::MyError }`, what host functions fail with; see [`HostError`].
/// - `cpu: "x86-64-v3"`: `baseline` (the default), `x86-64-v2`, `x86-64-v3`, `x86-64-v4` or `native`.
/// - `opt_level: "speed"` (the default), `"none"` or `"speed_and_size"`.
/// - `memory: "guarded"` (the default) or `"checked"`: whether memories reserve 4 GiB of address space each, or are checked.
/// - `features: { simd: false }`, proposals that are on or off.
/// - `crate: path::to::embody`, where this crate is, if not under its name.
///
/// # What it defines
/// - `Instance<T>`, one running instance with its host `T`: `new(host)`, `host()`, `host_mut()`, `into_host()`, `reset()`, a
///   method for each function that the component exports at its root, and `<ns>_<pkg>_<iface>()` for each exported
///   interface, which gives a view with that interface's functions. A method whose result holds strings or lists of
///   numbers has a twin `<name>_with`, which shows the result where it lies in the component's memory.
/// - `exports`, `imports`: a module for each interface, with its types; for one that is imported, a trait `Host`. A resource
///   that the component exports is a struct with associated functions, one that it imports is an associated type of `Host`.
/// - `Imports`: what `Instance::new` asks of a host, all `Host` traits.
/// - `indices`, `COMPONENT`: the way into the dynamic API, [`component`](mod@component).
///
/// A WIT `result` is a `Result` inside of the [`Result`] that traps are. The book in `docs/src` has a chapter on each of these.
///
/// # Errors
/// What is wrong with the component, or with a choice, is a compile error at the tokens that name it.
#[cfg(feature = "macros")]
pub use embody_macros::component;
/// Generates host traits and types from WIT, for hosts that serve more than one component.
///
/// ```
/// mod library {
///     embody::interfaces!({
///         inline: "
///             package docs:clock;
///             interface time { now: func() -> u64; }
///             world host { import time; }
///         ",
///     });
/// }
///
/// struct Stopped;
///
/// impl library::imports::docs::clock::time::Host for Stopped {
///     fn now(&mut self) -> embody::Result<u64> {
///         Ok(12)
///     }
/// }
/// # fn needs(_: impl library::Imports) {}
/// # needs(Stopped);
/// ```
///
/// It takes the path of a file or folder of WIT, relative to the package, or a body: `path` or `inline`, `world` if there is
/// more than one, and `with`, `derives`, `types`, `params`, `errors` and `crate` as [`component!`] has them. It defines the `imports` and the trait
/// `Imports` that `component!` would define for a component of the world. [`component!`]'s `with` has a component use them.
#[cfg(feature = "macros")]
pub use embody_macros::interfaces;
pub use engine::{Config, Engine, MemoryKind, OptLevel, Precompiled};
pub use host_error::HostError;
pub use store::{AsContext, AsContextMut, Store, StoreContext, StoreContextMut};
pub use vm::{FrameInfo, WasmBacktrace};
