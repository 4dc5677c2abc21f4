//! Threads that wait in shared memories.
//!
//! In: addresses that compiled code has checked. Out: threads sleep and are woken. All waiting threads of the process
//! stand in one list by address, first come first: whoever waits compares the value while it holds the list, and whoever
//! notifies holds it, too, so that no notification is lost in between.

use core::sync::atomic::{AtomicBool, Ordering};
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Condvar, LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// What waiting came to: the results of `memory.atomic.wait32` and `wait64`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Woken {
    /// Another thread has notified this one.
    Notified = 0,
    /// The value was not the expected one.
    NotEqual = 1,
    /// The time was up.
    TimedOut = 2,
}

/// A thread that waits.
#[derive(Default)]
struct Waiter {
    wake: Condvar,
    is_notified: AtomicBool,
}

type Waiters = HashMap<usize, VecDeque<Arc<Waiter>>>;

static WAITERS: LazyLock<Mutex<Waiters>> = LazyLock::new(Mutex::default);

fn waiters() -> MutexGuard<'static, Waiters> {
    WAITERS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits at an address until it is notified, if `is_expected` finds what was expected there. A negative timeout, in
/// nanoseconds, is none.
pub(super) fn wait(address: usize, is_expected: impl FnOnce() -> bool, timeout: i64) -> Woken {
    let mut all = waiters();
    if !is_expected() {
        return Woken::NotEqual;
    }
    let until = u64::try_from(timeout).ok().and_then(|t| Instant::now().checked_add(Duration::from_nanos(t)));
    let own = Arc::new(Waiter::default());
    all.entry(address).or_default().push_back(own.clone());
    loop {
        if own.is_notified.load(Ordering::Relaxed) {
            return Woken::Notified;
        }
        all = match until {
            None => own.wake.wait(all).unwrap_or_else(PoisonError::into_inner),
            Some(until) => {
                let left = until.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    leave(&mut all, address, &own);
                    return Woken::TimedOut;
                }
                own.wake.wait_timeout(all, left).unwrap_or_else(PoisonError::into_inner).0
            }
        };
    }
}

/// Takes a thread that waits no more out of the list.
fn leave(all: &mut Waiters, address: usize, own: &Arc<Waiter>) {
    if let Some(queue) = all.get_mut(&address) {
        queue.retain(|waiter| !Arc::ptr_eq(waiter, own));
        if queue.is_empty() {
            all.remove(&address);
        }
    }
}

/// Wakes up to `count` threads that wait at an address, those that came first: how many.
pub(super) fn notify(address: usize, count: u32) -> u32 {
    let mut all = waiters();
    let Some(queue) = all.get_mut(&address) else { return 0 };
    let mut woken = 0;
    while woken < count
        && let Some(waiter) = queue.pop_front()
    {
        waiter.is_notified.store(true, Ordering::Relaxed);
        waiter.wake.notify_one();
        woken += 1;
    }
    if queue.is_empty() {
        all.remove(&address);
    }
    woken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_waits_is_woken_in_turn() {
        let place = 0u8;
        let address = (&raw const place).addr();
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..3).map(|_| scope.spawn(|| wait(address, || true, -1))).collect();
            let mut woken = 0;
            while woken < 3 {
                woken += notify(address, 2);
                std::thread::yield_now();
            }
            threads.into_iter().for_each(|t| assert_eq!(t.join().unwrap(), Woken::Notified));
        });
        assert_eq!(notify(address, u32::MAX), 0);
    }

    #[test]
    fn nobody_waits_for_what_is_not_there_or_no_time() {
        let place = 0u8;
        let address = (&raw const place).addr();
        assert_eq!(wait(address, || false, -1), Woken::NotEqual);
        assert_eq!(wait(address, || true, 0), Woken::TimedOut);
        assert_eq!(wait(address, || true, 1000), Woken::TimedOut);
        assert_eq!(notify(address, 1), 0);
    }
}
