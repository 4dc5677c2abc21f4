//! Engines, and the compiled components that they load.

use std::ffi::c_void;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::ptr::NonNull;
use std::sync::Arc;

use rustix::mm::{MapFlags, MprotectFlags, ProtFlags, mmap, mprotect};
use wasmtime::component::Component;
use wasmtime::error::Context;
use wasmtime::{
    Config, CustomCodeMemory, Engine, InstanceAllocationStrategy, PoolingAllocationConfig, Result,
};

use crate::cases::Allocator;

/// An engine with this allocator.
pub(super) fn new(allocator: Allocator) -> Result<Engine> {
    let mut config = Config::new();
    if let Allocator::Pooling = allocator {
        let mut pool = PoolingAllocationConfig::new();
        pool.total_component_instances(16).total_core_instances(64).total_memories(16).total_tables(64);
        config.allocation_strategy(InstanceAllocationStrategy::Pooling(pool));
    }
    Engine::new(&config)
}

/// An engine that uses code where it lies.
pub(super) fn in_place() -> Result<Engine> {
    let mut config = Config::new();
    config.with_custom_code_memory(Some(Arc::new(Publisher)));
    Engine::new(&config)
}

/// Where a compiled component is.
pub(super) fn path(inputs: &Path, name: &str) -> PathBuf {
    inputs.join(format!("{name}.cwasm"))
}

/// A component, loaded.
pub(super) fn component(engine: &Engine, inputs: &Path, name: &str) -> Result<Component> {
    // SAFETY: the file is what `compile-wasmtime` has written, and `cargo xtask bench` runs nothing that
    // changes it.
    unsafe { Component::deserialize_file(engine, path(inputs, name)) }
}

/// The bytes of a compiled component, page-aligned as the sections of a program are, and for as long as this
/// process runs.
pub(super) fn map(path: &Path) -> Result<NonNull<[u8]>> {
    let file = File::open(path).with_context(|| format!("cannot open `{}`", path.display()))?;
    let len_bytes = usize::try_from(file.metadata()?.len())?;
    let protection = ProtFlags::READ | ProtFlags::WRITE;
    // SAFETY: no address is asked for, so that no mapping is replaced.
    let base = unsafe { mmap(std::ptr::null_mut(), len_bytes, protection, MapFlags::PRIVATE, &file, 0)? };
    let base = NonNull::new(base.cast::<u8>()).context("mapped at null")?;
    Ok(NonNull::slice_from_raw_parts(base, len_bytes))
}

/// Makes code executable where it lies.
struct Publisher;

const PAGE_BYTES: usize = 4096;

impl CustomCodeMemory for Publisher {
    fn required_alignment(&self) -> usize {
        PAGE_BYTES
    }

    fn publish_executable(&self, code: *const u8, len_bytes: usize) -> Result<()> {
        protect(code, len_bytes, MprotectFlags::READ | MprotectFlags::EXEC)
    }

    fn unpublish_executable(&self, code: *const u8, len_bytes: usize) -> Result<()> {
        protect(code, len_bytes, MprotectFlags::READ | MprotectFlags::WRITE)
    }
}

fn protect(code: *const u8, len_bytes: usize, protection: MprotectFlags) -> Result<()> {
    let pages = code.cast_mut().cast::<c_void>();
    // SAFETY: Wasmtime asks for this on pages that hold its code and nothing else, and does not touch them
    // meanwhile.
    unsafe { mprotect(pages, len_bytes.next_multiple_of(PAGE_BYTES), protection)? };
    Ok(())
}
