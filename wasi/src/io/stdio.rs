//! This program's standard streams, for a guest.

use std::io::{IsTerminal, Write};
use std::os::fd::AsFd;

use super::poll::{Interest, Readiness, Subscribe};
use super::streams::{Input, Output};
use super::{Failure, fd};

/// This program's standard input, past whatever Rust's own buffer of it holds.
pub(crate) struct Stdin;

/// This program's standard output, in line with what Rust prints.
pub(crate) struct Stdout;

/// This program's standard error.
pub(crate) struct Stderr;

/// Bytes that are written at once.
const WRITE_BYTES: usize = 64 << 10;

impl Subscribe for Stdin {
    fn readiness(&self) -> Readiness<'_> {
        Readiness::Fd(rustix::stdio::stdin(), Interest::Read)
    }
}

impl Input for Stdin {
    fn read(&self, len: usize) -> Result<Vec<u8>, Failure> {
        fd::read(rustix::stdio::stdin().as_fd(), len)
    }

    fn is_terminal(&self) -> bool {
        std::io::stdin().is_terminal()
    }
}

impl Subscribe for Stdout {
    fn readiness(&self) -> Readiness<'_> {
        Readiness::Ready
    }
}

impl Output for Stdout {
    fn check_write(&self) -> Result<usize, Failure> {
        Ok(WRITE_BYTES)
    }

    fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        Ok(std::io::stdout().write_all(bytes)?)
    }

    fn flush(&self) -> Result<(), Failure> {
        Ok(std::io::stdout().flush()?)
    }

    fn is_terminal(&self) -> bool {
        std::io::stdout().is_terminal()
    }
}

impl Subscribe for Stderr {
    fn readiness(&self) -> Readiness<'_> {
        Readiness::Ready
    }
}

impl Output for Stderr {
    fn check_write(&self) -> Result<usize, Failure> {
        Ok(WRITE_BYTES)
    }

    fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        Ok(std::io::stderr().write_all(bytes)?)
    }

    fn flush(&self) -> Result<(), Failure> {
        Ok(())
    }

    fn is_terminal(&self) -> bool {
        std::io::stderr().is_terminal()
    }
}
