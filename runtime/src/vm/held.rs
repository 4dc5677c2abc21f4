//! Instances that a store keeps in their place while they run.
//!
//! A [`Held`] owns an instance; [`Held::take`] gives the right to use it, of which there is one, and which borrows nothing:
//! while the instance runs, its host functions get the store. What they may see of a running instance is its memory,
//! since it waits for them: [`Held::memory`].

use core::ops::{Deref, DerefMut};
use core::ptr::{self, NonNull};

use embody_abi::context::state;

use super::entered::memory_of;
use super::host::HostState;
use super::instance::{Record, VmInstance};
use crate::component::Component;

/// An instance and what it was made from.
pub(crate) struct Running {
    pub(crate) component: Component,
    pub(crate) vm: VmInstance,
}

/// An instance in its place.
pub(crate) struct Held {
    place: NonNull<Place>,
    /// The instance's record, which lives as long as it does.
    record: NonNull<Record>,
}

struct Place {
    running: Running,
    /// Whether there is a [`Taken`].
    is_taken: bool,
    /// Whether there is no [`Held`] any more.
    is_left: bool,
}

/// The right to use an instance. Gone, somebody else can take it.
pub(crate) struct Taken(NonNull<Place>);

// SAFETY: it owns its instance, which can be sent. Where it is taken, `CheckedOut` borrows the store that holds it, which
// therefore stays on its thread.
unsafe impl Send for Held {}
// SAFETY: a shared reference lets one read memory alone, and only where no code runs that writes to it.
unsafe impl Sync for Held {}

impl Held {
    /// Keeps an instance.
    pub(crate) fn new(component: Component, vm: VmInstance) -> Self {
        let record = vm.record_pointer();
        let place = Place { running: Running { component, vm }, is_taken: false, is_left: false };
        Self { place: NonNull::from(Box::leak(Box::new(place))), record }
    }

    /// Takes the right to use the instance; none if somebody has it.
    #[inline]
    pub(crate) fn take(&mut self) -> Option<Taken> {
        // SAFETY: the place lives as long as `self`. The reference is to this field alone, which no other is to.
        let is_taken = unsafe { &mut (*self.place.as_ptr()).is_taken };
        if core::mem::replace(is_taken, true) { None } else { Some(Taken(self.place)) }
    }

    /// The memory of this number; none if the instance does not have it, shares it with others, or runs and does not wait
    /// for the host that is given.
    pub(crate) fn memory<'a, H: HostState>(&'a self, host: &'a H, number: u32) -> Option<&'a [u8]> {
        // SAFETY: the place lives as long as `self`, and the field is written to through exclusive references to `self`,
        // or on this thread.
        let is_taken = unsafe { (*self.place.as_ptr()).is_taken };
        // SAFETY: the record lives as long as the instance, and so as `self`. Of the two, the header is written to by
        // code that does not run now, and the field before that code is entered.
        let (header, entered_with) = unsafe { (self.record_context(), (*self.record.as_ptr()).host) };
        if is_taken {
            // SAFETY: as above.
            let is_entered = unsafe { header.as_ref() }.state == state::ENTERED;
            let is_own = entered_with.is_some_and(|own| ptr::addr_eq(own.as_ptr(), ptr::from_ref(host)));
            if !(is_entered && is_own) {
                return None;
            }
        }
        // SAFETY: the instance lives for `'a`. No code of it runs for as long: if it is not taken, that takes `self`
        // exclusively. If it is, it was entered with this very host, borrowed exclusively; that there is another reference
        // to the host means that it waits for one of its host functions, which got the host for no longer than it waits.
        unsafe { memory_of(header, number) }
    }

    fn record_context(&self) -> NonNull<super::context::VmHeader> {
        // SAFETY: the record is that of a live instance.
        unsafe { Record::context_of(self.record) }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        // SAFETY: the place lives as long as `self`, which is the last to use it unless it is taken: then that is told, and
        // frees it.
        unsafe {
            let place = self.place.as_ptr();
            (*place).is_left = true;
            if !(*place).is_taken {
                drop(Box::from_raw(place));
            }
        }
    }
}

impl Deref for Taken {
    type Target = Running;

    #[inline(always)]
    fn deref(&self) -> &Running {
        // SAFETY: the place lives as long as `self`, which alone has the right to its instance.
        unsafe { &(*self.0.as_ptr()).running }
    }
}

impl DerefMut for Taken {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut Running {
        // SAFETY: as in `deref`; `self` is borrowed exclusively.
        unsafe { &mut (*self.0.as_ptr()).running }
    }
}

impl Drop for Taken {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: the place lives as long as `self`, and is this one's to free if its owner is gone.
        unsafe {
            let place = self.0.as_ptr();
            (*place).is_taken = false;
            if (*place).is_left {
                drop(Box::from_raw(place));
            }
        }
    }
}
