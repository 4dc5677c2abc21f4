//! The right to run an instance's code and to see its memory.
//!
//! [`Entered`] exists at most once for an instance: the header's `state` word is idle before, entered while it lives,
//! and idle again after [`Entered::finish`]; dropped without that it leaves the instance poisoned. What borrows guest
//! memory borrows it from here, so that no guest code can run meanwhile.

use core::marker::PhantomData;
use core::ptr::NonNull;

use embody_abi::context::state;
use embody_abi::limits::MAX_GUEST_STACK_BYTES;
use embody_abi::plan::{CanonPlan, EntryPlan};
use embody_abi::trap::Trap;

use super::backtrace;
use super::context::{MemoryDef, Ret, VmHeader};
use super::image::Image;
use super::instance::{Failure, Record};
use super::resources::{GuestHandles, Tables, access, tables};
use super::typed::NativeParams;
use crate::component::canon::{LiftContext, LowerContext};
use crate::component::place::Place;
use crate::component::resource::{Access, Resources};
use crate::{Error, Result, bail};

/// An instance that is entered.
pub(crate) struct Entered<'a> {
    context: NonNull<VmHeader>,
    instance: PhantomData<&'a mut VmHeader>,
}

impl Entered<'_> {
    /// Enters the instance of a context, which `'a` borrows.
    #[inline(always)]
    pub(super) fn new(mut context: NonNull<VmHeader>, host: *mut u8) -> Result<Self> {
        // SAFETY: the context is that of a live instance, which the caller has borrowed exclusively.
        let header = unsafe { context.as_mut() };
        if header.state != state::IDLE {
            return Err(refuse(header.state));
        }
        header.state = state::ENTERED;
        header.host = host;
        let here = 0u8;
        // No stack lies so low that this wraps.
        header.stack_limit = (&raw const here).addr().wrapping_sub(MAX_GUEST_STACK_BYTES) as u64;
        Ok(Self { context, instance: PhantomData })
    }

    /// The call is over and all is well.
    #[inline(always)]
    pub(crate) fn finish(mut self) {
        // SAFETY: the context is that of a live instance, which is borrowed exclusively.
        unsafe { self.context.as_mut() }.state = state::IDLE;
        core::mem::forget(self);
    }

    /// The call did not come to be, through no fault of the guest. If the guest trapped all the same, it stays poisoned.
    #[cold]
    pub(crate) fn give_back(mut self) {
        // SAFETY: the context is that of a live instance, which is borrowed exclusively.
        let state = &mut unsafe { self.context.as_mut() }.state;
        if *state == state::ENTERED {
            *state = state::IDLE;
        }
        core::mem::forget(self);
    }

    /// Calls a function through its array entry: parameters are read from `values`, eight bytes each, and results
    /// written to them.
    ///
    /// # Errors
    /// What stopped the guest. `values` must have a place for each parameter and each result, which is the caller's to
    /// know from the plan.
    pub(crate) fn call_array(&mut self, entry: &EntryPlan, values: &mut [u64]) -> Result<()> {
        let code = code_at(self.image(), entry.array)?;
        // SAFETY: the plan says that an array entry is there, which has this signature; the context is its own.
        let call: unsafe extern "C" fn(*mut VmHeader, *mut u64) -> u64 =
            unsafe { core::mem::transmute(code) };
        // SAFETY: as above, and the caller passes a value for each parameter and result.
        let trap = unsafe { call(self.context.as_ptr(), values.as_mut_ptr()) };
        if trap != 0 {
            return Err(stopped(self.context, trap));
        }
        Ok(())
    }

    /// Calls a function through its native entry at the address `code`: the result's bits.
    ///
    /// # Safety
    /// A native entry of this instance's image is there, and its parameters are `N`.
    #[inline(always)]
    pub(super) unsafe fn call_native<N: NativeParams>(
        &mut self,
        code: *const u8,
        slots: &[u64],
        may_trap: bool,
    ) -> Result<u64> {
        // SAFETY: the caller's promise.
        let Ret { value, trap } = unsafe { N::call(code, self.context.as_ptr().cast(), slots) };
        if may_trap && trap != 0 {
            return Err(stopped(self.context, trap));
        }
        Ok(value)
    }

    /// What lowering values to this guest needs.
    #[inline(always)]
    pub(crate) fn lower_context(&mut self, options: &CanonPlan) -> LowerContext<'_> {
        // SAFETY: the context is borrowed for as long as the result.
        unsafe { lower_context(self.context, options) }
    }

    /// What lifting values from this guest needs.
    #[inline(always)]
    pub(crate) fn lift_context(&mut self, options: &CanonPlan) -> LiftContext<'_> {
        // SAFETY: the context is borrowed for as long as the result.
        unsafe { lift_context(self.context, options) }
    }

    /// The instance's resources; none if it has no resource types.
    #[inline]
    pub(crate) fn resources(&mut self) -> Option<&mut Resources> {
        // SAFETY: the record is live, and the result borrows `self`, as does all that could use its resources.
        unsafe { Record::of(self.context.as_ptr()) }.resources.as_deref_mut()
    }

    /// Calls the destructor of a guest's resource, whose entry the plan names.
    ///
    /// # Errors
    /// What stopped the guest.
    #[inline]
    pub(crate) fn call_destructor(&mut self, entry: u32, rep: u32) -> Result<()> {
        let entry = self.entry(entry)?;
        let code = code_at(self.image(), entry.native)?;
        // SAFETY: validation gave the destructor an i32 as its only parameter; the plan says that its native entry is
        // there.
        unsafe { self.call_native::<(u32,)>(code, &[u64::from(rep)], true)? };
        Ok(())
    }

    /// Tells the guest that the result whose flat value is `value` has been read.
    ///
    /// # Errors
    /// What stopped the guest.
    #[inline(always)]
    pub(crate) fn post_return(&mut self, options: &CanonPlan, value: u64) -> Result<()> {
        match options.post_return {
            None => Ok(()),
            Some(entry) => self.call_post_return(entry, value),
        }
    }

    /// As [`Entered::post_return`], for a result that is in memory: its flat value is a pointer.
    ///
    /// # Errors
    /// What stopped the guest.
    #[inline(always)]
    pub(crate) fn post_return_pointer(&mut self, options: &CanonPlan, pointer: u32) -> Result<()> {
        let Some(entry) = options.post_return else { return Ok(()) };
        let entry = self.entry(entry)?;
        let code = code_at(self.image(), entry.native)?;
        self.set_state(state::MAY_NOT_LEAVE);
        // SAFETY: validation gave `post-return` the lifted function's flat result as its only parameter, which is an i32
        // where the result is in memory; the plan says that its native entry is there.
        unsafe { self.call_native::<(u32,)>(code, &[u64::from(pointer)], true)? };
        self.set_state(state::ENTERED);
        Ok(())
    }

    fn call_post_return(&mut self, entry: u32, value: u64) -> Result<()> {
        let entry = self.entry(entry)?;
        self.set_state(state::MAY_NOT_LEAVE);
        self.call_array(&entry, &mut [value])?;
        self.set_state(state::ENTERED);
        Ok(())
    }

    #[inline(always)]
    fn entry(&self, number: u32) -> Result<EntryPlan> {
        match self.image().plan().entries.get(number as usize) {
            Some(entry) => Ok(*entry),
            None => bail!("the artifact's plan names an entry that it does not have"),
        }
    }

    #[inline(always)]
    fn set_state(&mut self, to: u64) {
        // SAFETY: the context is that of a live instance, which is borrowed exclusively.
        unsafe { self.context.as_mut() }.state = to;
    }

    fn image(&self) -> &Image {
        // SAFETY: the record is live, and only read here.
        unsafe { image_of(self.context) }
    }
}

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        self.set_state(state::POISONED);
    }
}

/// The image of a live instance.
///
/// # Safety
/// The instance outlives `'a`.
pub(super) unsafe fn image_of<'a>(context: NonNull<VmHeader>) -> &'a Image {
    // SAFETY: the header's `instance` is its record, whose image is set once; the caller promises that it lives.
    unsafe { (*context.as_ref().instance.cast::<Record>()).image.image() }
}

/// What lowering values to the guest of `context` needs.
///
/// # Safety
/// For `'a` the instance lives, is entered, and nothing else uses its memory, its resources or its host.
#[inline(always)]
pub(super) unsafe fn lower_context<'a>(context: NonNull<VmHeader>, options: &CanonPlan) -> LowerContext<'a> {
    let realloc = Realloc {
        context,
        memory: options.memory.and_then(|number| memory_def(context, number)),
        entry: options.realloc,
        instance: options.instance,
        #[cfg(test)]
        fake: None,
        guest: PhantomData,
    };
    LowerContext { realloc, encoding: options.encoding, place: Place::NOWHERE }
}

/// What lifting values from the guest of `context` needs.
///
/// # Safety
/// For `'a` the instance lives, is entered, nothing writes to its memory, and nothing else uses its resources or its
/// host.
#[inline(always)]
pub(super) unsafe fn lift_context<'a>(context: NonNull<VmHeader>, options: &CanonPlan) -> LiftContext<'a> {
    // SAFETY: the caller's promise.
    let memory = options.memory.and_then(|number| unsafe { memory_of(context, number) });
    // SAFETY: the caller's promise.
    let handles = unsafe { GuestHandles::new(context, options.instance) };
    let number = options.memory;
    LiftContext { handles, number, ..LiftContext::new(memory.unwrap_or_default(), options.encoding) }
}

/// The memory of this number of the instance of `context`; none if there is none, or others may use it, too.
///
/// # Safety
/// For `'a` the instance lives, and nothing writes to its memory.
#[inline(always)]
pub(super) unsafe fn memory_of<'a>(context: NonNull<VmHeader>, number: u32) -> Option<&'a [u8]> {
    let def = memory_def(context, number)?;
    // SAFETY: the definition is true, and the caller promises that nothing writes for `'a`.
    Some(unsafe {
        let def = def.as_ref();
        core::slice::from_raw_parts(def.base, def.len_bytes as usize)
    })
}

/// The definition of a memory, which is none that is shared.
#[inline(always)]
fn memory_def(context: NonNull<VmHeader>, number: u32) -> Option<NonNull<MemoryDef>> {
    // SAFETY: the instance lives, by the contract of the callers.
    let image = unsafe { image_of(context) };
    let offset = image.plan().memories.get(number as usize).filter(|memory| !memory.shared)?.def;
    // SAFETY: instantiation checked that this place is inside the context block, and put a definition there.
    Some(unsafe { context.byte_add(offset as usize).cast() })
}

/// A guest's allocator, and its memory.
pub(crate) struct Realloc<'a> {
    context: NonNull<VmHeader>,
    memory: Option<NonNull<MemoryDef>>,
    /// Index into the plan's entries.
    entry: Option<u32>,
    /// The component instance that the guest is.
    instance: u32,
    #[cfg(test)]
    fake: Option<&'a mut dyn FakeGuest>,
    guest: PhantomData<&'a mut [u8]>,
}

/// What a test has for a guest.
#[cfg(test)]
pub(crate) trait FakeGuest {
    /// The whole memory.
    fn memory(&mut self) -> &mut [u8];

    /// What `realloc` returns.
    ///
    /// # Errors
    /// If it traps.
    fn realloc(&mut self, old: u32, old_len: u32, align: u32, len: u32) -> Result<u32>;
}

/// Moves what grows to the end, and leaves what shrinks where it is.
#[cfg(test)]
impl FakeGuest for Vec<u8> {
    fn memory(&mut self) -> &mut [u8] {
        self
    }

    fn realloc(&mut self, old: u32, old_len: u32, align: u32, len: u32) -> Result<u32> {
        if old != 0 && len < old_len {
            return Ok(old);
        }
        self.resize(self.len().next_multiple_of(align as usize), 0);
        let at = self.len();
        self.resize(at + len as usize, 0);
        self.copy_within(old as usize..(old + old_len) as usize, at);
        Ok(u32::try_from(at)?)
    }
}

impl<'a> Realloc<'a> {
    /// The allocator of a test.
    #[cfg(test)]
    pub(crate) fn fake(guest: &'a mut dyn FakeGuest) -> Self {
        Self {
            context: NonNull::dangling(),
            memory: None,
            entry: None,
            instance: 0,
            fake: Some(guest),
            guest: PhantomData,
        }
    }

    /// The guest's whole memory as it is now.
    #[inline(always)]
    pub(crate) fn memory_mut(&mut self) -> &mut [u8] {
        #[cfg(test)]
        if let Some(guest) = &mut self.fake {
            return guest.memory();
        }
        match self.memory {
            None => &mut [],
            // SAFETY: the definition is true, and `'a` borrows the instance, whose code runs only in `call`, for which
            // this borrow must have ended.
            Some(def) => unsafe {
                let def = def.as_ref();
                core::slice::from_raw_parts_mut(def.base, def.len_bytes as usize)
            },
        }
    }

    /// Bytes of the guest's memory as it is now; none if it does not have all of them.
    #[inline(always)]
    pub(crate) fn bytes_mut(&mut self, at: u32, len: usize) -> Option<&mut [u8]> {
        let at = at as usize;
        self.memory_mut().get_mut(at..at.checked_add(len)?)
    }

    /// The guest's handles, for one that it gets.
    ///
    /// # Errors
    /// If the instance has no resources.
    #[inline]
    pub(crate) fn handles(&mut self) -> Result<Access<'_>> {
        #[cfg(test)]
        if self.fake.is_some() {
            bail!("plain bytes have no handles");
        }
        // SAFETY: `'a` borrows the instance, which is entered, and its code runs only in `call`, for which this borrow
        // must have ended.
        unsafe { access(self.context, self.instance) }
    }

    /// As [`Realloc::handles`], for a typed wrapper.
    ///
    /// # Errors
    /// If the instance has no resources.
    #[inline]
    pub(crate) fn tables(&mut self) -> Result<Tables<'_>> {
        #[cfg(test)]
        if self.fake.is_some() {
            bail!("plain bytes have no handles");
        }
        // SAFETY: as in `handles`.
        unsafe { tables(self.context, self.instance) }
    }

    /// Lends the guest a value of the host's for as long as it is called: the handle that it gets.
    ///
    /// # Errors
    /// If there are too many.
    ///
    /// # Safety
    /// The value lives until the call has returned, and nothing else uses it.
    pub(crate) unsafe fn lend_value<V: Send + 'static>(
        &mut self,
        resource: u32,
        value: NonNull<V>,
    ) -> Result<u32> {
        let Tables { guest, plan, instance } = self.tables()?;
        // SAFETY: the caller's promise; the call ends with `end_borrowing`, or for good.
        let rep = unsafe { guest.values.borrow(value)? };
        guest.lower_borrow(plan, instance, resource, rep)
    }

    /// Calls `realloc`. What it returns is a claim.
    ///
    /// # Errors
    /// If the guest traps.
    #[inline]
    pub(crate) fn call(&mut self, old: u32, old_len: u32, align: u32, len: u32) -> Result<u32> {
        #[cfg(test)]
        if let Some(guest) = &mut self.fake {
            return guest.realloc(old, old_len, align, len);
        }
        // SAFETY: the instance lives, by the contract of whoever made this.
        let image = unsafe { image_of(self.context) };
        let entry = self.entry.and_then(|entry| image.plan().entries.get(entry as usize));
        let Some(entry) = entry else {
            bail!("the guest has no `realloc`, which a value passed in memory needs")
        };
        let code = code_at(image, entry.native)?;
        // SAFETY: the instance lives and is entered; nothing else uses the header while this function runs.
        let before = core::mem::replace(&mut unsafe { self.context.as_mut() }.state, state::MAY_NOT_LEAVE);
        let slots = [old, old_len, align, len].map(u64::from);
        // SAFETY: validation gave `realloc` four i32 parameters, and the plan says that its native entry is there.
        let Ret { value, trap } =
            unsafe { <(u32, u32, u32, u32)>::call(code, self.context.as_ptr().cast(), &slots) };
        if trap != 0 {
            return Err(stopped(self.context, trap));
        }
        // SAFETY: as above.
        unsafe { self.context.as_mut() }.state = before;
        // The entry zero-extends an i32.
        Ok(value as u32)
    }
}

/// The address of a code offset that a plan names.
#[inline(always)]
fn code_at(image: &Image, offset: u32) -> Result<*const u8> {
    if offset as usize >= image.text_range().len() {
        bail!("the artifact's plan names code outside its text");
    }
    // SAFETY: the offset is inside the text.
    Ok(unsafe { image.text().add(offset as usize) })
}

#[cold]
#[inline(never)]
fn refuse(state: u64) -> Error {
    match state {
        state::POISONED => Trap::Poisoned.into(),
        _ => Trap::CannotEnterComponent.into(),
    }
}

/// The error for a trap code that an entry returned. The instance is poisoned.
#[cold]
#[inline(never)]
fn stopped(mut context: NonNull<VmHeader>, trap: u64) -> Error {
    // SAFETY: the entry has returned, so no guest code runs; the instance lives and its borrower called this.
    let (header, image) = unsafe { (context.as_mut(), image_of(context)) };
    header.state = state::POISONED;
    // SAFETY: as above; no other reference to the record is in use.
    let failure = unsafe { Record::of(context.as_ptr()) }.failure.take();
    let backtrace = backtrace::take(image);
    let trap = u8::try_from(trap).ok().and_then(Trap::from_code);
    match (trap, failure) {
        (Some(Trap::HostError), Some(Failure::Panic(payload))) => std::panic::resume_unwind(payload),
        (Some(Trap::HostError), Some(Failure::Error(error))) => error.context(backtrace),
        (Some(trap), _) => Error::new(trap).context(backtrace),
        (None, _) => Error::msg("a bug in Embody, please report it: an unknown trap code"),
    }
}
