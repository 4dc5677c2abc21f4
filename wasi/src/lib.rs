//! WASI 0.2 for programs that embed WebAssembly components with Embody.
//!
//! A component that imports `wasi:*` needs nothing but a [`WasiCtx`] as its host:
//!
//! ```no_run
//! # mod hello { pub struct Instance; impl Instance {
//! #     pub fn new(_: embody_wasi::WasiCtx) -> embody::Result<Self> { Ok(Self) }
//! #     pub fn run(&mut self) -> embody::Result<embody_wasi::ExitStatus> { Ok(embody_wasi::ExitStatus::SUCCESS) } } }
//! // mod hello { embody::component!("hello.wasm"); }
//! use embody_wasi::WasiCtx;
//!
//! fn main() -> embody::Result<std::process::ExitCode> {
//!     let wasi = WasiCtx::builder().inherit_stdio().args(["hello"]).build();
//!     Ok(hello::Instance::new(wasi)?.run()?.into())
//! }
//! ```
//!
//! A host with functions of its own keeps a `WasiCtx` and implements [`WasiView`]. Nothing is allowed unless the
//! [builder](WasiCtxBuilder) was told so: no file, no address, no environment, and output goes nowhere.
//!
//! Calls that WASI lets block do block the thread that called the component; a call of `poll` waits for all it was given
//! at once, in one system call.

#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)
)]

pub mod bindings;
pub mod clocks;
pub mod io;
pub mod random;

mod cli;
mod ctx;
mod limits;

pub use cli::{Exit, ExitStatus};
pub use ctx::builder::WasiCtxBuilder;
pub use ctx::{WasiCtx, WasiView};
pub use limits::Limits;

/// What the expansions of `embody::component!` name.
#[doc(hidden)]
pub mod imports {
    pub use crate::bindings as wasi;
}
