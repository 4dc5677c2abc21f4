//! What wakes a guest that waits for something another thread does: an event of the system, and values that come once.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustix::event::EventfdFlags;

use crate::io::{Interest, Readiness, Subscribe};

/// An event. It is set and cleared by whoever holds the lock of what it is about.
pub(super) struct Signal(OwnedFd);

impl Signal {
    /// An event that is not set.
    ///
    /// # Errors
    /// If the system has no more of them.
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self(rustix::event::eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)?))
    }

    pub(super) fn set(&self) {
        // Fails only if it was set more often than can be counted.
        let _ = rustix::io::write(&self.0, &1_u64.to_ne_bytes());
    }

    pub(super) fn clear(&self) {
        let _ = rustix::io::read(&self.0, &mut [0; 8]);
    }

    /// Once it is set.
    pub(super) fn readiness(&self) -> Readiness<'_> {
        Readiness::Fd(self.0.as_fd(), Interest::Read)
    }
}

/// A value that comes once, and is taken once.
pub(super) struct Promise<T> {
    slot: Mutex<Slot<T>>,
    signal: Signal,
}

enum Slot<T> {
    Waiting,
    Here(T),
    Taken,
}

impl<T> Promise<T> {
    pub(super) fn new() -> io::Result<Arc<Self>> {
        Ok(Arc::new(Self { slot: Mutex::new(Slot::Waiting), signal: Signal::new()? }))
    }

    fn slot(&self) -> MutexGuard<'_, Slot<T>> {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The value comes, unless one did before.
    pub(super) fn keep(&self, value: T) {
        let mut slot = self.slot();
        if matches!(*slot, Slot::Waiting) {
            *slot = Slot::Here(value);
            self.signal.set();
        }
    }

    /// The value, once it is there; an error if it was taken.
    pub(super) fn take(&self) -> Option<Result<T, ()>> {
        let mut slot = self.slot();
        match std::mem::replace(&mut *slot, Slot::Taken) {
            Slot::Waiting => {
                *slot = Slot::Waiting;
                None
            }
            Slot::Here(value) => Some(Ok(value)),
            Slot::Taken => Some(Err(())),
        }
    }
}

impl<T: Send> Subscribe for Promise<T> {
    fn readiness(&self) -> Readiness<'_> {
        match *self.slot() {
            Slot::Waiting => self.signal.readiness(),
            Slot::Here(_) | Slot::Taken => Readiness::Ready,
        }
    }
}
