//! Streams over file descriptors of the host: pipes, terminals, sockets that are connected already.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::{Mutex, PoisonError};

use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::io::Errno;

use super::Failure;
use super::poll::{Interest, Readiness, Subscribe};
use super::streams::{Input, Output};

/// Bytes that an output keeps of what its file descriptor does not take at once.
const KEPT_BYTES: usize = 64 << 10;

/// Bytes that there is always room for, so that short reads ask nothing first.
const SHORT_BYTES: usize = 4 << 10;

/// Reads from a file descriptor of the host: the end of a pipe, say.
#[derive(Debug)]
pub struct FdInput(OwnedFd);

impl FdInput {
    /// Reads from `fd`.
    pub fn new(fd: impl Into<OwnedFd>) -> Self {
        Self(fd.into())
    }
}

impl Subscribe for FdInput {
    fn readiness(&self) -> Readiness<'_> {
        Readiness::Fd(self.0.as_fd(), Interest::Read)
    }
}

impl Input for FdInput {
    fn read(&self, len: usize) -> Result<Vec<u8>, Failure> {
        read(self.0.as_fd(), len)
    }

    fn is_terminal(&self) -> bool {
        rustix::termios::isatty(&self.0)
    }
}

/// What a file descriptor has to give now.
///
/// # Errors
/// [`Failure::Closed`] at its end.
pub(crate) fn read(fd: BorrowedFd<'_>, len: usize) -> Result<Vec<u8>, Failure> {
    if len == 0 || !is_ready(fd, PollFlags::IN)? {
        return Ok(Vec::new());
    }
    let mut bytes = buffer_of(fd, len);
    match rustix::io::read(fd, &mut bytes) {
        Ok(0) => Err(Failure::Closed),
        Ok(count) => {
            bytes.truncate(count);
            Ok(bytes)
        }
        Err(Errno::AGAIN | Errno::INTR) => Ok(Vec::new()),
        Err(error) => Err(error.into()),
    }
}

/// A buffer for a read of a file descriptor, with room for what it has to give now.
pub(crate) fn buffer_of(fd: BorrowedFd<'_>, len: usize) -> Vec<u8> {
    buffer(len, || rustix::io::ioctl_fionread(fd).ok())
}

/// A buffer for a read: a guest may ask for much where there is little, and would have the host make room for it each time.
///
/// What says that it has nothing may have something all the same, as files of `/proc` do.
pub(crate) fn buffer(len: usize, available: impl FnOnce() -> Option<u64>) -> Vec<u8> {
    if len <= SHORT_BYTES {
        return vec![0; len];
    }
    let available = available().map_or(0, |bytes| usize::try_from(bytes).unwrap_or(usize::MAX));
    vec![0; len.min(available.max(SHORT_BYTES))]
}

/// Whether a file descriptor would not block, for one call of `read` or `write`.
pub(crate) fn is_ready(fd: BorrowedFd<'_>, flags: PollFlags) -> Result<bool, Failure> {
    let mut fds = [PollFd::from_borrowed_fd(fd, flags)];
    match rustix::event::poll(&mut fds, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })) {
        Ok(count) => Ok(count != 0),
        Err(Errno::INTR) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Writes to a file descriptor of the host, which is made non-blocking for it.
#[derive(Debug)]
pub struct FdOutput {
    fd: OwnedFd,
    pending: Pending,
}

impl FdOutput {
    /// Writes to `fd`.
    ///
    /// # Errors
    /// If the system does not let it be non-blocking.
    pub fn new(fd: impl Into<OwnedFd>) -> std::io::Result<Self> {
        let fd = fd.into();
        rustix::io::ioctl_fionbio(&fd, true)?;
        Ok(Self { fd, pending: Pending::default() })
    }
}

impl Subscribe for FdOutput {
    fn readiness(&self) -> Readiness<'_> {
        Readiness::Fd(self.fd.as_fd(), Interest::Write)
    }
}

impl Output for FdOutput {
    fn check_write(&self) -> Result<usize, Failure> {
        self.pending.check_write(|bytes| rustix::io::write(&self.fd, bytes))
    }

    fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        self.pending.write(bytes, |bytes| rustix::io::write(&self.fd, bytes))
    }

    fn flush(&self) -> Result<(), Failure> {
        Ok(())
    }

    fn is_terminal(&self) -> bool {
        rustix::termios::isatty(&self.fd)
    }
}

/// What was taken from a guest and not by the system: it goes before anything else does.
#[derive(Debug, Default)]
pub(crate) struct Pending(Mutex<Vec<u8>>);

impl Pending {
    /// How many bytes can be taken, after as much as possible went out: none while some are left.
    ///
    /// # Errors
    /// What `send` fails with.
    pub(crate) fn check_write(&self, send: impl Fn(&[u8]) -> Result<usize, Errno>) -> Result<usize, Failure> {
        let mut pending = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let sent = send_some(&pending, send)?;
        pending.drain(..sent);
        Ok(if pending.is_empty() { KEPT_BYTES } else { 0 })
    }

    /// Sends what goes out at once, and keeps the rest.
    ///
    /// # Errors
    /// What `send` fails with.
    pub(crate) fn write(
        &self,
        bytes: &[u8],
        send: impl Fn(&[u8]) -> Result<usize, Errno>,
    ) -> Result<(), Failure> {
        let mut pending = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let sent = if pending.is_empty() { send_some(bytes, send)? } else { 0 };
        pending.extend(bytes.iter().skip(sent));
        Ok(())
    }

    /// Whether nothing is left.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }
}

/// Sends until nothing is taken any more. Returns how many bytes went out.
fn send_some(bytes: &[u8], send: impl Fn(&[u8]) -> Result<usize, Errno>) -> Result<usize, Failure> {
    let mut sent = 0;
    while let Some(rest) = bytes.get(sent..).filter(|rest| !rest.is_empty()) {
        match send(rest) {
            Ok(0) => return Err(Failure::Closed),
            Ok(count) => sent += count,
            Err(Errno::AGAIN) => break,
            Err(Errno::INTR) => {}
            Err(Errno::PIPE) => return Err(Failure::Closed),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(sent)
}
