//! Values of the host's that a guest knows by handles: what typed wrappers keep for an instance.
//!
//! In: values of any type. Out: representations, and references for as long as a host function runs. What is lent is
//! not removed, and lent for changes once at a time; both are checked here. The types are, too: a representation says
//! nothing about them.

use core::any::Any;
use core::ptr::NonNull;

use embody_abi::limits::MAX_HANDLES;

use crate::{Result, bail};

/// A value of any type, which moves with its instance from thread to thread.
type Value = dyn Any + Send;

/// Values by their representations.
#[derive(Default)]
pub(crate) struct Values {
    slots: Vec<Slot>,
    /// The slots that are free, those freed last at the end.
    free: Vec<u32>,
    /// Representations of what is lent; those that are lent more than once are here as often.
    lent: Vec<u32>,
    /// Representations of what somebody else owns.
    borrowed: Vec<u32>,
}

enum Slot {
    Free,
    /// A value, owned by this slot: the pointer came from a box, and lives until it is made one again. Or one that
    /// somebody else owns and lends for a call.
    Taken {
        value: NonNull<Value>,
        lent: Lent,
        is_own: bool,
    },
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lent {
    No,
    Shared,
    Exclusively,
}

// SAFETY: it owns its values, which can be sent; what is lent is lent on the thread that runs the instance, which is
// borrowed for as long.
unsafe impl Send for Values {}

impl Values {
    /// Keeps a value: its representation.
    ///
    /// # Errors
    /// If there are too many.
    pub(crate) fn insert<V: Send + 'static>(&mut self, value: V) -> Result<u32> {
        let value: Box<Value> = Box::new(value);
        let value = NonNull::from(Box::leak(value));
        self.add(value, true)
    }

    /// Keeps what somebody else owns, until [`Values::end_borrowing`].
    ///
    /// # Errors
    /// If there are too many.
    ///
    /// # Safety
    /// The value lives until then, and nothing else uses it.
    pub(super) unsafe fn borrow<V: Send + 'static>(&mut self, value: NonNull<V>) -> Result<u32> {
        let rep = self.add(value, false)?;
        self.borrowed.push(rep);
        Ok(rep)
    }

    fn add(&mut self, value: NonNull<Value>, is_own: bool) -> Result<u32> {
        if self.free.is_empty() && self.slots.len() >= MAX_HANDLES as usize {
            if is_own {
                // SAFETY: it came from a box, which nobody has any more.
                drop(unsafe { Box::from_raw(value.as_ptr()) });
            }
            return full();
        }
        let slot = Slot::Taken { value, lent: Lent::No, is_own };
        Ok(match self.free.pop() {
            Some(rep) => {
                self.slots[rep as usize] = slot;
                rep
            }
            None => {
                self.slots.push(slot);
                // No more than the limit, which is a u32.
                self.slots.len() as u32 - 1
            }
        })
    }

    /// Removes a value.
    ///
    /// # Errors
    /// If there is none, or it is lent.
    pub(crate) fn remove(&mut self, rep: u32) -> Result<Box<Value>> {
        match self.slots.get_mut(rep as usize) {
            Some(slot @ Slot::Taken { lent: Lent::No, is_own: true, .. }) => {
                let Slot::Taken { value, .. } = core::mem::replace(slot, Slot::Free) else {
                    return missing();
                };
                self.free.push(rep);
                // SAFETY: the pointer came from a box, and the slot that owned it is gone. It is not lent.
                Ok(unsafe { Box::from_raw(value.as_ptr()) })
            }
            Some(Slot::Taken { .. }) => lent(),
            Some(Slot::Free) | None => missing(),
        }
    }

    /// Removes a value of a type that is known.
    ///
    /// # Errors
    /// As [`Values::remove`]; if it is of another type, and then it is gone.
    pub(crate) fn take<V: 'static>(&mut self, rep: u32) -> Result<V> {
        match self.remove(rep)?.downcast::<V>() {
            Ok(value) => Ok(*value),
            Err(_) => missing(),
        }
    }

    /// Lends a value to be read.
    ///
    /// # Errors
    /// If there is none, it is of another type, or lent exclusively.
    ///
    /// # Safety
    /// The reference is not used once [`Values::end_lending`] was called, or these values are gone.
    pub(super) unsafe fn lend<'a, V: 'static>(&mut self, rep: u32) -> Result<&'a V> {
        let value = self.lend_as(rep, Lent::Shared)?;
        // SAFETY: the value lives, as the caller promises, and whoever else has it lent reads it.
        match unsafe { value.as_ref() }.downcast_ref() {
            Some(value) => Ok(value),
            None => missing(),
        }
    }

    /// Lends a value to be changed.
    ///
    /// # Errors
    /// If there is none, it is of another type, or lent.
    ///
    /// # Safety
    /// As [`Values::lend`].
    pub(super) unsafe fn lend_mut<'a, V: 'static>(&mut self, rep: u32) -> Result<&'a mut V> {
        let mut value = self.lend_as(rep, Lent::Exclusively)?;
        // SAFETY: the value lives, as the caller promises, and nobody else has it lent.
        match unsafe { value.as_mut() }.downcast_mut() {
            Some(value) => Ok(value),
            None => missing(),
        }
    }

    fn lend_as(&mut self, rep: u32, how: Lent) -> Result<NonNull<Value>> {
        match self.slots.get_mut(rep as usize) {
            Some(Slot::Taken { value, lent: state, .. }) => {
                if *state == Lent::Exclusively || *state == Lent::Shared && how == Lent::Exclusively {
                    return lent();
                }
                *state = how;
                self.lent.push(rep);
                Ok(*value)
            }
            Some(Slot::Free) | None => missing(),
        }
    }

    /// A call ends, and with it what was borrowed for it. No handle of it is left.
    #[inline]
    pub(super) fn end_borrowing(&mut self) {
        while let Some(rep) = self.borrowed.pop() {
            if let Some(slot) = self.slots.get_mut(rep as usize) {
                *slot = Slot::Free;
                self.free.push(rep);
            }
        }
    }

    /// Whatever was lent is not used any more.
    pub(super) fn end_lending(&mut self) {
        for rep in self.lent.drain(..) {
            if let Some(Slot::Taken { lent, .. }) = self.slots.get_mut(rep as usize) {
                *lent = Lent::No;
            }
        }
    }
}

impl Drop for Values {
    fn drop(&mut self) {
        for slot in self.slots.drain(..) {
            if let Slot::Taken { value, is_own: true, .. } = slot {
                // SAFETY: the pointer came from a box, and the slot that owned it is gone. What was lent is not used
                // any more, as whoever lent it promised.
                drop(unsafe { Box::from_raw(value.as_ptr()) });
            }
        }
    }
}

#[cold]
#[inline(never)]
fn full<T>() -> Result<T> {
    bail!("cannot keep another value for a guest: over the limit of {MAX_HANDLES}")
}

#[cold]
#[inline(never)]
fn missing<T>() -> Result<T> {
    bail!("a bug in Embody, please report it: a handle of a value that is not there")
}

#[cold]
#[inline(never)]
fn lent<T>() -> Result<T> {
    bail!("a value that the guest lends twice in one call, once at least to be changed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn values_come_back_once_and_are_dropped_once() -> Result<()> {
        let alive = Arc::new(());
        let mut values = Values::default();
        let reps = [values.insert(alive.clone())?, values.insert(7u32)?, values.insert(alive.clone())?];
        assert_eq!(reps, [0, 1, 2]);
        assert_eq!(values.take::<u32>(1)?, 7);
        assert!(values.take::<u32>(1).is_err() && values.remove(9).is_err());
        assert_eq!(values.insert("x")?, 1, "a place is used again");
        drop(values.remove(0)?);
        assert_eq!(Arc::strong_count(&alive), 2);
        assert!(values.take::<u8>(2).is_err(), "it is of another type");
        assert_eq!(Arc::strong_count(&alive), 1);
        values.insert(alive.clone())?;
        drop(values);
        assert_eq!(Arc::strong_count(&alive), 1);
        Ok(())
    }

    #[test]
    fn what_is_borrowed_stays_its_owners() -> Result<()> {
        let mut owner = 1u32;
        let mut values = Values::default();
        // SAFETY: the owner lives, and is not used before `end_borrowing`.
        let rep = unsafe { values.borrow(NonNull::from(&mut owner))? };
        // SAFETY: the reference is gone before `end_lending`.
        *unsafe { values.lend_mut::<u32>(rep)? } += 1;
        values.end_lending();
        assert!(values.take::<u32>(rep).is_err(), "it is not the guest's to give away");
        values.end_borrowing();
        assert_eq!(owner, 2);
        assert_eq!(values.insert(3u32)?, rep);
        Ok(())
    }

    #[test]
    fn what_is_lent_stays_and_changes_for_one_alone() -> Result<()> {
        let mut values = Values::default();
        let (a, b) = (values.insert(1u32)?, values.insert(2u32)?);
        // SAFETY: no reference is used after `end_lending`.
        unsafe {
            let (first, second) = (values.lend::<u32>(a)?, values.lend::<u32>(a)?);
            let changed = values.lend_mut::<u32>(b)?;
            *changed += first + second;
            assert!(values.lend_mut::<u32>(a).is_err() && values.lend::<u32>(b).is_err());
            assert!(values.remove(a).is_err() && values.take::<u32>(b).is_err());
            assert!(values.lend::<u8>(9).is_err());
        }
        values.end_lending();
        assert_eq!((values.take::<u32>(a)?, values.take::<u32>(b)?), (1, 4));
        Ok(())
    }
}
