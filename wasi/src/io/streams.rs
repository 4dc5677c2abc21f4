//! `wasi:io/streams`: bytes that come in and go out.
//!
//! In: an [`Input`] or [`Output`], neither of which ever blocks. Out: what a guest sees of it; what blocks is made here, of
//! trying and waiting. A guest may write as much as it was last told that it may, and not more.

use std::sync::Arc;

use embody::{Result, format_err};

use super::poll::{Pollable, Subscribe};
use super::{Failure, told};
use crate::bindings::io::streams::{self, StreamError};
use crate::io::IoError;
use crate::limits::Held;
use crate::{WasiCtx, WasiView};

/// Bytes that `blocking-write-and-flush` and its like take at once.
const BLOCKING_WRITE_BYTES: usize = 4_096;

/// Bytes for a guest to read.
///
/// Nothing here blocks. Several streams may share one, as calls of `get-stdin` do.
pub trait Input: Subscribe {
    /// At most `len` bytes; none if there are none yet, and [`Subscribe::readiness`] says when there are.
    ///
    /// # Errors
    /// [`Failure::Closed`] at the end.
    fn read(&self, len: usize) -> Result<Vec<u8>, Failure>;

    /// Whether somebody types them.
    fn is_terminal(&self) -> bool {
        false
    }
}

/// A place for a guest to write to.
///
/// Nothing here blocks.
pub trait Output: Subscribe {
    /// How many bytes can be written; none if [`Subscribe::readiness`] says when it will be some. While what was written
    /// is being flushed, none.
    ///
    /// # Errors
    /// If the output takes nothing any more, or what was written could not be.
    fn check_write(&self) -> Result<usize, Failure>;

    /// Takes all bytes, which are not more than [`check_write`](Self::check_write) said.
    ///
    /// # Errors
    /// If the output takes nothing any more.
    fn write(&self, bytes: &[u8]) -> Result<(), Failure>;

    /// Begins to write out what was taken. It is done when something can be written again.
    ///
    /// # Errors
    /// If the output takes nothing any more.
    fn flush(&self) -> Result<(), Failure>;

    /// Whether somebody reads along.
    fn is_terminal(&self) -> bool {
        false
    }
}

/// `wasi:io/streams.input-stream`.
pub struct InputStream {
    input: Arc<dyn Input>,
    _held: Held,
}

/// `wasi:io/streams.output-stream`.
pub struct OutputStream {
    output: Arc<dyn Output>,
    /// What the guest was told that it may write.
    permit: usize,
    _held: Held,
}

impl InputStream {
    pub(crate) fn new(input: Arc<dyn Input>, held: Held) -> Self {
        Self { input, _held: held }
    }

    /// What is read.
    #[must_use]
    pub fn input(&self) -> &Arc<dyn Input> {
        &self.input
    }

    fn read(&self, ctx: &WasiCtx, len: u64) -> Result<Vec<u8>, Failure> {
        let len = usize::try_from(len).unwrap_or(usize::MAX).min(ctx.limits.read_bytes);
        self.input.read(len)
    }

    /// As `read`, but waits for something.
    fn blocking_read(&self, ctx: &WasiCtx, len: u64) -> Result<Vec<u8>, Failure> {
        loop {
            let bytes = self.read(ctx, len)?;
            if !bytes.is_empty() || len == 0 {
                return Ok(bytes);
            }
            ctx.block(&*self.input).map_err(Failure::Trap)?;
        }
    }
}

impl OutputStream {
    pub(crate) fn new(output: Arc<dyn Output>, held: Held) -> Self {
        Self { output, permit: 0, _held: held }
    }

    /// What is written to.
    #[must_use]
    pub fn output(&self) -> &Arc<dyn Output> {
        &self.output
    }

    fn check_write(&mut self, ctx: &WasiCtx) -> Result<usize, Failure> {
        self.permit = self.output.check_write()?.min(ctx.limits.write_bytes);
        Ok(self.permit)
    }

    /// As `check_write`, but waits until it is something.
    fn blocking_check_write(&mut self, ctx: &WasiCtx) -> Result<usize, Failure> {
        loop {
            match self.check_write(ctx)? {
                0 => ctx.block(&*self.output).map_err(Failure::Trap)?,
                permit => return Ok(permit),
            }
        }
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let Some(rest) = self.permit.checked_sub(bytes.len()) else {
            return Err(Failure::Trap(format_err!(
                "the component writes {} bytes where `check-write` had allowed {}",
                bytes.len(),
                self.permit
            )));
        };
        self.output.write(bytes)?;
        self.permit = rest;
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Failure> {
        self.permit = 0;
        self.output.flush()
    }

    fn blocking_flush(&mut self, ctx: &WasiCtx) -> Result<(), Failure> {
        self.flush()?;
        self.blocking_check_write(ctx).map(drop)
    }

    fn blocking_write_and_flush(&mut self, ctx: &WasiCtx, mut bytes: &[u8]) -> Result<(), Failure> {
        if bytes.len() > BLOCKING_WRITE_BYTES {
            return Err(Failure::Trap(format_err!(
                "the component writes {} bytes at once where {BLOCKING_WRITE_BYTES} are allowed",
                bytes.len()
            )));
        }
        while !bytes.is_empty() {
            let permit = self.blocking_check_write(ctx)?.min(bytes.len());
            let (now, later) = bytes.split_at_checked(permit).unwrap_or((bytes, &[]));
            self.write(now)?;
            bytes = later;
        }
        self.blocking_flush(ctx)
    }

    /// Writes what it reads: at most `len` bytes, and what both sides are ready for.
    fn splice(&mut self, ctx: &WasiCtx, from: &InputStream, len: u64) -> Result<u64, Failure> {
        let permit = self.check_write(ctx)?;
        if permit == 0 {
            return Ok(0);
        }
        let bytes = from.read(ctx, len.min(permit as u64))?;
        self.write(&bytes)?;
        Ok(bytes.len() as u64)
    }
}

/// Zeroes, as many as are allowed at once.
fn zeroes(len: u64, limit: usize) -> Result<Vec<u8>, Failure> {
    match usize::try_from(len) {
        Ok(len) if len <= limit => Ok(vec![0; len]),
        _ => Err(Failure::Trap(format_err!(
            "the component writes {len} zeroes at once where {limit} are allowed"
        ))),
    }
}

type Told<T> = Result<Result<T, StreamError<IoError>>>;

impl<T: WasiView> streams::Host for T {
    type InputStream = InputStream;
    type OutputStream = OutputStream;

    fn input_stream_read(&mut self, stream: &mut InputStream, len: u64) -> Told<Vec<u8>> {
        told(stream.read(self.wasi(), len))
    }

    fn input_stream_blocking_read(&mut self, stream: &mut InputStream, len: u64) -> Told<Vec<u8>> {
        told(stream.blocking_read(self.wasi(), len))
    }

    fn input_stream_skip(&mut self, stream: &mut InputStream, len: u64) -> Told<u64> {
        told(stream.read(self.wasi(), len).map(|bytes| bytes.len() as u64))
    }

    fn input_stream_blocking_skip(&mut self, stream: &mut InputStream, len: u64) -> Told<u64> {
        told(stream.blocking_read(self.wasi(), len).map(|bytes| bytes.len() as u64))
    }

    fn input_stream_subscribe(&mut self, stream: &mut InputStream) -> Result<Pollable> {
        let on: Arc<dyn Input> = Arc::clone(&stream.input);
        self.wasi().pollable(on)
    }

    fn output_stream_check_write(&mut self, stream: &mut OutputStream) -> Told<u64> {
        told(stream.check_write(self.wasi()).map(|permit| permit as u64))
    }

    fn output_stream_write(&mut self, stream: &mut OutputStream, contents: &[u8]) -> Told<()> {
        told(stream.write(contents))
    }

    fn output_stream_blocking_write_and_flush(
        &mut self,
        stream: &mut OutputStream,
        contents: &[u8],
    ) -> Told<()> {
        told(stream.blocking_write_and_flush(self.wasi(), contents))
    }

    fn output_stream_flush(&mut self, stream: &mut OutputStream) -> Told<()> {
        told(stream.flush())
    }

    fn output_stream_blocking_flush(&mut self, stream: &mut OutputStream) -> Told<()> {
        told(stream.blocking_flush(self.wasi()))
    }

    fn output_stream_subscribe(&mut self, stream: &mut OutputStream) -> Result<Pollable> {
        let on: Arc<dyn Output> = Arc::clone(&stream.output);
        self.wasi().pollable(on)
    }

    fn output_stream_write_zeroes(&mut self, stream: &mut OutputStream, len: u64) -> Told<()> {
        told(zeroes(len, stream.permit).and_then(|bytes| stream.write(&bytes)))
    }

    fn output_stream_blocking_write_zeroes_and_flush(
        &mut self,
        stream: &mut OutputStream,
        len: u64,
    ) -> Told<()> {
        let bytes = zeroes(len, BLOCKING_WRITE_BYTES);
        told(bytes.and_then(|bytes| stream.blocking_write_and_flush(self.wasi(), &bytes)))
    }

    fn output_stream_splice(
        &mut self,
        stream: &mut OutputStream,
        src: &mut InputStream,
        len: u64,
    ) -> Told<u64> {
        told(stream.splice(self.wasi(), src, len))
    }

    fn output_stream_blocking_splice(
        &mut self,
        stream: &mut OutputStream,
        src: &mut InputStream,
        len: u64,
    ) -> Told<u64> {
        let ctx = self.wasi();
        told(stream.blocking_check_write(ctx).and_then(|permit| {
            let bytes = src.blocking_read(ctx, len.min(permit as u64))?;
            stream.write(&bytes)?;
            Ok(bytes.len() as u64)
        }))
    }
}
