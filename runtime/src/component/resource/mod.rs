//! Resources: what a guest knows by a handle alone.
//!
//! [`handles`] is a table of handles. [`guest`] has those of an instance, which compiled code asks for through libcalls;
//! [`host`] has those that a store's host has itself. [`cross`] is how one becomes the other when a value crosses the
//! boundary. [`any`] and [`typed`] are what users see, [`table`] is where hosts may keep what they mean.
//! Typed wrappers have [`guests`] and [`hosts`] instead, which need no store.

mod any;
mod cross;
pub(crate) mod destructor;
mod guest;
mod guests;
mod handles;
mod host;
mod hosts;
mod linked;
mod table;
mod ty;
mod typed;

pub use any::ResourceAny;
pub(crate) use cross::{Access, Mistake};
pub(crate) use guest::{Destructor, ImportedResource, ResourceTypes, Resources};
pub use guests::GuestResource;
pub(crate) use host::HostHandles;
pub use hosts::{HostGiven, HostMut, HostOwn, HostRef};
pub use linked::{Giving, Lent, LinkedTable, end, with_table};
pub use table::{ResourceTable, ResourceTableError};
pub use ty::ResourceType;
pub use typed::{Resource, ResourceDynamic};
