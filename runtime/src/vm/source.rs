//! Files from which an image's data can be mapped copy-on-write.
//!
//! The program's own file for embedded images, the artifact's file for those loaded from one, and else an anonymous
//! file to which the data is written once.

use core::ffi::{c_int, c_void};
use std::fs::File;
use std::io::Write;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::OnceLock;

use rustix::fs::MemfdFlags;

use crate::{Context, Result};

/// Where an image's data can be mapped from; opened when it is first needed.
#[derive(Debug)]
pub(crate) struct Source {
    is_program: bool,
    opened: OnceLock<Option<Opened>>,
}

/// An open file and where the image's data starts in it.
#[derive(Debug)]
struct Opened {
    file: OwnedFd,
    start: u64,
}

impl Source {
    /// The data is a constant of the program.
    pub(super) const fn program() -> Self {
        Self { is_program: true, opened: OnceLock::new() }
    }

    /// The data is in memory alone.
    pub(super) const fn memory() -> Self {
        Self { is_program: false, opened: OnceLock::new() }
    }

    /// The data is in `file` from the byte `start` on.
    pub(super) fn file(file: File, start: u64) -> Self {
        Self { is_program: false, opened: OnceLock::from(Some(Opened { file: file.into(), start })) }
    }

    /// The file that holds `data`, and the byte at which `data` starts in it. `data` is the image's data, always the
    /// same for one source.
    ///
    /// # Errors
    /// If no file can be opened or made.
    pub(super) fn open(&self, data: &[u8]) -> Result<(BorrowedFd<'_>, u64)> {
        let opened = self.opened.get_or_init(|| {
            let own = if self.is_program { program_file(data.as_ptr().addr()) } else { None };
            own.or_else(|| anonymous_file(data).ok())
        });
        let opened = opened.as_ref().context("no file to map the component's initial memory from")?;
        Ok((opened.file.as_fd(), opened.start))
    }
}

/// The program's own file, if the address is in a segment that was loaded from it.
///
/// Only the main executable counts: `/proc/self/exe` is the very file that runs, whatever has become of its path.
fn program_file(address: usize) -> Option<Opened> {
    let mut search = Search { address, start: None };
    // SAFETY: `visit` has the signature that the function wants and casts its last argument back to what is passed
    // here, which outlives the call.
    unsafe { libc::dl_iterate_phdr(Some(visit), (&raw mut search).cast()) };
    let start = search.start?;
    let file = File::open("/proc/self/exe").ok()?;
    Some(Opened { file: file.into(), start })
}

struct Search {
    address: usize,
    start: Option<u64>,
}

unsafe extern "C" fn visit(info: *mut libc::dl_phdr_info, _: usize, search: *mut c_void) -> c_int {
    // SAFETY: `dl_iterate_phdr` passes a valid info, and our own `Search` that nothing else uses meanwhile.
    let (info, search) = unsafe { (&*info, &mut *search.cast::<Search>()) };
    // SAFETY: the dynamic linker gives this many program headers.
    let headers = unsafe { core::slice::from_raw_parts(info.dlpi_phdr, usize::from(info.dlpi_phnum)) };
    for header in headers.iter().filter(|header| header.p_type == libc::PT_LOAD) {
        // Both are the loader's numbers; wrapping, as the loader itself does.
        let from = (info.dlpi_addr as usize).wrapping_add(header.p_vaddr as usize);
        let offset = search.address.wrapping_sub(from);
        if offset < header.p_filesz as usize {
            search.start = Some(header.p_offset + offset as u64);
        }
    }
    // The main executable comes first: stop after it.
    1
}

/// A file in memory alone that holds `data`.
fn anonymous_file(data: &[u8]) -> std::io::Result<Opened> {
    let file = rustix::fs::memfd_create("embody", MemfdFlags::CLOEXEC)?;
    let mut file = File::from(file);
    file.write_all(data)?;
    Ok(Opened { file: file.into(), start: 0 })
}
