//! What the kernel takes for a linear memory: a reservation, its first pages with contents, and the release.
//!
//! That is the limit of instances whose memory is made anew. One that is taken from a pool can cost less.

use std::ffi::c_void;
use std::ptr::null_mut;

use anyhow::Result;
use rustix::fd::OwnedFd;
use rustix::fs::{MemfdFlags, ftruncate, memfd_create};
use rustix::mm::{MapFlags, MprotectFlags, ProtFlags, mmap, mmap_anonymous, mprotect, munmap};

use crate::cases::Guest;
use crate::op::{Op, repeat};

/// What a 32-bit memory can address, and a guard.
const RESERVED_BYTES: usize = (4 << 30) + (32 << 20);
/// 17 pages of Wasm, as `calls` has.
const USED_BYTES: usize = 17 << 16;
/// The stack of a Rust guest comes first, and its data after that.
const DATA_OFFSET_BYTES: usize = 1 << 20;
const DATA_BYTES: usize = 1 << 16;

/// Prepares it for a guest that has a memory.
pub(super) fn prepare(guest: Guest) -> Result<Option<Box<dyn Op>>> {
    if let Guest::Adder = guest {
        return Ok(None);
    }
    let data = memfd_create("data", MemfdFlags::CLOEXEC)?;
    ftruncate(&data, DATA_BYTES as u64)?;
    Ok(Some(repeat(move || reserve_and_release(&data).expect("there is room for it"))))
}

fn reserve_and_release(data: &OwnedFd) -> rustix::io::Result<()> {
    let writable = ProtFlags::READ | ProtFlags::WRITE;
    let reserving = MapFlags::PRIVATE | MapFlags::NORESERVE;
    // SAFETY: the mapping is new, all that is done stays within it, and nothing refers to it when it goes.
    unsafe {
        let base = mmap_anonymous(null_mut(), RESERVED_BYTES, ProtFlags::empty(), reserving)?;
        mprotect(base, USED_BYTES, MprotectFlags::READ | MprotectFlags::WRITE)?;
        let place: *mut c_void = base.byte_add(DATA_OFFSET_BYTES);
        mmap(place, DATA_BYTES, writable, MapFlags::PRIVATE | MapFlags::FIXED, data, 0)?;
        munmap(base, RESERVED_BYTES)
    }
}
