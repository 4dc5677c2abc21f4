//! A running instance's resources: what compiled code calls, and the way there from a value that crosses the boundary.
//!
//! The tables themselves are safe code, in `component::resource`. Here are the libcalls, which keep an error in the
//! instance's record for the guest to trap with, and [`GuestHandles`], which lifting and lowering go through. The dynamic
//! API has the host's handles as well; typed wrappers have the guest's [`Tables`] alone.

use core::marker::PhantomData;
use core::panic::AssertUnwindSafe;
use core::ptr::NonNull;
use std::any::Any;
use std::panic::catch_unwind;

use super::context::VmHeader;
use super::instance::{Failure, Record};
use embody_abi::plan::ResourcePlan;

use crate::component::resource::{Access, Destructor, HostHandles, Resources};
use crate::{Result, bail};

/// The handles of the guest that a value crosses to or from, and those of its host.
pub(crate) struct GuestHandles<'a> {
    context: Option<NonNull<VmHeader>>,
    /// The component instance whose handles these are.
    instance: u32,
    guest: PhantomData<&'a mut VmHeader>,
}

impl GuestHandles<'_> {
    /// Those of nobody.
    #[inline(always)]
    pub(crate) fn none() -> Self {
        Self { context: None, instance: 0, guest: PhantomData }
    }

    /// Those of a component instance of the instance of `context`.
    ///
    /// # Safety
    /// For `'a` the instance lives, is entered, no code of it runs unless `self` is borrowed for it, and nothing else
    /// uses its resources or its host.
    #[inline(always)]
    pub(super) unsafe fn new(context: NonNull<VmHeader>, instance: u32) -> Self {
        Self { context: Some(context), instance, guest: PhantomData }
    }

    /// The store that holds the guest's instance, and its number there; none if no store does.
    pub(crate) fn owner(&self) -> Option<(u64, u32)> {
        // SAFETY: the instance lives, and the record's field is written to before any of its code runs.
        self.context.and_then(|context| unsafe { (*context.as_ref().instance.cast::<Record>()).owner })
    }

    /// The tables, for one handle.
    ///
    /// # Errors
    /// If the instance has no resources.
    #[inline]
    pub(crate) fn access(&mut self) -> Result<Access<'_>> {
        let Some(context) = self.context else { return no_resources() };
        // SAFETY: the instance lives and is entered; `self` is borrowed, so nothing else uses its resources or its host.
        unsafe { access(context, self.instance) }
    }

    /// The guest's tables alone, for one handle of a typed wrapper.
    ///
    /// # Errors
    /// If the instance has no resources.
    #[inline]
    pub(crate) fn tables(&mut self) -> Result<Tables<'_>> {
        let Some(context) = self.context else { return no_resources() };
        // SAFETY: the instance lives and is entered; `self` is borrowed, so nothing else uses its resources.
        unsafe { tables(context, self.instance) }
    }
}

impl<'a> GuestHandles<'a> {
    /// The value of the host's that the guest lends by a handle, to be read.
    ///
    /// # Errors
    /// If the guest has no such handle; if it is of another type, or lent to be changed.
    #[inline]
    pub(crate) fn lend<V: 'static>(&mut self, resource: u32, handle: u32) -> Result<&'a V> {
        let tables = self.tables()?;
        let rep = tables.guest.lift_borrow(tables.instance, resource, handle)?;
        // SAFETY: for `'a` nothing else uses the instance's resources: whoever lets go of what was lent, which is
        // `Caller::call`, does so after it, and the instance lives longer.
        unsafe { tables.guest.values.lend(rep) }
    }

    /// As [`GuestHandles::lend`], to be changed.
    ///
    /// # Errors
    /// As [`GuestHandles::lend`]; if it is lent at all.
    #[inline]
    pub(crate) fn lend_mut<V: 'static>(&mut self, resource: u32, handle: u32) -> Result<&'a mut V> {
        let tables = self.tables()?;
        let rep = tables.guest.lift_borrow(tables.instance, resource, handle)?;
        // SAFETY: as in `lend`.
        unsafe { tables.guest.values.lend_mut(rep) }
    }
}

/// A running instance's tables.
pub(crate) struct Tables<'a> {
    pub(crate) guest: &'a mut Resources,
    /// The plan's resource types.
    pub(crate) plan: &'a [ResourcePlan],
    /// The component instance whose handles are meant.
    pub(crate) instance: u32,
}

/// The tables of a running instance.
///
/// # Safety
/// For `'a` the instance lives and is entered, and nothing else uses its resources.
#[inline]
pub(super) unsafe fn tables<'a>(context: NonNull<VmHeader>, instance: u32) -> Result<Tables<'a>> {
    // SAFETY: the record is live; these are a reference to a part of it that nothing else uses, and the plan, which lies
    // elsewhere and is only read.
    let (guest, plan) = unsafe {
        let record = context.as_ref().instance.cast::<Record>();
        let plan = &super::entered::image_of(context).plan().resources;
        ((*record).resources.as_deref_mut(), plan)
    };
    match guest {
        Some(guest) => Ok(Tables { guest, plan, instance }),
        None => no_resources(),
    }
}

/// The tables of a running instance and of its host.
///
/// # Safety
/// For `'a` the instance lives and is entered, and nothing else uses its resources or its host.
#[inline]
pub(super) unsafe fn access<'a>(context: NonNull<VmHeader>, instance: u32) -> Result<Access<'a>> {
    // SAFETY: the record is live; these are references to parts of it that nothing else uses, and the plan, which lies
    // elsewhere and is only read.
    let (guest, host, plan) = unsafe {
        let record = context.as_ref().instance.cast::<Record>();
        let host: Option<&'a mut HostHandles> = match (*record).host {
            // SAFETY: whoever entered the instance borrowed its host for as long.
            Some(mut host) => host.as_mut().handles(),
            None => None,
        };
        let plan = &super::entered::image_of(context).plan().resources;
        ((*record).resources.as_deref_mut(), host, plan)
    };
    match (guest, host) {
        (Some(guest), Some(host)) => Ok(Access { guest, host, plan, instance }),
        _ => no_resources(),
    }
}

#[cold]
#[inline(never)]
fn no_resources<T>() -> Result<T> {
    bail!("a bug in Embody, please report it: a handle of an instance that has no resources")
}

/// Does something with the resources of a running instance, and keeps its error in the record.
///
/// # Safety
/// `context` is the running instance's, passed by its code, which waits.
#[inline]
unsafe fn with<R>(
    context: *mut u8,
    failed: R,
    f: impl FnOnce(&mut Resources, &[ResourcePlan]) -> Result<R>,
) -> R {
    // SAFETY: compiled code passes its own context; while it waits here nothing else uses the instance.
    let record = unsafe { Record::of(context.cast()) };
    let result = match record.resources.as_deref_mut() {
        Some(resources) => f(resources, &record.image.plan().resources),
        None => no_resources(),
    };
    match result {
        Ok(value) => value,
        Err(error) => {
            record.failure = Some(Failure::Error(error));
            failed
        }
    }
}

/// # Safety
/// As [`with`].
pub(super) unsafe extern "C" fn resource_new(
    context: *mut u8,
    instance: i32,
    resource: i32,
    rep: i32,
) -> i64 {
    let [instance, resource, rep] = [instance, resource, rep].map(i32::cast_unsigned);
    // SAFETY: the caller's promise.
    unsafe { with(context, -1, |r, _| r.insert_own(instance, resource, rep).map(i64::from)) }
}

/// # Safety
/// As [`with`].
pub(super) unsafe extern "C" fn resource_rep(
    context: *mut u8,
    instance: i32,
    resource: i32,
    handle: i32,
) -> i64 {
    let [instance, resource, handle] = [instance, resource, handle].map(i32::cast_unsigned);
    // SAFETY: the caller's promise.
    unsafe { with(context, -1, |r, _| r.rep(instance, resource, handle).map(i64::from)) }
}

/// What [`resource_drop`] returns if the caller has nothing more to do.
const DONE: i64 = 1 << 32;

/// # Safety
/// As [`with`].
pub(super) unsafe extern "C" fn resource_drop(
    context: *mut u8,
    instance: i32,
    resource: i32,
    handle: i32,
) -> i64 {
    let [instance, resource, handle] = [instance, resource, handle].map(i32::cast_unsigned);
    // SAFETY: the caller's promise.
    let removed = unsafe {
        with(context, Err(()), |r, plan| {
            let Some(rep) = r.remove(instance, resource, handle)? else { return Ok(Ok(Dropped::Nothing)) };
            Ok(Ok(match r.types.destructor(plan, resource) {
                Destructor::Nobody => Dropped::Nothing,
                Destructor::Guest(_) => Dropped::Guest(rep),
                Destructor::Host(_) => Dropped::Host(rep),
                Destructor::Value => Dropped::Value(r.values.remove(rep)?),
            }))
        })
    };
    match removed {
        Err(()) => -1,
        Ok(Dropped::Nothing) => DONE,
        Ok(Dropped::Guest(rep)) => i64::from(rep),
        // SAFETY: the caller's promise.
        Ok(Dropped::Host(rep)) => unsafe { destroy(context, resource, rep) },
        // SAFETY: the caller's promise.
        Ok(Dropped::Value(value)) => unsafe {
            done(context, catch_unwind(AssertUnwindSafe(|| drop(value))).map(Ok))
        },
    }
}

/// What is left to do when a handle was dropped.
enum Dropped {
    Nothing,
    /// The guest's destructor is to be called with this representation.
    Guest(u32),
    /// The same of the host's.
    Host(u32),
    /// The host's value is to be dropped.
    Value(Box<dyn Any + Send>),
}

/// Calls the host's destructor of a resource.
///
/// # Safety
/// As [`with`].
unsafe fn destroy(context: *mut u8, resource: u32, rep: u32) -> i64 {
    // SAFETY: as in `with`.
    let record = unsafe { Record::of(context.cast()) };
    let plan = &record.image.plan().resources;
    let destructor = match record.resources.as_deref().map(|r| r.types.destructor(plan, resource)) {
        Some(Destructor::Host(destructor)) => destructor.clone(),
        _ => return DONE,
    };
    let Some(mut host) = record.host else { return DONE };
    let result = catch_unwind(AssertUnwindSafe(|| {
        // SAFETY: whoever entered the instance borrowed its host for as long, and the guest waits. The instance is not
        // among what the host can reach, so that the record is not used meanwhile.
        destructor.call(unsafe { host.as_mut() }, rep)
    }));
    // SAFETY: the caller's promise.
    unsafe { done(context, result) }
}

/// Keeps why something of the host's failed, if it did.
///
/// # Safety
/// As [`with`].
unsafe fn done(context: *mut u8, result: std::thread::Result<Result<()>>) -> i64 {
    let failure = match result {
        Ok(Ok(())) => return DONE,
        Ok(Err(error)) => Failure::Error(error),
        Err(panic) => Failure::Panic(panic),
    };
    // SAFETY: as in `with`.
    unsafe { Record::of(context.cast()) }.failure = Some(failure);
    -1
}

/// # Safety
/// As [`with`].
pub(super) unsafe extern "C" fn resource_transfer_own(
    context: *mut u8,
    from: i32,
    to: i32,
    resource: i32,
    handle: i32,
) -> i64 {
    let [from, to, resource, handle] = [from, to, resource, handle].map(i32::cast_unsigned);
    // SAFETY: the caller's promise.
    unsafe {
        with(context, -1, |r, _| {
            let rep = r.lift_own(from, resource, handle)?;
            r.insert_own(to, resource, rep).map(i64::from)
        })
    }
}

/// # Safety
/// As [`with`].
pub(super) unsafe extern "C" fn resource_transfer_borrow(
    context: *mut u8,
    from: i32,
    to: i32,
    resource: i32,
    handle: i32,
) -> i64 {
    let [from, to, resource, handle] = [from, to, resource, handle].map(i32::cast_unsigned);
    // SAFETY: the caller's promise.
    unsafe {
        with(context, -1, |r, plan| {
            let rep = r.lift_borrow(from, resource, handle)?;
            r.lower_borrow(plan, to, resource, rep).map(i64::from)
        })
    }
}

/// # Safety
/// As [`with`].
pub(super) unsafe extern "C" fn resource_enter_call(context: *mut u8) {
    // SAFETY: the caller's promise.
    unsafe {
        with(context, (), |r, _| {
            r.enter_call();
            Ok(())
        });
    }
}

/// # Safety
/// As [`with`].
pub(super) unsafe extern "C" fn resource_exit_call(context: *mut u8) -> i32 {
    // SAFETY: the caller's promise.
    unsafe { with(context, -1, |r, _| r.exit_call().map(|()| 0)) }
}
