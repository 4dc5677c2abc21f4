//! Streams in the host's memory: bytes to read, and a place that keeps what was written.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use embody::format_err;

use super::Failure;
use super::poll::{Readiness, Subscribe};
use super::streams::{Input, Output};

/// Input that is at its end.
#[derive(Clone, Copy, Debug, Default)]
pub struct Closed;

/// Output that is thrown away.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sink;

/// Bytes to read.
#[derive(Debug)]
pub struct Bytes(Mutex<VecDeque<u8>>);

/// Output that is kept, up to a number of bytes. Clones are the same one.
///
/// ```
/// use embody_wasi::WasiCtx;
/// use embody_wasi::io::pipe::Kept;
///
/// let stdout = Kept::up_to(1 << 20);
/// let wasi = WasiCtx::builder().stdout(stdout.clone()).build();
/// // … and when the guest has run:
/// assert_eq!(stdout.take(), b"");
/// ```
#[derive(Clone, Debug)]
pub struct Kept {
    bytes: Arc<Mutex<Vec<u8>>>,
    limit: usize,
}

impl Bytes {
    /// Bytes to read, after which the input is at its end.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(Mutex::new(VecDeque::from(bytes.into())))
    }
}

impl Kept {
    /// Keeps this many bytes. A guest that writes more is told that it failed.
    #[must_use]
    pub fn up_to(bytes: usize) -> Self {
        Self { bytes: Arc::default(), limit: bytes }
    }

    /// What was written until now, which is kept no more.
    #[must_use]
    pub fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.bytes.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Subscribe for Closed {
    fn readiness(&self) -> Readiness<'_> {
        Readiness::Ready
    }
}

impl Input for Closed {
    fn read(&self, _: usize) -> Result<Vec<u8>, Failure> {
        Err(Failure::Closed)
    }
}

impl Subscribe for Sink {
    fn readiness(&self) -> Readiness<'_> {
        Readiness::Ready
    }
}

impl Output for Sink {
    fn check_write(&self) -> Result<usize, Failure> {
        Ok(usize::MAX)
    }

    fn write(&self, _: &[u8]) -> Result<(), Failure> {
        Ok(())
    }

    fn flush(&self) -> Result<(), Failure> {
        Ok(())
    }
}

impl Subscribe for Bytes {
    fn readiness(&self) -> Readiness<'_> {
        Readiness::Ready
    }
}

impl Input for Bytes {
    fn read(&self, len: usize) -> Result<Vec<u8>, Failure> {
        let mut left = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = len.min(left.len());
        match left.drain(..count).collect::<Vec<_>>() {
            bytes if bytes.is_empty() && len != 0 => Err(Failure::Closed),
            bytes => Ok(bytes),
        }
    }
}

impl Subscribe for Kept {
    fn readiness(&self) -> Readiness<'_> {
        Readiness::Ready
    }
}

impl Output for Kept {
    fn check_write(&self) -> Result<usize, Failure> {
        let used = self.bytes.lock().unwrap_or_else(PoisonError::into_inner).len();
        // Who writes the first byte too many is told so, not who writes the last one that there was room for.
        Ok(self.limit.saturating_sub(used).max(1))
    }

    fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        let mut kept = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        if bytes.len() > self.limit.saturating_sub(kept.len()) {
            return Err(Failure::Failed(format_err!(
                "{} bytes of output are kept, and not more",
                self.limit
            )));
        }
        kept.extend(bytes);
        Ok(())
    }

    fn flush(&self) -> Result<(), Failure> {
        Ok(())
    }
}
