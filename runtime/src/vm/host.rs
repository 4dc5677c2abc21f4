//! Host functions, as the guest calls them.
//!
//! Compiled code loads a pointer from an import slot and calls it with the C signature of the flattened import. For
//! typed wrappers the pointer is an `extern "C"` function of the expansion, which hands its [`Caller`] and arguments to
//! [`Caller::call`]. For the dynamic API it is an array exit in the image, which collects the arguments in an array and
//! calls [`call_dynamic`]. Errors and panics of the host are kept in the instance's record; the guest is unwound by a
//! trap, and whoever entered the guest finds them there.

use core::marker::PhantomData;
use core::panic::AssertUnwindSafe;
use core::ptr::{self, NonNull};
use std::any::Any;
use std::panic::catch_unwind;
use std::sync::Arc;

use embody_abi::context::state;
use embody_abi::plan::{CanonPlan, LoweringPlan, StringEncoding};
use embody_abi::trap::Trap;

use super::context::{Ret, VmHeader};
use super::embedded::EmbeddedImage;
use super::entered::{image_of, lift_context, lower_context};
use super::instance::{Failure, Record};
use super::resources;
use crate::component::call;
use crate::component::canon::{LiftContext, LiftFrom, Lower, LowerContext};
use crate::component::resource::{Access, HostHandles};
use crate::component::string::texts::Texts;
use crate::{Context, Result, bail};

/// A core value: `u32` and `u64` for integers, `f32` and `f64`.
pub trait Core: Copy {
    /// The value as an eight-byte slot: integers zero-extended, floats as bits.
    fn to_slot(self) -> u64;
    /// The value of a slot.
    fn from_slot(slot: u64) -> Self;
}

macro_rules! core_values {
    ($($ty:ty: |$value:ident| $to:expr, |$slot:ident| $from:expr;)*) => {$(
        impl Core for $ty {
            #[inline(always)]
            fn to_slot(self) -> u64 { let $value = self; $to }
            #[inline(always)]
            fn from_slot($slot: u64) -> Self { $from }
        }
    )*};
}
core_values! {
    // An i32's slot may come from a joined i64 of which only the low half counts.
    u32: |value| u64::from(value), |slot| slot as u32;
    u64: |value| value, |slot| slot;
    f32: |value| u64::from(value.to_bits()), |slot| f32::from_bits(slot as u32);
    f64: |value| value.to_bits(), |slot| f64::from_bits(slot);
}

/// The guest that is calling a host function, for the duration of that call.
///
/// Only compiled code makes one: it is the context that it passes first.
#[repr(transparent)]
#[derive(Debug)]
pub struct Caller<'a> {
    context: NonNull<VmHeader>,
    guest: PhantomData<&'a mut VmHeader>,
}

impl<'a> Caller<'a> {
    /// Calls the host: lifts the parameters from `flat`, calls `f` with the host's state, lowers its result.
    ///
    /// `flat` holds the flat parameters, or where there are too many a pointer to them, and last a pointer to where a
    /// result goes that is too large to be flat. `L` is the lowering's number.
    #[inline(always)]
    pub fn call<I, const L: usize, T, P, R, F>(self, flat: &[u64], f: F) -> Ret
    where
        I: EmbeddedImage,
        P: LiftFrom<'a>,
        R: Lower + 'static,
        F: FnOnce(&mut T, P) -> Result<R>,
    {
        const { assert!(size_of::<F>() == 0, "a host function that captures something could keep parameters") };
        let context = self.context;
        let result = catch_unwind(AssertUnwindSafe(|| {
            // SAFETY: compiled code of a live, entered instance passed the context.
            let header = unsafe { context.as_ref() };
            if header.state != state::ENTERED {
                return Err(Trap::CannotLeaveComponent.into());
            }
            let Some(lowering) = I::plan().lowerings.get(L) else { return Err(no_lowering()) };
            let host = header.host.cast::<T>();
            // SAFETY: `TypedInstance<I, T>` set the host to its own `T`, borrowed for as long as it is entered, and its
            // host functions, of which this is one, are the only ones that use it.
            let host = unsafe { &mut *host };
            // SAFETY: the guest waits, so nothing writes to its memory until `f` has returned and the parameters,
            // which may borrow from it, are gone: `'a` is any lifetime, and `f` captures nothing, so they cannot be kept
            // elsewhere. Nobody else uses its resources; the record of a `TypedInstance` names no host.
            let mut lift = unsafe { lift_context(context, &lowering.options) };
            if P::HANDLES {
                begin(context)?;
            }
            // Which of the two it is, is known when the program is compiled.
            let result = if lowering.options.encoding == StringEncoding::Utf8 {
                f(host, call::lift_params::<P>(&mut lift, flat)?)?
            } else {
                let texts = Texts::default();
                // SAFETY: what borrows these strings are parameters as well, which are gone before the strings are:
                // the result owns what it holds.
                lift.texts = Some(unsafe { &*ptr::from_ref(&texts) }.keeper());
                f(host, call::lift_params::<P>(&mut lift, flat)?)?
            };
            if P::HANDLES {
                end(context)?;
            }
            // SAFETY: as above, and nothing borrows from the guest's memory any more.
            let mut lower = unsafe { lower_context(context, &lowering.options) };
            call::lower_result(&result, &mut lower, flat)
        }));
        match result {
            Ok(Ok(value)) => Ret { value, trap: 0 },
            Ok(Err(error)) => failed(context, Failure::Error(error)),
            Err(panic) => failed(context, Failure::Panic(panic)),
        }
    }
}

/// A call of a typed wrapper's host function begins, for which a guest may lend something.
///
/// # Errors
/// If the instance has no resources.
fn begin(context: NonNull<VmHeader>) -> Result<()> {
    // SAFETY: the guest waits, and nothing else has a reference to its resources yet.
    unsafe { resources::tables(context, 0) }?.guest.enter_call();
    Ok(())
}

/// It ends: what was lent is not used any more.
///
/// # Errors
/// If the instance has no resources.
fn end(context: NonNull<VmHeader>) -> Result<()> {
    // SAFETY: the guest waits; the parameters, and all that they borrowed, are gone.
    let guest = unsafe { resources::tables(context, 0) }?.guest;
    guest.values.end_lending();
    guest.exit_call()
}

#[cold]
fn no_lowering() -> crate::Error {
    crate::Error::msg("a bug in Embody, please report it: a host function that the image does not call")
}

/// Keeps why a host function failed, and tells the guest's stub to trap.
#[cold]
#[inline(never)]
pub(super) fn failed(context: NonNull<VmHeader>, failure: Failure) -> Ret {
    // SAFETY: the guest waits; no other reference to its record is in use.
    unsafe { Record::of(context.as_ptr()) }.failure = Some(failure);
    Ret { value: 0, trap: u64::from(Trap::HostError.code()) }
}

/// A host function as a pointer. That its signature is the one that the image calls is promised by
/// [`EmbeddedImage`]'s implementor.
#[derive(Clone, Copy, Debug)]
pub struct HostFunc(*const ());

impl HostFunc {
    /// A host function of native signature.
    #[inline(always)]
    pub fn new(function: impl NativeHost) -> Self {
        Self(function.pointer())
    }

    #[inline(always)]
    pub(super) fn pointer(self) -> *mut u8 {
        self.0.cast_mut().cast()
    }
}

/// `extern "C"` functions that take a [`Caller`] and up to 17 core values and return a [`Ret`].
pub trait NativeHost {
    /// The function's address.
    fn pointer(self) -> *const ();
}

macro_rules! native_hosts {
    ($($param:ident)*) => {
        impl<$($param: Core),*> NativeHost for for<'a> extern "C" fn(Caller<'a>, $($param),*) -> Ret {
            #[inline(always)]
            fn pointer(self) -> *const () { self as *const () }
        }
    };
}
native_hosts!();
native_hosts!(A);
native_hosts!(A B);
native_hosts!(A B C);
native_hosts!(A B C D);
native_hosts!(A B C D E);
native_hosts!(A B C D E F);
native_hosts!(A B C D E F G);
native_hosts!(A B C D E F G H);
native_hosts!(A B C D E F G H I);
native_hosts!(A B C D E F G H I J);
native_hosts!(A B C D E F G H I J K);
native_hosts!(A B C D E F G H I J K L);
native_hosts!(A B C D E F G H I J K L M);
native_hosts!(A B C D E F G H I J K L M N);
native_hosts!(A B C D E F G H I J K L M N O);
native_hosts!(A B C D E F G H I J K L M N O P);
native_hosts!(A B C D E F G H I J K L M N O P Q);

/// A host's state, as an instance knows it that may have host functions of the dynamic API.
pub(crate) trait HostState: Any {
    /// The handles that the host has itself; none if it has no use for any.
    fn handles(&mut self) -> Option<&mut HostHandles>;
}

/// The state of a host that has none.
impl HostState for () {
    fn handles(&mut self) -> Option<&mut HostHandles> {
        None
    }
}

/// A host function of the dynamic API.
pub(crate) trait DynamicHost: Send + Sync {
    /// Called by the guest: flat parameters (or a pointer to them) in `values`; a flat result goes to the first.
    ///
    /// # Errors
    /// The host's own, which unwinds the guest.
    fn call(&self, caller: DynamicCaller<'_>, values: &mut [u64]) -> Result<()>;
}

/// What an import slot's `data` points to. The image's array exits read the first field.
#[repr(C)]
pub(super) struct DynamicSlot {
    pub(super) call: unsafe extern "C" fn(NonNull<VmHeader>, *const DynamicSlot, *mut u64) -> u64,
    pub(super) host: Arc<dyn DynamicHost>,
    pub(super) lowering: u32,
}

/// Values that an array exit passes at most: flat parameters and a pointer to the result.
const MAX_VALUES: usize = embody_abi::limits::MAX_FLAT_PARAMS + 1;

/// Called by the image's array exits.
///
/// # Safety
/// `context` is the calling instance's, `slot` the one that its import slot points to, and `values` an array of as many
/// values as the import has flat parameters, one at least.
pub(super) unsafe extern "C" fn call_dynamic(
    context: NonNull<VmHeader>,
    slot: *const DynamicSlot,
    values: *mut u64,
) -> u64 {
    // SAFETY: the record keeps the slot for as long as the instance lives.
    let slot = unsafe { &*slot };
    let result = catch_unwind(AssertUnwindSafe(|| {
        // SAFETY: compiled code of a live, entered instance passed the context.
        let (header, image) = unsafe { (context.as_ref(), image_of(context)) };
        if header.state != state::ENTERED {
            return Err(Trap::CannotLeaveComponent.into());
        }
        let lowering = image.plan().lowerings.get(slot.lowering as usize).context("no such lowering")?;
        let count = usize::from(lowering.values).clamp(1, MAX_VALUES);
        // SAFETY: the array exit passes an array of this many values.
        let values = unsafe { core::slice::from_raw_parts_mut(values, count) };
        slot.host.call(DynamicCaller { context, lowering, guest: PhantomData }, values)
    }));
    match result {
        Ok(Ok(())) => 0,
        Ok(Err(error)) => failed(context, Failure::Error(error)).trap,
        Err(panic) => failed(context, Failure::Panic(panic)).trap,
    }
}

/// The guest that is calling a dynamic host function.
pub(crate) struct DynamicCaller<'a> {
    context: NonNull<VmHeader>,
    lowering: &'a LoweringPlan,
    guest: PhantomData<&'a mut VmHeader>,
}

impl DynamicCaller<'_> {
    /// The host's state.
    ///
    /// # Errors
    /// If it is of another type: the instance was entered by something else.
    pub(crate) fn host<H: HostState>(&mut self) -> Result<&mut H> {
        // SAFETY: the guest waits; the record is only read.
        let host = unsafe { Record::of(self.context.as_ptr()) }.host;
        // SAFETY: whoever entered the instance borrowed its host for as long. The result borrows this caller, of which
        // there is one.
        let host: Option<&mut dyn Any> = host.map(|mut host| unsafe { host.as_mut() } as _);
        match host.and_then(|host| host.downcast_mut::<H>()) {
            Some(host) => Ok(host),
            None => bail!("a bug in Embody, please report it: the host's state is of another type"),
        }
    }

    /// The guest's handles and the host's, for a call that borrows some.
    ///
    /// # Errors
    /// If the instance has no resources.
    pub(crate) fn handles(&mut self) -> Result<Access<'_>> {
        // SAFETY: the guest waits, and the result borrows this caller, as does all that could use them.
        unsafe { resources::access(self.context, self.lowering.options.instance) }
    }

    /// The lowering that is called.
    pub(crate) fn plan_of_lowering(&self) -> &LoweringPlan {
        self.lowering
    }

    /// What lifting the parameters needs.
    pub(crate) fn lift_context(&mut self, options: &CanonPlan) -> LiftContext<'_> {
        // SAFETY: the guest waits, and the result borrows this caller exclusively.
        unsafe { lift_context(self.context, options) }
    }

    /// What lowering the result needs.
    pub(crate) fn lower_context(&mut self, options: &CanonPlan) -> LowerContext<'_> {
        // SAFETY: the guest waits, and the result borrows this caller exclusively.
        unsafe { lower_context(self.context, options) }
    }
}
