//! How much of the host a guest may use up, all of it in one place.
//!
//! In: what the builder was told. Out: counts that resources hold on to while they live.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use embody::Result;

/// How much of the host a guest may use up.
///
/// Where WASI lets the host give less than was asked for, it does; otherwise the guest traps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Resources that may exist at once: streams, files, sockets, pollables …
    pub handles: usize,
    /// Bytes that one read gives at most.
    pub read_bytes: usize,
    /// Bytes that one write takes at most, and that an output keeps of what was not sent yet.
    pub write_bytes: usize,
    /// Random bytes of one call; more is a trap.
    pub random_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { handles: 4_096, read_bytes: 64 << 10, write_bytes: 64 << 10, random_bytes: 1 << 20 }
    }
}

/// How many resources there are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Handles(Arc<AtomicUsize>);

/// One resource among those that are counted.
#[derive(Debug)]
pub(crate) struct Held(Arc<AtomicUsize>);

impl Handles {
    /// Counts one more.
    ///
    /// # Errors
    /// If there are `limit` already.
    pub(crate) fn hold(&self, limit: usize) -> Result<Held> {
        let before = self.0.fetch_add(1, Ordering::Relaxed);
        let held = Held(Arc::clone(&self.0));
        embody::ensure!(
            before < limit,
            "over a limit: a guest can have {limit} resources of WASI at once (`Limits::handles`)"
        );
        Ok(held)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_dropped_is_counted_no_more() {
        let handles = Handles::default();
        let (first, second) = (handles.hold(2), handles.hold(2));
        assert!(first.is_ok() && second.is_ok());
        assert!(handles.hold(2).is_err());
        drop(first);
        assert!(handles.hold(2).is_ok());
    }
}
