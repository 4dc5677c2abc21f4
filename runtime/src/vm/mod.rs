//! The machine underneath: everything that is unsafe, and nothing else.
//!
//! An [`Image`] is code and data that the compiler made, in the program's own text or loaded from an artifact. A
//! [`VmInstance`] is a context block with memories and tables, made from an image's plan. [`Entered`] is the right to
//! run its code and to see its memory; the header's `state` word sees to it that there is at most one. Guest code
//! stops by a signal whose handler resumes the entry with a trap code ([`signals`]); host functions are called through
//! slots of the context ([`host`]).
//!
//! What the rest of the crate gets from here is safe: no pointer leaves, and a guest's integers are claims that the
//! canonical ABI code checks against slices.

#![allow(unsafe_code, reason = "the one tree in which unsafe code lives; each block has its proof")]

mod array;
mod backtrace;
mod cast;
mod context;
mod deserialize;
mod embedded;
mod entered;
mod exceptions;
mod held;
mod host;
mod image;
mod instance;
mod lend;
mod libcalls;
mod load;
mod memory;
mod registry;
mod resources;
mod shared;
mod signals;
mod source;
mod strings;
mod table;
mod typed;
mod values;
mod wait;

pub(crate) use array::try_array;
pub use backtrace::{FrameInfo, WasmBacktrace};
pub(crate) use cast::{cast_bytes, cast_slice};
pub use context::Ret;
pub use embedded::{Aligned, Aligned64K, EmbeddedImage};
#[cfg(test)]
pub(crate) use entered::FakeGuest;
pub(crate) use entered::{Entered, Realloc};
pub(crate) use held::{Held, Running, Taken};
pub use host::{Caller, Core, HostFunc, NativeHost};
pub(crate) use host::{DynamicCaller, DynamicHost, HostState};
pub use image::Image;
pub(crate) use image::ImageHandle;
pub(crate) use instance::VmInstance;
pub use lend::HostLend;
pub(crate) use load::LoadedImage;
pub(crate) use resources::GuestHandles;
#[cfg(feature = "compiler")]
pub(crate) use shared::SharedMemory;
pub use typed::{NativeParams, TypedInstance};
pub(crate) use values::Values;
