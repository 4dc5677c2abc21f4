//! `directory-entry-stream`: what is in a directory, entry by entry.

use cap_std::fs::{Dir, ReadDir};

use super::metadata::descriptor_type;
use crate::bindings::filesystem::types::{DirectoryEntry, ErrorCode};
use crate::limits::Held;

/// `wasi:filesystem/types.directory-entry-stream`.
#[derive(Debug)]
pub struct DirectoryEntryStream {
    entries: ReadDir,
    _held: Held,
}

impl DirectoryEntryStream {
    pub(super) fn new(dir: &Dir, held: Held) -> Result<Self, ErrorCode> {
        Ok(Self { entries: dir.entries()?, _held: held })
    }

    /// The next one; neither `.` nor `..`.
    pub(super) fn next(&mut self) -> Result<Option<DirectoryEntry>, ErrorCode> {
        let Some(entry) = self.entries.next().transpose()? else { return Ok(None) };
        let name = entry.file_name().into_string().map_err(|_| ErrorCode::IllegalByteSequence)?;
        Ok(Some(DirectoryEntry { type_: descriptor_type(entry.file_type()?), name }))
    }
}
