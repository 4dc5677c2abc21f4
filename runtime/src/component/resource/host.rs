//! The handles that the host has itself: what a `ResourceAny` refers to. Each store has a table of them.
//!
//! A handle is used like a plain number, so it may be kept after it was given away, or be taken to another store: its
//! generation is one that no other handle has. Own handles that the host lends to guests are on a list, from which the
//! call takes them back; borrow handles that guests give to host functions are counted for each call.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use embody_abi::limits::MAX_HANDLES;

use super::handles::{HandleTable, Removed, borrows_remain, not_owned};
use crate::{Error, Result, bail};

/// A handle of the host's: eight bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HostHandle(u64);

/// Bits of the handle's number.
const NUMBER_BITS: u32 = 22;
/// Bits of its generation, above the number and the bit that says whether it is an own handle.
const GENERATION_BITS: u32 = 64 - NUMBER_BITS - 1;

const _: () = assert!(MAX_HANDLES < 1 << NUMBER_BITS);

impl HostHandle {
    fn new(number: u32, owned: bool, generation: u64) -> Self {
        Self(generation << (NUMBER_BITS + 1) | u64::from(owned) << NUMBER_BITS | u64::from(number))
    }

    /// Whether it is an own handle.
    #[inline]
    pub(crate) fn owned(self) -> bool {
        self.0 & 1 << NUMBER_BITS != 0
    }

    #[inline]
    fn number(self) -> u32 {
        (self.0 & ((1 << NUMBER_BITS) - 1)) as u32
    }

    #[inline]
    fn generation(self) -> u64 {
        self.0 >> (NUMBER_BITS + 1)
    }

    /// As one number, which is never zero.
    pub(crate) fn to_bits(self) -> u64 {
        self.0
    }

    /// The handle of such a number.
    pub(crate) fn from_bits(bits: u64) -> Self {
        Self(bits)
    }
}

/// Where the destructor of a resource is found: eight bytes, which are written and read at once.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Origin(u64);

impl Origin {
    /// The instance that the handle came from, by its number in the store, and the number of the type in its plan.
    #[inline(always)]
    pub(crate) fn new(instance: u32, resource: u32) -> Self {
        Self(u64::from(instance) << 32 | u64::from(resource))
    }

    /// The number of the instance.
    #[inline(always)]
    pub(crate) fn instance(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// The number of the type.
    #[inline(always)]
    pub(crate) fn resource(self) -> u32 {
        self.0 as u32
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "type {} of instance {}", self.resource(), self.instance())
    }
}

/// What a handle of the host's stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Kind {
    generation: u64,
    /// None for a resource that the host itself put there.
    origin: Option<Origin>,
    /// Whether it is there only for as long as it is lent.
    temporary: bool,
}

/// The handles of a store's host.
#[derive(Debug, Default)]
pub(crate) struct HostHandles {
    table: HandleTable<Kind>,
    /// Generations that are left for this store: the next one, and where they end.
    generations: (u64, u64),
    /// Numbers of own handles that are lent, those of the innermost call last.
    lent: Vec<u32>,
    /// How many borrow handles each call of a host function has and has not dropped, the innermost last.
    calls: Vec<u32>,
}

/// The call for which a borrow was given that the host made itself, and which never ends.
const NO_CALL: u32 = u32::MAX;

impl HostHandles {
    /// A new own handle; dropping it calls the destructor that `origin` has, if any.
    ///
    /// # Errors
    /// If there are too many.
    #[inline]
    pub(crate) fn insert_own(&mut self, rep: u32, origin: Option<Origin>) -> Result<HostHandle> {
        self.insert(rep, origin, false)
    }

    /// A new own handle that is there as long as it is lent.
    ///
    /// # Errors
    /// If there are too many.
    pub(crate) fn insert_temporary(&mut self, rep: u32) -> Result<HostHandle> {
        self.insert(rep, None, true)
    }

    #[inline]
    fn insert(&mut self, rep: u32, origin: Option<Origin>, temporary: bool) -> Result<HostHandle> {
        let generation = self.generation();
        let number = self.table.insert_own(Kind { generation, origin, temporary }, rep, MAX_HANDLES)?;
        Ok(HostHandle::new(number, true, generation))
    }

    /// A new borrow handle, given for the innermost call of a host function.
    ///
    /// # Errors
    /// If there are too many.
    pub(crate) fn insert_borrow(&mut self, rep: u32) -> Result<HostHandle> {
        let generation = self.generation();
        let kind = Kind { generation, origin: None, temporary: false };
        let scope = self.calls.len().checked_sub(1).map_or(NO_CALL, |scope| scope as u32);
        let number = self.table.insert_borrow(kind, rep, scope, MAX_HANDLES)?;
        if let Some(borrows) = self.calls.last_mut() {
            *borrows += 1;
        }
        Ok(HostHandle::new(number, false, generation))
    }

    /// A generation that no handle of any store has.
    #[inline]
    fn generation(&mut self) -> u64 {
        if self.generations.0 == self.generations.1 {
            self.generations = more_generations();
        }
        self.generations.0 += 1;
        self.generations.0 - 1
    }

    /// Whether a handle is still there.
    pub(crate) fn contains(&self, handle: HostHandle) -> bool {
        self.table.rep(handle.number(), is(handle)).is_ok()
    }

    /// Keeps a handle that was temporary.
    pub(crate) fn keep(&mut self, handle: HostHandle) {
        let kind = Kind { generation: handle.generation(), origin: None, temporary: false };
        if self.contains(handle) {
            self.table.set_kind(handle.number(), kind);
        }
    }

    /// Removes an own handle: the representation.
    ///
    /// # Errors
    /// If it is not there any more, is lent, or is a borrow.
    #[inline]
    pub(crate) fn take_own(&mut self, handle: HostHandle) -> Result<u32> {
        match self.remove(handle)? {
            Some((rep, _)) => Ok(rep),
            None => Err(not_owned()),
        }
    }

    /// Removes a handle: the representation if it was an own one, and where its destructor is found.
    ///
    /// # Errors
    /// If it is not there any more, or is lent.
    #[inline(always)]
    pub(crate) fn remove(&mut self, handle: HostHandle) -> Result<Option<(u32, Option<Origin>)>> {
        match self.table.remove(handle.number(), |kind| is(handle)(kind).map(|()| kind.origin))? {
            Removed::Own { kind: origin, rep } => Ok(Some((rep, origin))),
            Removed::Borrow { scope } => {
                if let Some(borrows) = self.calls.get_mut(scope as usize) {
                    *borrows = borrows.saturating_sub(1);
                }
                Ok(None)
            }
        }
    }

    /// The representation behind a handle.
    ///
    /// # Errors
    /// If it is not there any more.
    pub(crate) fn rep(&self, handle: HostHandle) -> Result<u32> {
        self.table.rep(handle.number(), is(handle))
    }

    /// Lends a handle to a guest until [`HostHandles::release`]: the representation.
    ///
    /// # Errors
    /// If it is not there any more, or too many are lent.
    #[inline]
    pub(crate) fn lend(&mut self, handle: HostHandle) -> Result<u32> {
        if self.lent.len() >= MAX_HANDLES as usize {
            return too_many_lent();
        }
        let lent = self.table.lend(handle.number(), is(handle))?;
        if lent.owned {
            self.lent.push(handle.number());
        }
        Ok(lent.rep)
    }

    /// How many own handles are lent, for [`HostHandles::release`] when the call that begins now is over.
    #[inline]
    pub(crate) fn mark(&self) -> usize {
        self.lent.len()
    }

    /// Takes back what was lent since the mark.
    #[inline]
    pub(crate) fn release(&mut self, mark: usize) {
        while self.lent.len() > mark {
            if let Some(number) = self.lent.pop()
                && let Some(Kind { temporary: true, .. }) = self.table.take_back(number)
            {
                // It is there and lent no more, so that nothing can fail.
                let _ = self.table.remove(number, |_| Ok(()));
            }
        }
    }

    /// A guest's call of a host function begins: its number.
    pub(crate) fn enter_call(&mut self) -> usize {
        self.calls.push(0);
        self.calls.len() - 1
    }

    /// The innermost call of a host function ends.
    ///
    /// # Errors
    /// If it has not dropped all that it borrowed.
    pub(crate) fn exit_call(&mut self) -> Result<()> {
        match self.calls.last() {
            Some(0) => {
                self.calls.pop();
                Ok(())
            }
            Some(_) => Err(borrows_remain()),
            None => bail!("a bug in Embody, please report it: a call ends that has not begun"),
        }
    }

    /// A call failed, and all that it called: forgets what it borrowed.
    #[cold]
    pub(crate) fn abandon_call(&mut self, call: usize) {
        if self.calls.len() > call {
            self.calls.truncate(call);
            self.table.forget_borrows(call as u32..NO_CALL);
        }
    }
}

/// Accepts the handle that was given out, and none that has its number since.
#[inline(always)]
fn is(handle: HostHandle) -> impl FnOnce(Kind) -> Result<()> {
    move |kind| if kind.generation == handle.generation() { Ok(()) } else { Err(stale()) }
}

#[cold]
#[inline(never)]
fn stale() -> Error {
    Error::msg("host-owned resource was already de-allocated")
}

#[cold]
#[inline(never)]
fn too_many_lent<T>() -> Result<T> {
    bail!("cannot lend resource: over the limit of {MAX_HANDLES} handles that are lent at once")
}

#[cold]
fn more_generations() -> (u64, u64) {
    /// Generations that a store gets at once.
    const BLOCK: u64 = 1 << 12;
    static NEXT: AtomicU64 = AtomicU64::new(0);
    // 2⁴¹ of them last for hours of making nothing but handles. Handles older than that may be taken for others then,
    // of the same host's.
    let start = NEXT.fetch_add(BLOCK, Ordering::Relaxed) & ((1 << GENERATION_BITS) - 1);
    (start, start + BLOCK)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text<T: std::fmt::Debug>(result: Result<T>) -> String {
        result.unwrap_err().to_string()
    }

    const ORIGIN: Option<Origin> = Some(Origin(3 << 32 | 4));

    #[test]
    fn handles_are_good_once_and_in_their_store() {
        let (mut a, mut b) = (HostHandles::default(), HostHandles::default());
        let first = a.insert_own(7, ORIGIN).unwrap();
        assert!(first.owned());
        assert_eq!(HostHandle::from_bits(first.to_bits()), first);
        assert_eq!(text(b.take_own(first)), "unknown handle index 1");
        b.insert_own(8, None).unwrap();
        assert_eq!(text(b.take_own(first)), "host-owned resource was already de-allocated");
        assert_eq!(a.remove(first).unwrap(), Some((7, ORIGIN)));
        assert_eq!(text(a.take_own(first)), "unknown handle index 1");
        let second = a.insert_own(9, None).unwrap();
        assert_eq!(second.number(), first.number());
        assert_eq!(text(a.lend(first)), "host-owned resource was already de-allocated");
        assert_eq!(a.take_own(second).unwrap(), 9);
    }

    #[test]
    fn what_is_lent_can_be_removed_after_the_call() {
        let mut host = HostHandles::default();
        let own = host.insert_own(7, None).unwrap();
        let outer = host.mark();
        assert_eq!(host.lend(own).unwrap(), 7);
        let inner = host.mark();
        assert_eq!(host.lend(own).unwrap(), 7);
        host.release(inner);
        assert_eq!(text(host.remove(own)), "cannot remove owned resource while borrowed");
        host.release(outer);
        assert_eq!(host.take_own(own).unwrap(), 7);
    }

    #[test]
    fn temporary_handles_last_as_long_as_they_are_lent() {
        let mut host = HostHandles::default();
        let mark = host.mark();
        let (gone, kept) = (host.insert_temporary(7).unwrap(), host.insert_temporary(8).unwrap());
        host.lend(gone).unwrap();
        host.lend(kept).unwrap();
        host.keep(kept);
        host.release(mark);
        assert!(!host.contains(gone) && host.contains(kept));
    }

    #[test]
    fn borrows_of_a_host_function_must_be_dropped() {
        let mut host = HostHandles::default();
        host.enter_call();
        let borrow = host.insert_borrow(7).unwrap();
        assert!(!borrow.owned());
        assert_eq!(text(host.exit_call()), "borrow handles still remain at the end of the call");
        assert_eq!(host.rep(borrow).unwrap(), 7);
        assert_eq!(host.remove(borrow).unwrap(), None);
        host.exit_call().unwrap();
        assert!(host.exit_call().is_err());

        let own_borrow = host.insert_borrow(8).unwrap();
        let call = host.enter_call();
        let forgotten = host.insert_borrow(9).unwrap();
        host.abandon_call(call);
        assert!(!host.contains(forgotten) && host.contains(own_borrow));
        assert_eq!(text(host.take_own(own_borrow)), "cannot lift own resource from a borrow");
    }
}
