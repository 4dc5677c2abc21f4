//! Components: loading them, giving them what they import, calling what they export.
//!
//! This is the dynamic API, with the names of `wasmtime::component`: a [`Component`] is made into an [`Instance`] by a
//! [`Linker`], in a [`Store`](crate::Store); its functions are called as [`TypedFunc`] with Rust types, or as [`Func`]
//! with [`Val`]s. The wrappers that `component!` generates use the same canonical-ABI code (`canon`, `call`) and need
//! none of the rest.
//!
//! `docs/api.md` in the repository sets it beside Wasmtime's, item by item. Absent by design: anything asynchronous, and
//! core modules as values.

mod array;
pub(crate) mod call;
pub(crate) mod canon;
#[allow(clippy::module_inception, reason = "the file is named for its one type")]
mod component;
#[cfg(feature = "macros")]
mod derive;
mod export;
mod func;
mod guest_view;
mod host;
mod instance;
mod items;
mod layout;
mod linker;
pub(crate) mod list;
mod map;
pub(crate) mod mirror;
mod names;
mod option;
pub(crate) mod place;
mod primitive;
pub(crate) mod resource;
mod result;
pub(crate) mod string;
mod tuple;
mod typed_func;
pub mod types;
mod val;
mod wasm_list;
mod world;

#[cfg(test)]
mod roundtrip_tests;
#[cfg(test)]
mod vectors_tests;

pub use canon::{ComponentType, Lift, LiftFrom, Lower};
pub use component::{Component, EmbeddedComponent, ResourcesRequired};
#[cfg(feature = "compiler")]
pub(crate) use component::{compile, to_binary};
#[cfg(feature = "macros")]
pub use derive::{ComponentType, Lift, Lower, flags};
pub use export::{ComponentExportIndex, ExportIndex, InstanceExportLookup};
pub use func::Func;
pub use instance::{Instance, InstancePre};
pub use linker::{Linker, LinkerInstance};
pub use resource::{Resource, ResourceAny, ResourceDynamic, ResourceTable, ResourceTableError, ResourceType};
pub use string::WasmStr;
pub use tuple::ComponentNamedList;
pub use typed_func::TypedFunc;
pub use types::Type;
pub use val::Val;
pub use wasm_list::WasmList;

/// The name that newer versions of Wasmtime have for [`InstanceExportLookup`].
pub use export::InstanceExportLookup as ExportLookup;
