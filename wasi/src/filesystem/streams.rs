//! Streams that read and write files. A file is always ready.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use cap_std::fs::{File, FileExt};

use crate::io::fd::buffer;
use crate::io::{Failure, Input, Output, Readiness, Subscribe};

/// Bytes that a file takes at once.
const WRITE_BYTES: usize = 1 << 20;

/// Reads a file from an offset on.
pub(super) struct FileInput {
    file: Arc<File>,
    at: AtomicU64,
}

/// Writes to a file.
pub(super) struct FileOutput {
    file: Arc<File>,
    at: Place,
}

/// Where a file is written.
enum Place {
    /// From an offset on.
    Offset(AtomicU64),
    /// At its end, wherever that is.
    End,
}

impl FileInput {
    pub(super) fn new(file: Arc<File>, offset: u64) -> Self {
        Self { file, at: AtomicU64::new(offset) }
    }
}

impl FileOutput {
    pub(super) fn at(file: Arc<File>, offset: u64) -> Self {
        Self { file, at: Place::Offset(AtomicU64::new(offset)) }
    }

    pub(super) fn append(file: Arc<File>) -> Self {
        Self { file, at: Place::End }
    }
}

impl Subscribe for FileInput {
    fn readiness(&self) -> Readiness<'_> {
        Readiness::Ready
    }
}

impl Input for FileInput {
    fn read(&self, len: usize) -> Result<Vec<u8>, Failure> {
        if len == 0 {
            return Ok(Vec::new());
        }
        let bytes = read_at(&self.file, len, self.at.load(Ordering::Relaxed))?;
        if bytes.is_empty() {
            return Err(Failure::Closed);
        }
        self.at.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        Ok(bytes)
    }
}

impl Subscribe for FileOutput {
    fn readiness(&self) -> Readiness<'_> {
        Readiness::Ready
    }
}

impl Output for FileOutput {
    fn check_write(&self) -> Result<usize, Failure> {
        Ok(WRITE_BYTES)
    }

    fn write(&self, mut bytes: &[u8]) -> Result<(), Failure> {
        while !bytes.is_empty() {
            let count = match &self.at {
                Place::Offset(at) => {
                    let count = write_at(&self.file, bytes, at.load(Ordering::Relaxed))?;
                    at.fetch_add(count as u64, Ordering::Relaxed);
                    count
                }
                Place::End => append(&self.file, bytes)?,
            };
            if count == 0 {
                return Err(std::io::Error::from(std::io::ErrorKind::WriteZero).into());
            }
            bytes = bytes.get(count..).unwrap_or_default();
        }
        Ok(())
    }

    fn flush(&self) -> Result<(), Failure> {
        Ok(())
    }
}

/// Reads once, at most `len` bytes; signals do not interrupt it. At the end of the file there are none.
pub(super) fn read_at(file: &File, len: usize, offset: u64) -> std::io::Result<Vec<u8>> {
    let rest = || Some(u64::try_from(rustix::fs::fstat(file).ok()?.st_size).ok()?.saturating_sub(offset));
    let mut bytes = buffer(len, rest);
    loop {
        match file.read_at(&mut bytes, offset) {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
            Ok(count) => {
                bytes.truncate(count);
                return Ok(bytes);
            }
        }
    }
}

/// Writes once; signals do not interrupt it.
pub(super) fn write_at(file: &File, bytes: &[u8], offset: u64) -> std::io::Result<usize> {
    loop {
        match file.write_at(bytes, offset) {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}

/// Writes once at the end, wherever that is when the system does it.
#[cfg(target_os = "linux")]
fn append(file: &File, bytes: &[u8]) -> std::io::Result<usize> {
    use rustix::io::{Errno, ReadWriteFlags};
    let bytes = [std::io::IoSlice::new(bytes)];
    loop {
        match rustix::io::pwritev2(file, &bytes, u64::MAX, ReadWriteFlags::APPEND) {
            Err(Errno::INTR) => {}
            other => return Ok(other?),
        }
    }
}
