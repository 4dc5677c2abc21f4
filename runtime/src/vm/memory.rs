//! Linear memories: reserved address space of which a part is accessible.
//!
//! The plan says how much is reserved: for a 32-bit memory every address that an index can form, and a guard behind, so
//! that compiled code need not check (design decision D7); for others what they can grow to, and they never move either. Of
//! those that the user chose to be checked no more is reserved than a little room; what grows out of it is copied to where
//! there is more.
//! Initial contents are mapped copy-on-write from a file. A memory that is dropped goes back
//! to its image's [`MemoryPool`], its written pages thrown away, so that the next instance finds it as new.

use core::ffi::c_void;
use core::ptr::{self, NonNull};
use std::sync::Mutex;

use embody_abi::limits::{MAX_IDLE_MEMORY_SLOTS, MAX_MEMORY64_BYTES, WASM_PAGE_BYTES};
use embody_abi::plan::MemoryPlan;
use rustix::mm::{Advice, MapFlags, MprotectFlags, ProtFlags};

use super::image::Image;
use crate::{Context, Result, bail};

/// A linear memory of one instance.
#[derive(Debug)]
pub(super) struct Memory {
    slot: Slot,
    len_bytes: u64,
    limits: Limits,
}

/// How far a memory can grow.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) max_bytes: u64,
    pub(super) page_bytes_log2: u8,
}

impl Limits {
    /// The limits of a plan, and the bytes that its memory starts with.
    pub(super) fn of(plan: &MemoryPlan) -> Result<(Self, u64)> {
        let bytes = |pages: u64| 1u64.checked_shl(u32::from(plan.page_bytes_log2))?.checked_mul(pages);
        let reserved = if plan.moves && !plan.shared { MAX_MEMORY64_BYTES } else { plan.reservation_bytes };
        let max_bytes = bytes(plan.max_pages).unwrap_or(u64::MAX).min(reserved);
        match bytes(plan.min_pages) {
            Some(len_bytes) if len_bytes <= max_bytes => {
                Ok((Self { max_bytes, page_bytes_log2: plan.page_bytes_log2 }, len_bytes))
            }
            _ => bail!("memory minimum size of {} pages exceeds memory limits", plan.min_pages),
        }
    }

    /// What a memory of `len_bytes` that grows by `delta` pages had in pages, and the bytes that it has then; none if it
    /// cannot.
    pub(super) fn grown(self, len_bytes: u64, delta: u64) -> Option<(u64, u64)> {
        let added = 1u64.checked_shl(u32::from(self.page_bytes_log2))?.checked_mul(delta)?;
        let grown = len_bytes.checked_add(added).filter(|len| *len <= self.max_bytes)?;
        Some((len_bytes >> self.page_bytes_log2, grown))
    }
}

impl Memory {
    /// Makes memory `number` of an image, with its initial contents.
    pub(super) fn new(image: &Image, number: u32, plan: &MemoryPlan) -> Result<Self> {
        let (limits, len_bytes) = Limits::of(plan)?;
        let slot = match image.pool.take(number) {
            Some(slot) => slot,
            None => Slot::new(image, number, plan, len_bytes)?,
        };
        Ok(Self { slot, len_bytes, limits })
    }

    /// First byte.
    pub(super) fn base(&self) -> *mut u8 {
        self.slot.base.as_ptr()
    }

    /// Bytes that the guest may use.
    pub(super) fn len_bytes(&self) -> u64 {
        self.len_bytes
    }

    /// Grows by `delta` pages: the old size in pages, or none if it cannot. The base may be another one then.
    pub(super) fn grow(&mut self, delta: u64) -> Option<u64> {
        let (old, len_bytes) = self.limits.grown(self.len_bytes, delta)?;
        if len_bytes > self.slot.reserved as u64 {
            self.slot = self.slot.moved(self.len_bytes, len_bytes, self.limits.max_bytes).ok()?;
        }
        self.slot.make_accessible(len_bytes).ok()?;
        self.len_bytes = len_bytes;
        Some(old)
    }

    /// Gives the memory back to its image's pool.
    pub(super) fn recycle(self, image: &Image, number: u32) {
        image.pool.give(number, self.slot);
    }
}

/// Address space with a memory's initial contents mapped into it.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) base: NonNull<u8>,
    /// Bytes that may become accessible, and all bytes of the mapping: a guard lies behind.
    reserved: usize,
    mapped: usize,
    /// Bytes that are accessible now, and those that a new memory has.
    accessible: usize,
    initial: usize,
    /// Whether the initial contents are no mapping of their file any more.
    is_moved: bool,
}

// SAFETY: a slot is the only owner of its address space.
unsafe impl Send for Slot {}

impl Slot {
    pub(super) fn new(image: &Image, number: u32, plan: &MemoryPlan, len_bytes: u64) -> Result<Self> {
        let mut slot = Self::reserve(plan.reservation_bytes, plan.guard_bytes)
            .with_context(|| format!("memory {number}"))?;
        // Initial contents are whole pages, of which a memory of small pages may end in the middle of the last.
        let images = plan.images.iter().map(|part| part.at.saturating_add(u64::from(part.data.len)));
        slot.make_accessible(images.fold(len_bytes, u64::max))
            .with_context(|| format!("memory {number}: cannot use {len_bytes} bytes"))?;
        slot.initial = slot.accessible;
        for part in plan.images.iter() {
            slot.map(image, part.at, part.data)
                .with_context(|| format!("memory {number}: initial contents"))?;
        }
        Ok(slot)
    }

    /// Address space that nothing is accessible of.
    fn reserve(bytes: u64, guard_bytes: u64) -> Result<Self> {
        // Whole pages of any host; one at least, since a mapping has some.
        let reserved = bytes.max(1).checked_next_multiple_of(WASM_PAGE_BYTES);
        let mapped = reserved.and_then(|bytes| bytes.checked_add(guard_bytes));
        let (Some(reserved), Some(mapped)) = (reserved, mapped) else {
            bail!("a reservation of {bytes} bytes")
        };
        let (reserved, mapped) = (usize::try_from(reserved)?, usize::try_from(mapped)?);
        let flags = MapFlags::PRIVATE | MapFlags::NORESERVE;
        // SAFETY: a fresh mapping at an address that the kernel chooses touches nothing that exists.
        let base = unsafe { rustix::mm::mmap_anonymous(ptr::null_mut(), mapped, ProtFlags::empty(), flags) }
            .with_context(|| format!("cannot reserve {mapped} bytes of address space"))?;
        let base = NonNull::new(base.cast()).context("memory at address zero")?;
        Ok(Self { base, reserved, mapped, accessible: 0, initial: 0, is_moved: false })
    }

    /// Address space that has room for `wanted` bytes, and for more where there is some, with the first `len_bytes` of what
    /// is here. There is no guard behind: code that relies on one has its memory stay in its place.
    fn moved(&self, len_bytes: u64, wanted: u64, max_bytes: u64) -> Result<Self> {
        let generous = wanted.max(len_bytes.saturating_mul(2)).min(max_bytes);
        let mut slot = Self::reserve(generous, 0).or_else(|_| Self::reserve(wanted, 0))?;
        slot.is_moved = true;
        slot.make_accessible(wanted)?;
        let len = usize::try_from(len_bytes)?;
        if len > self.accessible || len > slot.accessible {
            bail!("a memory that is longer than its slot")
        }
        // SAFETY: so many bytes are accessible in both slots, which are mappings of their own. Of the new one nobody knows
        // yet, and the guest whose memory the old one is waits.
        unsafe { ptr::copy_nonoverlapping(self.base.as_ptr(), slot.base.as_ptr(), len) };
        Ok(slot)
    }

    /// Whether it has all the address space that a plan's code relies on.
    pub(super) fn is_enough_for(&self, plan: &MemoryPlan) -> bool {
        let wanted = plan.reservation_bytes.checked_add(plan.guard_bytes);
        wanted.is_some_and(|wanted| wanted <= self.mapped as u64)
    }

    /// Makes at least the first `len_bytes` accessible, which are within the reservation.
    pub(super) fn make_accessible(&mut self, len_bytes: u64) -> Result<()> {
        let page = rustix::param::page_size() as u64;
        let wanted = len_bytes.checked_next_multiple_of(page).and_then(|len| usize::try_from(len).ok());
        let Some(wanted) = wanted.filter(|wanted| *wanted <= self.reserved) else {
            bail!("{len_bytes} bytes are more than the reservation")
        };
        if wanted > self.accessible {
            let flags = MprotectFlags::READ | MprotectFlags::WRITE;
            // SAFETY: the range is inside this slot's own mapping, behind what is in use.
            unsafe {
                let from: *mut c_void = self.base.as_ptr().add(self.accessible).cast();
                rustix::mm::mprotect(from, wanted - self.accessible, flags)?;
            }
            self.accessible = wanted;
        }
        Ok(())
    }

    /// Maps initial contents at the byte `at`: by the compiler's promise whole pages, which is checked here.
    fn map(&mut self, image: &Image, at: u64, range: embody_abi::plan::DataRange) -> Result<()> {
        let bytes = image.data_range(range);
        let end = at.checked_add(bytes.len() as u64).filter(|end| *end <= self.accessible as u64);
        if bytes.len() != range.len as usize || end.is_none() {
            bail!("the artifact's initial memory lies outside its data or the memory");
        }
        let page = rustix::param::page_size();
        let (file, start) = image.source.open(image.data())?;
        let offset = start + u64::from(range.start);
        let aligned = [at, offset, bytes.len() as u64].iter().all(|n| n.is_multiple_of(page as u64));
        // SAFETY: `at` is within the accessible part of this slot's own mapping, and so is `at + len`.
        let to = unsafe { self.base.as_ptr().add(at as usize) };
        if aligned {
            let (prot, flags) = (ProtFlags::READ | ProtFlags::WRITE, MapFlags::PRIVATE | MapFlags::FIXED);
            // SAFETY: the range is whole pages inside this slot's own mapping, which nothing refers to yet.
            unsafe { rustix::mm::mmap(to.cast(), bytes.len(), prot, flags, file, offset)? };
        } else {
            bail!("initial memory is not aligned to this kernel's pages of {page} bytes");
        }
        Ok(())
    }

    /// Brings the slot back to what [`Slot::new`] made.
    fn reset(&mut self) -> Result<()> {
        if self.accessible > 0 {
            // SAFETY: the range is this slot's own and no instance uses it; dropping private pages brings back zeroes or
            // the mapped file's contents.
            unsafe {
                rustix::mm::madvise(self.base.as_ptr().cast(), self.accessible, Advice::LinuxDontNeed)?
            };
        }
        if self.accessible > self.initial {
            // SAFETY: the range lies inside this slot's own mapping.
            unsafe {
                let from: *mut c_void = self.base.as_ptr().add(self.initial).cast();
                rustix::mm::mprotect(from, self.accessible - self.initial, MprotectFlags::empty())?;
            }
            self.accessible = self.initial;
        }
        Ok(())
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        // SAFETY: the mapping is this slot's own, and its owner is going away. An error leaves address space reserved.
        let _ = unsafe { rustix::mm::munmap(self.base.as_ptr().cast(), self.mapped) };
    }
}

/// Memories of an image that wait for its next instance.
#[derive(Debug)]
pub(crate) struct MemoryPool {
    idle: Mutex<Vec<(u32, Slot)>>,
}

impl MemoryPool {
    pub(super) const fn new() -> Self {
        Self { idle: Mutex::new(Vec::new()) }
    }

    fn take(&self, number: u32) -> Option<Slot> {
        let mut idle = self.idle.lock().ok()?;
        let at = idle.iter().rposition(|(n, _)| *n == number)?;
        Some(idle.swap_remove(at).1)
    }

    fn give(&self, number: u32, mut slot: Slot) {
        if slot.is_moved || slot.reset().is_err() {
            return;
        }
        if let Ok(mut idle) = self.idle.lock()
            && idle.len() < MAX_IDLE_MEMORY_SLOTS
        {
            idle.push((number, slot));
        }
    }
}
