//! Shared memories: those that several instances, on several threads, may use at once.
//!
//! One is kept for as long as any instance has it. Its base never changes, and its length only grows; compiled code reads
//! it atomically. No Rust reference to its bytes is ever made: what the runtime does to them, it does with atomic
//! operations.

use core::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use embody_abi::plan::MemoryPlan;
use embody_abi::trap::Trap;

use super::image::Image;
use super::memory::{Limits, Slot};
use crate::Result;

/// A shared memory.
#[derive(Debug)]
pub(crate) struct SharedMemory {
    base: *mut u8,
    /// Written while the slot is locked.
    len_bytes: AtomicU64,
    limits: Limits,
    slot: Mutex<Slot>,
}

// SAFETY: the base points into the slot, which this owns; its bytes are accessed by compiled code as Wasm's memory model
// has it, and by the runtime with atomic operations alone.
unsafe impl Send for SharedMemory {}
// SAFETY: as above; everything else synchronises itself.
unsafe impl Sync for SharedMemory {}

impl SharedMemory {
    /// Makes memory `number` of an image, with its initial contents.
    pub(super) fn new(image: &Image, number: u32, plan: &MemoryPlan) -> Result<Self> {
        let (limits, len_bytes) = Limits::of(plan)?;
        let slot = Slot::new(image, number, plan, len_bytes)?;
        let base = slot.base.as_ptr();
        Ok(Self { base, len_bytes: AtomicU64::new(len_bytes), limits, slot: Mutex::new(slot) })
    }

    /// First byte.
    pub(super) fn base(&self) -> *mut u8 {
        self.base
    }

    /// Bytes that guests may use, now.
    pub(crate) fn len_bytes(&self) -> u64 {
        self.len_bytes.load(Ordering::SeqCst)
    }

    /// Address of the length.
    pub(super) fn len_address(&self) -> u64 {
        (&raw const self.len_bytes).expose_provenance() as u64
    }

    /// Whether an image may use this as the memory of a plan.
    pub(super) fn fits(&self, plan: &MemoryPlan) -> bool {
        let fits = |(limits, len): (Limits, u64)| {
            limits.max_bytes == self.limits.max_bytes
                && limits.page_bytes_log2 == self.limits.page_bytes_log2
                && len <= self.len_bytes()
        };
        // Code that was compiled with checks may have made it, and code that relies on a guard be to use it.
        let slot = self.slot.lock().unwrap_or_else(PoisonError::into_inner);
        plan.shared && slot.is_enough_for(plan) && Limits::of(plan).is_ok_and(fits)
    }

    /// Grows by `delta` pages: the old size in pages, or none if it cannot.
    pub(super) fn grow(&self, delta: u64) -> Option<u64> {
        let mut slot = self.slot.lock().unwrap_or_else(PoisonError::into_inner);
        let (old, len_bytes) = self.limits.grown(self.len_bytes(), delta)?;
        slot.make_accessible(len_bytes).ok()?;
        self.len_bytes.store(len_bytes, Ordering::SeqCst);
        Some(old)
    }

    /// Writes bytes at an address.
    pub(super) fn write(&self, at: u64, bytes: &[u8]) -> Result<()> {
        let end = at.checked_add(bytes.len() as u64);
        if end.is_none_or(|end| end > self.len_bytes()) {
            return Err(Trap::MemoryOutOfBounds.into());
        }
        // SAFETY: the range was just checked to be inside the memory, which is accessible up to its length for good and
        // lies apart from the bytes.
        unsafe { copy(self.base.add(at as usize), bytes.as_ptr(), bytes.len()) };
        Ok(())
    }
}

/// Copies between ranges that may overlap and that other threads may read and write, byte by byte.
///
/// # Safety
/// Both ranges are accessible for as long as this takes, and Rust accesses what is shared of them by atomic operations
/// alone.
pub(super) unsafe fn copy(to: *mut u8, from: *const u8, len: usize) {
    let byte = |i: usize| {
        // SAFETY: the caller's promise; a byte is always aligned.
        let (to, from) = unsafe { (&*to.add(i).cast::<AtomicU8>(), &*from.add(i).cast::<AtomicU8>()) };
        to.store(from.load(Ordering::Relaxed), Ordering::Relaxed);
    };
    match to.addr() <= from.addr() {
        true => (0..len).for_each(byte),
        false => (0..len).rev().for_each(byte),
    }
}

/// Fills a range that other threads may read and write.
///
/// # Safety
/// As [`copy`].
pub(super) unsafe fn fill(to: *mut u8, byte: u8, len: usize) {
    for i in 0..len {
        // SAFETY: the caller's promise; a byte is always aligned.
        unsafe { &*to.add(i).cast::<AtomicU8>() }.store(byte, Ordering::Relaxed);
    }
}
