//! `wasi:io/poll`: waiting for many things at once.
//!
//! In: what a guest waits for, each of which says what would have it ready: a moment, or a file descriptor. Out: those that
//! are ready. One system call waits for all of them; nothing runs beside the guest.

use std::os::fd::BorrowedFd;
use std::sync::Arc;
use std::time::Duration;

use embody::{Result, ensure};
use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::io::Errno;

use crate::bindings::io::poll;
use crate::clocks::MonotonicClock;
use crate::limits::Held;
use crate::{WasiCtx, WasiView};

/// What would have something ready.
#[derive(Clone, Copy, Debug)]
pub enum Readiness<'a> {
    /// It is.
    Ready,
    /// A moment on the monotonic clock of the guest's context, in nanoseconds.
    At(u64),
    /// A file descriptor, once it can be read or written.
    Fd(BorrowedFd<'a>, Interest),
    /// Nothing.
    Never,
}

/// What a file descriptor is to be ready for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interest {
    /// To give bytes, or to say that there are none any more.
    Read,
    /// To take bytes, or to say that it takes none any more.
    Write,
}

/// What can be waited for.
///
/// It is asked each time anew, before and after waiting, and must not block.
pub trait Subscribe: Send + Sync {
    /// What would have it ready.
    fn readiness(&self) -> Readiness<'_>;
}

/// `wasi:io/poll.pollable`.
pub struct Pollable {
    on: Arc<dyn Subscribe>,
    _held: Held,
}

impl Pollable {
    pub(crate) fn new(on: Arc<dyn Subscribe>, held: Held) -> Self {
        Self { on, _held: held }
    }
}

impl<T: WasiView> poll::Host for T {
    type Pollable = Pollable;

    fn pollable_ready(&mut self, pollable: &mut Pollable) -> Result<bool> {
        let ready = poll(self.wasi().monotonic.as_ref(), &[&*pollable.on], Wait::No)?;
        Ok(!ready.is_empty())
    }

    fn pollable_block(&mut self, pollable: &mut Pollable) -> Result<()> {
        self.wasi().block(&*pollable.on)
    }

    fn poll(&mut self, pollables: Vec<&Pollable>) -> Result<Vec<u32>> {
        ensure!(!pollables.is_empty(), "the component polls an empty list, which would never be ready");
        let on = pollables.iter().map(|pollable| &*pollable.on).collect::<Vec<_>>();
        poll(self.wasi().monotonic.as_ref(), &on, Wait::Yes)
    }
}

impl WasiCtx {
    /// Blocks the thread until something is ready.
    pub(crate) fn block(&self, on: &dyn Subscribe) -> Result<()> {
        poll(self.monotonic.as_ref(), &[on], Wait::Yes).map(drop)
    }
}

/// Whether to wait if nothing is ready.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wait {
    Yes,
    No,
}

/// Indices of what is ready; none only if nothing was waited for.
fn poll(clock: &dyn MonotonicClock, on: &[&dyn Subscribe], wait: Wait) -> Result<Vec<u32>> {
    loop {
        let mut ready = Vec::new();
        let mut fds = Vec::new();
        let mut first = None;
        // Read once, so that all moments are compared with the same one.
        let mut now = None;
        for (index, on) in (0..).zip(on) {
            match on.readiness() {
                Readiness::Ready => ready.push(index),
                Readiness::At(when) if when <= *now.get_or_insert_with(|| clock.now()) => ready.push(index),
                Readiness::At(when) => first = Some(first.map_or(when, |first: u64| first.min(when))),
                Readiness::Fd(fd, Interest::Read) => {
                    fds.push((index, PollFd::from_borrowed_fd(fd, PollFlags::IN)))
                }
                Readiness::Fd(fd, Interest::Write) => {
                    fds.push((index, PollFd::from_borrowed_fd(fd, PollFlags::OUT)));
                }
                Readiness::Never => {}
            }
        }
        let is_blocking = ready.is_empty() && wait == Wait::Yes;
        let timeout = match (is_blocking, first) {
            (false, _) => Some(Duration::ZERO),
            (true, Some(first)) => Some(clock.until(first)),
            (true, None) => None,
        };
        if is_blocking && timeout.is_none() && fds.is_empty() {
            embody::bail!("the component waits for what never happens");
        }
        if !fds.is_empty() || is_blocking {
            ready.extend(wait_for(fds, timeout)?);
            ready.sort_unstable();
        }
        if !ready.is_empty() || wait == Wait::No {
            return Ok(ready);
        }
    }
}

/// Indices of the file descriptors that are ready after at most this time.
fn wait_for(fds: Vec<(u32, PollFd<'_>)>, timeout: Option<Duration>) -> Result<Vec<u32>> {
    let (indices, mut fds): (Vec<u32>, Vec<PollFd<'_>>) = fds.into_iter().unzip();
    // A time that the system cannot express is longer than anybody waits.
    let timeout = timeout.and_then(|timeout| Timespec::try_from(timeout).ok());
    match rustix::event::poll(&mut fds, timeout.as_ref()) {
        // A signal: whoever called asks everything again.
        Err(Errno::INTR) => Ok(Vec::new()),
        Err(error) => Err(std::io::Error::from(error).into()),
        Ok(_) => {
            let fds = indices.into_iter().zip(&fds);
            Ok(fds.filter(|(_, fd)| !fd.revents().is_empty()).map(|(index, _)| index).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clocks::ManualClock;
    use std::os::fd::{AsFd, OwnedFd};

    struct On(OwnedFd, Interest);

    impl Subscribe for On {
        fn readiness(&self) -> Readiness<'_> {
            Readiness::Fd(self.0.as_fd(), self.1)
        }
    }

    struct Fixed(Readiness<'static>);

    impl Subscribe for Fixed {
        fn readiness(&self) -> Readiness<'_> {
            self.0
        }
    }

    #[test]
    fn all_that_is_ready_is_named() -> Result<()> {
        let clock = ManualClock::default();
        let (read, write) = std::io::pipe()?;
        let (read, write) = (On(read.into(), Interest::Read), On(write.into(), Interest::Write));
        let (now, later) = (Fixed(Readiness::At(0)), Fixed(Readiness::At(5)));
        let never = Fixed(Readiness::Never);
        assert_eq!(poll(&clock, &[&read, &later, &write, &never, &now], Wait::Yes)?, [2, 4]);
        assert!(poll(&clock, &[&read, &later, &never], Wait::No)?.is_empty());
        // The clock jumps to what is waited for.
        assert_eq!(poll(&clock, &[&read, &later], Wait::Yes)?, [1]);
        assert_eq!(MonotonicClock::now(&clock), 5);
        Ok(())
    }

    #[test]
    fn the_other_end_of_a_pipe_wakes_a_thread() -> Result<()> {
        let clock = ManualClock::default();
        let (read, write) = std::io::pipe()?;
        let read = On(read.into(), Interest::Read);
        let other = std::thread::spawn(move || drop(write));
        assert_eq!(poll(&clock, &[&read], Wait::Yes)?, [0]);
        assert!(other.join().is_ok());
        Ok(())
    }

    #[test]
    fn waiting_for_nothing_is_an_error() {
        let never = Fixed(Readiness::Never);
        assert!(poll(&ManualClock::default(), &[&never], Wait::Yes).is_err());
    }
}
