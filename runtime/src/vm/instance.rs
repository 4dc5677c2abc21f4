//! An instance: one allocation that holds the runtime's record and the context block behind it.
//!
//! In: an image's plan. Out: [`VmInstance`], whose code can be entered. The record owns what the context block only
//! points to (memories, tables, dynamic host functions).

use core::ptr::{self, NonNull};
use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use std::any::Any;
use std::sync::Arc;

use embody_abi::context::state;
use embody_abi::limits::MAX_CONTEXT_BYTES;
use embody_abi::plan::{Plan, Step};
use embody_abi::trap::Trap;

use super::context::{ImportSlot, MemoryDef, VmHeader};
use super::entered::Entered;
use super::exceptions::Exceptions;
use super::host::{DynamicHost, DynamicSlot, HostFunc, HostState, call_dynamic};
use super::image::ImageHandle;
use super::memory::Memory;
use super::shared::SharedMemory;
use crate::component::resource::Resources;
use crate::{Context, Result, bail};

/// The runtime's side of an instance; the context block lies directly behind it.
#[repr(C, align(16))]
pub(super) struct Record {
    pub(super) image: ImageHandle,
    memories: Vec<AnyMemory>,
    /// Elements of the tables that lie outside the context block, by table number.
    pub(super) tables: Vec<Vec<u64>>,
    /// Host functions of dynamic linking, to which import slots point.
    #[allow(clippy::vec_box, reason = "their addresses stay when the list grows")]
    dynamic: Vec<Box<DynamicSlot>>,
    /// Exceptions that the guest may refer to.
    pub(super) exceptions: Exceptions,
    /// Handles of resources; none if the image has no resource types.
    pub(super) resources: Option<Box<Resources>>,
    /// The host's state, if its type is known to the host functions; good while the instance is entered.
    pub(super) host: Option<NonNull<dyn HostState>>,
    /// The store that holds the instance, and its number there.
    pub(super) owner: Option<(u64, u32)>,
    /// Why the host function that is about to unwind the guest failed.
    pub(super) failure: Option<Failure>,
    /// The context block, behind this record in the same allocation.
    pub(super) context: *mut u8,
    context_bytes: usize,
}

/// A memory of an instance.
enum AnyMemory {
    /// Its own.
    Own(Memory),
    /// One that other instances may have, too.
    Shared(Arc<SharedMemory>),
}

impl AnyMemory {
    /// What compiled code is told of it.
    fn def(&self) -> MemoryDef {
        match self {
            Self::Own(memory) => MemoryDef { base: memory.base(), len_bytes: memory.len_bytes() },
            Self::Shared(memory) => MemoryDef { base: memory.base(), len_bytes: memory.len_address() },
        }
    }
}

/// Shared memories that an instance gets instead of making them, with their numbers.
pub(crate) type SharedMemories = [(u32, Arc<SharedMemory>)];

/// Why a host function failed.
pub(super) enum Failure {
    /// It returned an error.
    Error(crate::Error),
    /// It panicked.
    Panic(Box<dyn Any + Send>),
}

/// Byte offset of the context block from the record.
const CONTEXT: usize = size_of::<Record>();

/// One instance of an image.
pub(crate) struct VmInstance(NonNull<Record>);

// SAFETY: an instance owns all that it points to; host functions are `Send + Sync`, and the pointer to the host's state
// in the header is used only while the instance is entered, which borrows both.
unsafe impl Send for VmInstance {}
// SAFETY: a shared reference lets nobody do more than read: code runs, and anything is written, through an exclusive one.
// What it lets one see of a host function's failure is nothing.
unsafe impl Sync for VmInstance {}

impl VmInstance {
    /// Makes an instance: context block, memories and tables, with nothing run yet and no import defined.
    ///
    /// # Errors
    /// If this machine cannot run the image, or has no memory left.
    #[inline]
    pub(crate) fn new(image: ImageHandle) -> Result<Self> {
        Self::sharing(image, &[])
    }

    /// As [`VmInstance::new`], with some shared memories that exist already.
    pub(crate) fn sharing(image: ImageHandle, shared: &SharedMemories) -> Result<Self> {
        image.prepare()?;
        let context_bytes = image.plan().context_bytes as usize;
        if context_bytes < size_of::<VmHeader>() || context_bytes as u64 > MAX_CONTEXT_BYTES {
            bail!("a context of {context_bytes} bytes is over the limit of {MAX_CONTEXT_BYTES}");
        }
        let layout = block_layout(context_bytes)?;
        // SAFETY: the layout is not empty: the record is in it.
        let block = unsafe { alloc(layout) };
        let Some(record) = NonNull::new(block.cast::<Record>()) else { handle_alloc_error(layout) };
        let init = Record {
            image,
            memories: Vec::new(),
            tables: Vec::new(),
            dynamic: Vec::new(),
            exceptions: Exceptions::default(),
            resources: None,
            host: None,
            owner: None,
            failure: None,
            // SAFETY: the block is `CONTEXT + context_bytes` long.
            context: unsafe { block.add(CONTEXT) },
            context_bytes,
        };
        // SAFETY: the block is large and aligned enough for a record at its start, and holds nothing yet.
        unsafe { record.write(init) };
        // From here on dropping the instance frees the block.
        let mut this = Self(record);
        this.fill(shared)?;
        Ok(this)
    }

    /// Fills the context block from the template and makes memories and tables.
    fn fill(&mut self, shared: &SharedMemories) -> Result<()> {
        let record = self.0;
        // SAFETY: the record was written by `new`, and `self` owns it.
        let image = unsafe { record.as_ref() }.image.clone();
        let (image, context) = (image.image(), self.context().cast::<u8>().as_ptr());
        let plan = image.plan();
        let template = image.data_range(plan.template);
        let bytes = plan.context_bytes as usize;
        if template.len() > bytes {
            bail!("the artifact's context template is larger than the context");
        }
        // SAFETY: `bytes` bytes at `context` are the block's, uninitialised and unshared; the template is no longer and
        // lies elsewhere.
        unsafe {
            ptr::copy_nonoverlapping(template.as_ptr(), context, template.len());
            context.add(template.len()).write_bytes(0, bytes - template.len());
        }
        let header = VmHeader {
            state: state::IDLE,
            stack_limit: 0,
            host: ptr::null_mut(),
            instance: record.as_ptr().cast(),
            libcalls: ptr::from_ref(image.libcalls).cast_mut().cast(),
            data: image.data().as_ptr().cast_mut(),
        };
        // SAFETY: `new` checked that a header fits the block, whose start is aligned to 16.
        unsafe { context.cast::<VmHeader>().write(header) };
        self.make_memories(plan, shared)?;
        self.make_tables(plan)
    }

    fn make_memories(&mut self, plan: &Plan, shared: &SharedMemories) -> Result<()> {
        for (number, memory_plan) in (0..).zip(plan.memories.iter()) {
            let image = self.record().image.image();
            let memory = match shared.iter().find(|(n, _)| *n == number).map(|(_, memory)| memory) {
                Some(memory) if memory.fits(memory_plan) => AnyMemory::Shared(memory.clone()),
                Some(_) => bail!("memory {number} cannot be a shared memory of another type"),
                None if memory_plan.shared => {
                    AnyMemory::Shared(Arc::new(SharedMemory::new(image, number, memory_plan)?))
                }
                None => AnyMemory::Own(Memory::new(image, number, memory_plan)?),
            };
            let def = memory.def();
            self.record_mut().memories.push(memory);
            self.put(memory_plan.def, def)?;
        }
        Ok(())
    }

    /// Writes a struct of the context block at a context offset of the plan.
    pub(super) fn put<T>(&mut self, offset: u32, value: T) -> Result<()> {
        let offset = offset as usize;
        let inside = offset.checked_add(size_of::<T>()).is_some_and(|end| end <= self.record().context_bytes);
        if !inside || offset < size_of::<VmHeader>() || !offset.is_multiple_of(align_of::<T>()) {
            bail!("the artifact's plan names a place outside its context");
        }
        // SAFETY: the place was just checked to be inside the block, behind the header, and aligned.
        unsafe { self.context().cast::<u8>().as_ptr().add(offset).cast::<T>().write(value) };
        Ok(())
    }

    /// Defines the host functions of all lowerings.
    pub(super) fn define_native(&mut self, hosts: &[HostFunc]) -> Result<()> {
        let image = self.record().image.clone();
        let lowerings = &image.plan().lowerings;
        if lowerings.len() != hosts.len() {
            bail!("the component needs {} host functions, the host has {}", lowerings.len(), hosts.len());
        }
        for (lowering, host) in lowerings.iter().zip(hosts) {
            self.put(lowering.slot, ImportSlot { func: host.pointer(), data: ptr::null_mut() })?;
        }
        Ok(())
    }

    /// Defines the host function of one lowering, to be called through the image's array exit.
    ///
    /// # Errors
    /// If the image has no such lowering.
    pub(crate) fn define(&mut self, lowering: u32, host: Arc<dyn DynamicHost>) -> Result<()> {
        let image = self.record().image.clone();
        let image = image.image();
        let plan = image.plan().lowerings.get(lowering as usize).context("no such lowering")?;
        if u64::from(plan.array_exit) >= image.text_range().len() as u64 {
            bail!("the artifact's plan names code outside its text");
        }
        let slot = Box::new(DynamicSlot { call: call_dynamic, host, lowering });
        let data = ptr::from_ref(&*slot).cast_mut().cast();
        self.record_mut().dynamic.push(slot);
        // SAFETY: the offset was just checked to be inside the text.
        let func = unsafe { image.text().add(plan.array_exit as usize) }.cast_mut();
        self.put(plan.slot, ImportSlot { func, data })
    }

    /// Executes the plan's steps: what is left to do before exports can be called.
    ///
    /// # Errors
    /// If a start function traps, or a segment does not fit.
    pub(crate) fn start<H: HostState>(&mut self, host: &mut H) -> Result<()> {
        let image = self.record().image.clone();
        self.run_steps(&image.plan().steps, host)
    }

    /// Executes some of the plan's steps.
    pub(crate) fn run_steps<H: HostState>(&mut self, steps: &[Step], host: &mut H) -> Result<()> {
        let host = NonNull::from(host);
        self.record_mut().host = Some(host);
        self.run_native_steps(steps, host.as_ptr().cast())
    }

    /// As [`VmInstance::run_steps`], for host functions that know the type of the host's state.
    pub(super) fn run_native_steps(&mut self, steps: &[Step], host: *mut u8) -> Result<()> {
        steps.iter().try_for_each(|step| self.run_step(*step, host))
    }

    fn run_step(&mut self, step: Step, host: *mut u8) -> Result<()> {
        let image = self.record().image.clone();
        let image = image.image();
        match step {
            Step::Start(entry) => {
                let entry = *image.plan().entries.get(entry as usize).context("no such entry")?;
                let mut entered = self.enter_untyped(host)?;
                entered.call_array(&entry, &mut [0])?;
                entered.finish();
            }
            Step::WriteMemory { memory, at, data } => {
                let bytes = image.data_range(data);
                if let Some(AnyMemory::Shared(shared)) = self.record().memories.get(memory as usize) {
                    return shared.write(at, bytes);
                }
                let memory = self.memory_mut(memory);
                let at = usize::try_from(at).unwrap_or(usize::MAX);
                let to = at.checked_add(bytes.len()).and_then(|end| memory.get_mut(at..end));
                to.ok_or(Trap::MemoryOutOfBounds)?.copy_from_slice(bytes);
            }
            Step::WriteTable { table, at, data } => {
                let bytes = image.data_range(data);
                self.write_table(table, at, bytes)?;
            }
            Step::InstanceDone(_) => {}
        }
        Ok(())
    }

    /// Lets an instance that trapped be entered again, in whatever state the trap left it. Tests of core modules go on so.
    #[cfg(feature = "compiler")]
    pub(crate) fn recover(&mut self) {
        // SAFETY: `self` owns the context and is borrowed exclusively, so no guest code of it is running.
        let header = unsafe { self.context().as_mut() };
        if header.state == state::POISONED {
            header.state = state::IDLE;
        }
    }

    /// Enters the instance for one call, with the host's state that its host functions are to see.
    ///
    /// # Errors
    /// [`Trap::CannotEnterComponent`] if it is running already, [`Trap::Poisoned`] if it trapped before.
    #[inline(always)]
    pub(crate) fn enter<'a, H: HostState>(&'a mut self, host: &'a mut H) -> Result<Entered<'a>> {
        let host = NonNull::from(host);
        self.record_mut().host = Some(host);
        self.enter_untyped(host.as_ptr().cast())
    }

    /// Tells the instance which store holds it, and under which number.
    pub(crate) fn set_owner(&mut self, store: u64, number: u32) {
        self.record_mut().owner = Some((store, number));
    }

    /// Gives the instance its resources, which it needs before its code runs.
    pub(crate) fn set_resources(&mut self, resources: Resources) {
        self.record_mut().resources = Some(Box::new(resources));
    }

    /// The instance's resources, if its image has any.
    #[inline(always)]
    pub(super) fn resources_mut(&mut self) -> Option<&mut Resources> {
        self.record_mut().resources.as_deref_mut()
    }

    /// As [`VmInstance::enter`], for host functions that know the type of the host's state.
    #[inline(always)]
    pub(super) fn enter_untyped(&mut self, host: *mut u8) -> Result<Entered<'_>> {
        Entered::new(self.context(), host)
    }

    /// The linear memory of this number, empty if there is none or others may use it, too.
    pub(crate) fn memory_mut(&mut self, number: u32) -> &mut [u8] {
        match self.record().memories.get(number as usize) {
            // SAFETY: the memory owns that many accessible bytes, initialised by the kernel; `self` is borrowed, so no
            // guest code runs and nobody else has a slice of them.
            Some(AnyMemory::Own(memory)) => unsafe {
                core::slice::from_raw_parts_mut(memory.base(), memory.len_bytes() as usize)
            },
            Some(AnyMemory::Shared(_)) | None => &mut [],
        }
    }

    /// The shared memory of this number.
    #[cfg(feature = "compiler")]
    pub(crate) fn shared_memory(&self, number: u32) -> Option<&Arc<SharedMemory>> {
        match self.record().memories.get(number as usize)? {
            AnyMemory::Own(_) => None,
            AnyMemory::Shared(memory) => Some(memory),
        }
    }

    /// Reads the 16 bytes at a context offset, zero where the context ends: the value of a global.
    #[cfg(feature = "compiler")]
    pub(crate) fn context_value(&self, offset: u32) -> u128 {
        let (at, end) = (offset as usize, self.record().context_bytes);
        let mut out = [0; 16];
        let len = end.saturating_sub(at).min(16);
        // SAFETY: `len` bytes from `at` are inside the block; `self` is borrowed, so nothing writes to them.
        unsafe {
            let from = self.context().cast::<u8>().as_ptr().wrapping_add(at);
            ptr::copy_nonoverlapping(from, out.as_mut_ptr(), len);
        }
        u128::from_le_bytes(out)
    }

    /// The image.
    pub(crate) fn image(&self) -> &ImageHandle {
        &self.record().image
    }

    #[inline(always)]
    pub(super) fn context(&self) -> NonNull<VmHeader> {
        // SAFETY: the context block lies in the same allocation, directly behind the record.
        unsafe { self.0.byte_add(CONTEXT).cast() }
    }

    /// The record, which lives as long as `self`.
    pub(super) fn record_pointer(&self) -> NonNull<Record> {
        self.0
    }

    #[inline(always)]
    pub(super) fn record(&self) -> &Record {
        // SAFETY: `new` wrote the record, and `self` owns it.
        unsafe { self.0.as_ref() }
    }

    #[inline(always)]
    pub(super) fn record_mut(&mut self) -> &mut Record {
        // SAFETY: as in `record`; `self` is borrowed exclusively.
        unsafe { self.0.as_mut() }
    }
}

impl Record {
    /// The context of a record.
    ///
    /// # Safety
    /// The record is a live instance's.
    pub(super) unsafe fn context_of(record: NonNull<Record>) -> NonNull<VmHeader> {
        // SAFETY: the context block lies in the same allocation, directly behind the record.
        unsafe { record.byte_add(CONTEXT).cast() }
    }

    /// The record of a running instance.
    ///
    /// # Safety
    /// `context` is a live instance's, and nothing else uses its record for as long as the result is used.
    pub(super) unsafe fn of<'a>(context: *mut VmHeader) -> &'a mut Record {
        // SAFETY: the header's `instance` was set to the record that it belongs to, and is never changed.
        unsafe { &mut *(*context).instance.cast::<Record>() }
    }

    /// All words in which the guest can keep references between its functions: those of the context block and of tables.
    pub(super) fn words(&self) -> impl Iterator<Item = u64> {
        let context = (0..self.context_bytes / 8).map(|i| {
            // SAFETY: the word is inside the context block, which is aligned; the guest that uses it waits.
            unsafe { self.context.cast::<u64>().add(i).read() }
        });
        // The guest writes to elements through pointers, but it waits.
        context.chain(self.tables.iter().flatten().copied())
    }

    /// Grows a memory and its definition: the old size in pages.
    pub(super) fn grow_memory(&mut self, number: u32, delta: u64) -> Option<u64> {
        let def = self.image.plan().memories.get(number as usize)?.def;
        let memory = match self.memories.get_mut(number as usize)? {
            AnyMemory::Shared(memory) => return memory.grow(delta),
            AnyMemory::Own(memory) => memory,
        };
        let old = memory.grow(delta)?;
        let def_value = MemoryDef { base: memory.base(), len_bytes: memory.len_bytes() };
        // SAFETY: `make_memories` checked this place of the block and put a definition there.
        unsafe { self.context.add(def as usize).cast::<MemoryDef>().write(def_value) };
        Some(old)
    }
}

impl Drop for VmInstance {
    fn drop(&mut self) {
        let layout = block_layout(self.record().context_bytes);
        let memories = core::mem::take(&mut self.record_mut().memories);
        for (number, memory) in (0..).zip(memories) {
            if let AnyMemory::Own(memory) = memory {
                memory.recycle(self.record().image.image(), number);
            }
        }
        // SAFETY: `new` wrote the record and nothing refers to it any more; the layout is the one it was allocated with,
        // which `new` computed from the same number.
        unsafe {
            self.0.drop_in_place();
            if let Ok(layout) = layout {
                dealloc(self.0.as_ptr().cast(), layout);
            }
        }
    }
}

impl core::fmt::Debug for VmInstance {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("VmInstance").field("image", self.image()).finish_non_exhaustive()
    }
}

fn block_layout(context_bytes: usize) -> Result<Layout> {
    Ok(Layout::from_size_align(CONTEXT + context_bytes, 16)?)
}
