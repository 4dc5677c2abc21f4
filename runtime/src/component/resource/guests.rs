//! Resources that a guest defines, as typed wrappers have them: owned, and dropped when they go out of scope.
//!
//! In: the representation, which the guest gives away with an own handle. Out: [`GuestResource`], which wrappers pass back
//! or lend. No store is at hand where one is dropped, so that its destructor runs later: [`Home`] remembers it until the
//! instance is called again. Spec: Canonical ABI, `lift_own`, `lower_own`, `lower_borrow`.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::cross::mistake;
use super::guest::Resources;
use crate::component::canon::{LiftContext, LowerContext};
use crate::component::types::Type;
use crate::{Result, bail};

/// What an instance shares with the resources that it has given to its host.
#[derive(Default)]
pub(crate) struct Home {
    /// Whether there is anything in the list.
    any: AtomicBool,
    /// Resources that were dropped: the type's number in the plan, and the representation.
    dropped: Mutex<Vec<(u32, u32)>>,
}

impl Home {
    /// Whether a destructor is to be called.
    #[inline(always)]
    pub(crate) fn has_dropped(&self) -> bool {
        self.any.load(Ordering::Acquire)
    }

    /// What was dropped since this was called last.
    #[cold]
    pub(crate) fn take_dropped(&self) -> Vec<(u32, u32)> {
        let mut dropped = self.dropped.lock().unwrap_or_else(PoisonError::into_inner);
        self.any.store(false, Ordering::Release);
        std::mem::take(&mut dropped)
    }

    fn remember(&self, resource: u32, rep: u32) {
        self.dropped.lock().unwrap_or_else(PoisonError::into_inner).push((resource, rep));
        self.any.store(true, Ordering::Release);
    }
}

/// A resource that a guest defines and the host owns.
pub struct GuestResource {
    resource: u32,
    rep: u32,
    /// Whether it went back to the guest.
    is_given: AtomicBool,
    home: Arc<Home>,
}

impl GuestResource {
    /// Checks that values of `ty` are handles of such resources: none are, since the dynamic API has its own.
    ///
    /// # Errors
    /// Always.
    pub fn typecheck(ty: &Type) -> Result<()> {
        bail!(
            "the dynamic API has `ResourceAny` for handles of resources, and this is a wrapper's; found {ty:?}"
        )
    }

    /// What the guest gives away with an own handle of a resource with this number.
    ///
    /// # Errors
    /// If the guest has no such handle; if it is of another type, or lent.
    #[inline]
    pub fn lift(cx: &mut LiftContext<'_>, resource: u32, handle: u32) -> Result<Self> {
        let tables = cx.handles.tables()?;
        let rep = tables.guest.lift_own(tables.instance, resource, handle)?;
        Ok(Self { resource, rep, is_given: AtomicBool::new(false), home: tables.guest.home().clone() })
    }

    /// Gives it back to the guest: the own handle that it gets.
    ///
    /// # Errors
    /// If it is another instance's, or there are too many handles.
    #[inline]
    pub fn give(&self, cx: &mut LowerContext<'_>) -> Result<u32> {
        let tables = cx.realloc.tables()?;
        self.check(tables.guest)?;
        // It is one thread's at a time, which owns it; it is atomic to be `Sync`.
        if self.is_given.swap(true, Ordering::Relaxed) {
            return Err(mistake("the resource went back to its guest before"));
        }
        tables.guest.insert_own(tables.instance, self.resource, self.rep)
    }

    /// Lends it to the guest for a call: what the guest gets.
    ///
    /// # Errors
    /// As [`GuestResource::give`].
    #[inline]
    pub fn lend(&self, cx: &mut LowerContext<'_>) -> Result<u32> {
        let tables = cx.realloc.tables()?;
        self.check(tables.guest)?;
        tables.guest.lower_borrow(tables.plan, tables.instance, self.resource, self.rep)
    }

    #[inline]
    fn check(&self, resources: &mut Resources) -> Result<()> {
        if Arc::ptr_eq(&self.home, resources.home()) { Ok(()) } else { Err(elsewhere()) }
    }
}

#[cold]
#[inline(never)]
fn elsewhere() -> crate::Error {
    mistake("the resource belongs to another instance")
}

impl Drop for GuestResource {
    #[inline]
    fn drop(&mut self) {
        if !*self.is_given.get_mut() {
            self.home.remember(self.resource, self.rep);
        }
    }
}

impl fmt::Debug for GuestResource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GuestResource").field("rep", &self.rep).finish_non_exhaustive()
    }
}
