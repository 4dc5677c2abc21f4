//! One table of handles: a component instance's, or the host's.
//!
//! In: what a handle stands for (`K`, the resource's type, and its representation). Out: handles, numbers from one on
//! that are reused last freed first. An own handle knows how often it is lent, a borrow handle to which call it was
//! given. A handle that somebody passes is a claim, checked in each method. Spec: Canonical ABI, "Table State",
//! "Resource State".

use std::ops::Range;

use crate::{Error, Result, bail};

/// Handles of any resource types.
#[derive(Debug)]
pub(crate) struct HandleTable<K> {
    slots: Vec<Slot<K>>,
    /// The handle that was freed last; zero if none is free.
    free: u32,
}

/// Handle `n` is slot `n − 1`.
#[derive(Clone, Copy, Debug)]
enum Slot<K> {
    /// The handle that was freed before, or zero.
    Free(u32),
    Own {
        kind: K,
        rep: u32,
        lends: u32,
    },
    Borrow {
        kind: K,
        rep: u32,
        /// The call that it was given for.
        scope: u32,
    },
}

/// What was behind a handle that was removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Removed<R> {
    /// An own handle, with what was made of its kind.
    Own { kind: R, rep: u32 },
    /// A borrow handle, given for this call.
    Borrow { scope: u32 },
}

/// What a handle that is lent stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lent {
    pub(crate) rep: u32,
    /// Whether it is an own handle, whose lending is to be undone.
    pub(crate) owned: bool,
}

impl<K> Default for HandleTable<K> {
    fn default() -> Self {
        Self { slots: Vec::new(), free: 0 }
    }
}

impl<K: Copy> HandleTable<K> {
    /// A new own handle.
    ///
    /// # Errors
    /// If the table would have more than `limit` slots.
    #[inline]
    pub(crate) fn insert_own(&mut self, kind: K, rep: u32, limit: u32) -> Result<u32> {
        self.insert(Slot::Own { kind, rep, lends: 0 }, limit)
    }

    /// A new borrow handle, given for the call `scope`.
    ///
    /// # Errors
    /// As [`HandleTable::insert_own`].
    #[inline]
    pub(crate) fn insert_borrow(&mut self, kind: K, rep: u32, scope: u32, limit: u32) -> Result<u32> {
        self.insert(Slot::Borrow { kind, rep, scope }, limit)
    }

    /// Slots, free ones among them.
    #[inline]
    pub(crate) fn len(&self) -> u32 {
        // No more than some limit, which is a u32.
        self.slots.len() as u32
    }

    #[inline]
    fn insert(&mut self, slot: Slot<K>, limit: u32) -> Result<u32> {
        let handle = self.free;
        if let Some(place) = self.slot_mut(handle) {
            let next = if let Slot::Free(next) = place { *next } else { 0 };
            *place = slot;
            self.free = next;
            return Ok(handle);
        }
        if self.len() >= limit {
            return full(limit);
        }
        self.slots.push(slot);
        Ok(self.len())
    }

    /// The representation behind a handle whose kind `check` accepts.
    ///
    /// # Errors
    /// If there is no such handle, or what `check` says.
    #[inline]
    pub(crate) fn rep(&self, handle: u32, check: impl FnOnce(K) -> Result<()>) -> Result<u32> {
        match self.slot(handle) {
            Some(Slot::Own { kind, rep, .. } | Slot::Borrow { kind, rep, .. }) => {
                check(*kind)?;
                Ok(*rep)
            }
            Some(Slot::Free(_)) | None => Err(unknown(handle)),
        }
    }

    /// Removes a handle whose kind `check` accepts, and makes of it what the caller wants.
    ///
    /// # Errors
    /// If there is no such handle, it is lent, or what `check` says; then it stays.
    #[inline(always)]
    pub(crate) fn remove<R>(
        &mut self,
        handle: u32,
        check: impl FnOnce(K) -> Result<R>,
    ) -> Result<Removed<R>> {
        let free = self.free;
        let Some(slot) = self.slot_mut(handle) else { return Err(unknown(handle)) };
        let removed = match *slot {
            Slot::Own { lends: 1.., .. } => return lent(),
            Slot::Own { kind, rep, .. } => Removed::Own { kind: check(kind)?, rep },
            Slot::Borrow { kind, scope, .. } => {
                check(kind)?;
                Removed::Borrow { scope }
            }
            Slot::Free(_) => return Err(unknown(handle)),
        };
        *slot = Slot::Free(free);
        self.free = handle;
        Ok(removed)
    }

    /// What a handle whose kind `check` accepts stands for, to lend it. An own handle cannot be removed until
    /// [`HandleTable::take_back`].
    ///
    /// # Errors
    /// If there is no such handle, or what `check` says.
    #[inline]
    pub(crate) fn lend(&mut self, handle: u32, check: impl FnOnce(K) -> Result<()>) -> Result<Lent> {
        match self.slot_mut(handle) {
            Some(Slot::Own { kind, rep, lends }) => {
                check(*kind)?;
                // Whoever lends keeps a list of what is lent, whose limit is far below this.
                *lends = lends.saturating_add(1);
                Ok(Lent { rep: *rep, owned: true })
            }
            Some(Slot::Borrow { kind, rep, .. }) => {
                check(*kind)?;
                Ok(Lent { rep: *rep, owned: false })
            }
            Some(Slot::Free(_)) | None => Err(unknown(handle)),
        }
    }

    /// Undoes that an own handle was lent once: its kind if it is lent no more.
    #[inline]
    pub(crate) fn take_back(&mut self, handle: u32) -> Option<K> {
        let Some(Slot::Own { kind, lends, .. }) = self.slot_mut(handle) else { return None };
        *lends = lends.saturating_sub(1);
        (*lends == 0).then_some(*kind)
    }

    /// Changes the kind of a handle.
    pub(crate) fn set_kind(&mut self, handle: u32, new: K) {
        if let Some(Slot::Own { kind, .. } | Slot::Borrow { kind, .. }) = self.slot_mut(handle) {
            *kind = new;
        }
    }

    /// Removes all borrow handles that were given for some calls.
    #[cold]
    pub(crate) fn forget_borrows(&mut self, calls: Range<u32>) {
        let given = |slot: &Slot<K>| matches!(slot, Slot::Borrow { scope, .. } if calls.contains(scope));
        for (handle, slot) in (1..).zip(&mut self.slots) {
            if given(slot) {
                *slot = Slot::Free(self.free);
                self.free = handle;
            }
        }
    }

    #[inline]
    fn slot(&self, handle: u32) -> Option<&Slot<K>> {
        self.slots.get((handle as usize).wrapping_sub(1))
    }

    #[inline]
    fn slot_mut(&mut self, handle: u32) -> Option<&mut Slot<K>> {
        self.slots.get_mut((handle as usize).wrapping_sub(1))
    }
}

/// The error of a handle that is not there.
#[cold]
#[inline(never)]
pub(crate) fn unknown(handle: u32) -> Error {
    Error::msg(format!("unknown handle index {handle}"))
}

#[cold]
#[inline(never)]
fn lent<T>() -> Result<T> {
    bail!("cannot remove owned resource while borrowed")
}

#[cold]
#[inline(never)]
fn full<T>(limit: u32) -> Result<T> {
    bail!("cannot allocate another handle: over the limit of {limit}")
}

/// The error of lifting an own handle from one that is a borrow.
#[cold]
#[inline(never)]
pub(crate) fn not_owned() -> Error {
    Error::msg("cannot lift own resource from a borrow")
}

/// The error of a call that ends although what it borrowed is not dropped.
#[cold]
#[inline(never)]
pub(crate) fn borrows_remain() -> Error {
    Error::msg("borrow handles still remain at the end of the call")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: u32 = 4;

    fn is(expected: u8) -> impl Fn(u8) -> Result<()> {
        move |kind| if kind == expected { Ok(()) } else { bail!("wrong kind") }
    }

    fn text<T: std::fmt::Debug>(result: Result<T>) -> String {
        result.unwrap_err().to_string()
    }

    #[test]
    fn handles_start_at_one_and_are_reused_last_freed_first() {
        let mut table = HandleTable::default();
        for handle in 1..=3 {
            assert_eq!(table.insert_own(b'r', 100 * handle, LIMIT).unwrap(), handle);
        }
        for handle in [1, 3, 2] {
            let removed = table.remove(handle, is(b'r')).unwrap();
            assert_eq!(removed, Removed::Own { kind: (), rep: 100 * handle });
        }
        let again: Vec<_> = (0..4).map(|rep| table.insert_own(b'r', rep, LIMIT).unwrap()).collect();
        assert_eq!(again, [2, 3, 1, 4]);
    }

    #[test]
    fn claims_are_checked() {
        let mut table = HandleTable::default();
        let handle = table.insert_own(b'r', 7, LIMIT).unwrap();
        for wrong in [0, 2, u32::MAX] {
            let expected = format!("unknown handle index {wrong}");
            assert_eq!(text(table.rep(wrong, is(b'r'))), expected);
            assert_eq!(text(table.remove(wrong, is(b'r'))), expected);
            assert_eq!(text(table.lend(wrong, is(b'r'))), expected);
            assert_eq!(table.take_back(wrong), None);
        }
        assert_eq!(text(table.rep(handle, is(b's'))), "wrong kind");
        assert_eq!(text(table.remove(handle, is(b's'))), "wrong kind");
        assert_eq!(text(table.lend(handle, is(b's'))), "wrong kind");
        assert_eq!(table.rep(handle, is(b'r')).unwrap(), 7, "it is still there, and not lent");
        table.remove(handle, is(b'r')).unwrap();
        assert_eq!(text(table.remove(handle, is(b'r'))), "unknown handle index 1", "dropped twice");
    }

    #[test]
    fn what_is_lent_stays_until_it_was_taken_back_as_often() {
        let mut table = HandleTable::default();
        let own = table.insert_own(b'r', 7, LIMIT).unwrap();
        for _ in 0..2 {
            assert_eq!(table.lend(own, is(b'r')).unwrap(), Lent { rep: 7, owned: true });
        }
        assert_eq!(text(table.remove(own, is(b'r'))), "cannot remove owned resource while borrowed");
        assert_eq!(table.take_back(own), None);
        assert!(table.remove(own, is(b'r')).is_err());
        assert_eq!(table.take_back(own), Some(b'r'));
        table.remove(own, is(b'r')).unwrap();

        let borrow = table.insert_borrow(b'r', 8, 3, LIMIT).unwrap();
        assert_eq!(table.lend(borrow, is(b'r')).unwrap(), Lent { rep: 8, owned: false });
        assert_eq!(table.remove(borrow, is(b'r')).unwrap(), Removed::Borrow { scope: 3 });
    }

    #[test]
    fn a_full_table_takes_no_more_until_one_is_freed() {
        let mut table = HandleTable::default();
        for rep in 0..LIMIT {
            table.insert_own(b'r', rep, LIMIT).unwrap();
        }
        assert!(text(table.insert_own(b'r', 0, LIMIT)).contains("limit of 4"));
        assert!(text(table.insert_borrow(b'r', 0, 0, LIMIT)).contains("limit of 4"));
        table.remove(2, is(b'r')).unwrap();
        assert_eq!(table.insert_borrow(b'r', 0, 0, LIMIT).unwrap(), 2);
    }

    #[test]
    fn borrows_of_a_call_are_forgotten_together() {
        let mut table = HandleTable::default();
        let own = table.insert_own(b'r', 1, LIMIT).unwrap();
        let outer = table.insert_borrow(b'r', 2, 0, LIMIT).unwrap();
        let inner = table.insert_borrow(b'r', 3, 1, LIMIT).unwrap();
        table.forget_borrows(1..2);
        assert!(table.rep(own, is(b'r')).is_ok() && table.rep(outer, is(b'r')).is_ok());
        assert!(table.rep(inner, is(b'r')).is_err());
        assert_eq!(table.insert_own(b'r', 4, LIMIT).unwrap(), inner);
    }
}
