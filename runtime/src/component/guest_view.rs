//! Where in a store's instances a string or list lies that nobody has copied.
//!
//! In: what a guest claims, and was checked. Out: the memory, from whoever has the store. A guest that has run since may
//! have written something else there, but its memory has not become smaller.

use embody_abi::plan::StringEncoding;

use super::canon::LiftContext;
use crate::store::StoreInner;
use crate::{Context, Result};

/// The memory of an instance of a store.
#[derive(Clone, Copy, Debug)]
pub(super) struct GuestMemory {
    store: u64,
    instance: u32,
    /// Its number in the plan.
    memory: u32,
    encoding: StringEncoding,
}

impl GuestMemory {
    /// That from which values are being lifted.
    ///
    /// # Errors
    /// If the instance is not one of a store of the dynamic API.
    pub(super) fn of(cx: &LiftContext<'_>) -> Result<Self> {
        let (store, instance) = cx.handles.owner().context(
            "a `WasmStr` or `WasmList` is part of the dynamic API: generated wrappers borrow `&str` and `&[T]`",
        )?;
        let memory = cx.number.context("the function has no memory")?;
        Ok(Self { store, instance, memory, encoding: cx.encoding() })
    }

    /// What lifting values from it again needs.
    ///
    /// # Errors
    /// If the store is another, or the instance runs and does not wait for the caller.
    pub(super) fn lift_context<'a, T>(&self, store: &'a StoreInner<T>) -> Result<LiftContext<'a>> {
        let memory = store.memory(self.store, self.instance, self.memory)?;
        Ok(LiftContext::new(memory, self.encoding))
    }
}
