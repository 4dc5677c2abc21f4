//! `wasi:io`: errors, what can be waited for, and streams of bytes.
//!
//! What a host gives a guest to read is an [`Input`], to write an [`Output`]; both say what they wait for by
//! [`Subscribe`]. All of them are shared: what a guest waits for may outlive the stream that it came from.

use std::fmt;

use embody::{Error, Result};

pub mod fd;
pub mod pipe;
mod poll;
pub(crate) mod stdio;
mod streams;

pub use poll::{Interest, Pollable, Readiness, Subscribe};
pub use streams::{Input, InputStream, Output, OutputStream};

use crate::WasiView;
use crate::bindings::io::{error, streams::StreamError};

/// Why a stream gave or took nothing.
#[derive(Debug)]
pub enum Failure {
    /// It is at its end.
    Closed,
    /// It failed, of which the guest is told. An `std::io::Error` is known to the guest by its code.
    Failed(Error),
    /// The guest has broken a rule, or the host cannot go on: the guest traps.
    Trap(Error),
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::Failed(error.into()),
        }
    }
}

impl From<rustix::io::Errno> for Failure {
    fn from(error: rustix::io::Errno) -> Self {
        std::io::Error::from(error).into()
    }
}

/// `wasi:io/error`: what failed, in words; other interfaces have a code for it if it is theirs.
pub struct IoError(Error);

impl IoError {
    /// An error to give to a guest.
    #[must_use]
    pub fn new(error: impl Into<Error>) -> Self {
        Self(error.into())
    }

    /// What failed.
    #[must_use]
    pub fn get(&self) -> &Error {
        &self.0
    }
}

impl fmt::Debug for IoError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl<T: WasiView> error::Host for T {
    type Error = IoError;

    fn error_to_debug_string(&mut self, error: &mut IoError) -> Result<String> {
        Ok(format!("{:#}", error.0))
    }
}

/// What a guest is told of a stream's result.
pub(crate) fn told<T>(result: Result<T, Failure>) -> Result<Result<T, StreamError<IoError>>> {
    match result {
        Ok(value) => Ok(Ok(value)),
        Err(Failure::Closed) => Ok(Err(StreamError::Closed)),
        Err(Failure::Failed(error)) => Ok(Err(StreamError::LastOperationFailed(IoError(error)))),
        Err(Failure::Trap(error)) => Err(error),
    }
}
