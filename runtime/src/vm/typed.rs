//! Instances of embedded images, called by constant index: what the methods of a generated `Instance` are made of.

use core::marker::PhantomData;
use core::ptr;
use std::sync::Arc;

use embody_abi::plan::ResourcePlan;

use super::context::Ret;
use super::embedded::EmbeddedImage;
use super::entered::Entered;
use super::host::{Core, HostFunc};
use super::image::ImageHandle;
use super::instance::VmInstance;
use crate::Result;
use crate::component::call::{self, Slots, View};
use crate::component::canon::{Lift, Lower};
use crate::component::resource::{Mistake, ResourceTypes, Resources};

/// An instance of the embedded image `I`, with its host's state.
#[derive(Debug)]
pub struct TypedInstance<I, T> {
    instance: VmInstance,
    host: T,
    image: PhantomData<fn() -> I>,
}

impl<I: EmbeddedImage, T> TypedInstance<I, T> {
    /// Makes an instance whose imports are `hosts`, in the order of the plan's lowerings, and runs its start functions.
    ///
    /// # Errors
    /// If this machine cannot run the image or has no memory left, or a start function traps.
    #[inline]
    pub fn new(mut host: T, hosts: &[HostFunc]) -> Result<Self> {
        let instance = Self::start(&mut host, hosts)?;
        Ok(Self { instance, host, image: PhantomData })
    }

    /// Takes a new instance in the place of this one, for the same host.
    ///
    /// # Errors
    /// As [`TypedInstance::new`]; then this one stays as it is.
    #[inline]
    pub fn reset(&mut self, hosts: &[HostFunc]) -> Result<()> {
        self.instance = Self::start(&mut self.host, hosts)?;
        Ok(())
    }

    #[inline]
    fn start(host: &mut T, hosts: &[HostFunc]) -> Result<VmInstance> {
        let mut instance = VmInstance::new(ImageHandle::Embedded(I::image()))?;
        instance.define_native(hosts)?;
        if !I::plan().resources.is_empty() {
            // Those that are imported are values, which have no destructor but their own.
            instance.set_resources(Resources::new(ResourceTypes::new(Arc::default()), 0));
        }
        if !I::plan().steps.is_empty() {
            instance.run_native_steps(&I::plan().steps, ptr::from_mut(host).cast())?;
        }
        Ok(instance)
    }

    /// Calls export `E`, whose native parameters are `N`.
    ///
    /// # Errors
    /// What stopped the guest, or a result that is not of the type.
    #[inline(always)]
    pub fn call<const E: usize, P: Lower, R: Lift, N: NativeParams>(&mut self, params: P) -> Result<R> {
        let export = &I::plan().exports[E];
        self.entered::<P, R>(|entered| {
            call::call_typed::<P, R>(entered, &export.options, None, &params, Self::core::<E, N>())
        })
    }

    /// As [`TypedInstance::call`]; the result is shown to `see`, and borrows the guest's memory for as long.
    ///
    /// # Errors
    /// As [`TypedInstance::call`].
    #[inline(always)]
    pub fn call_with<const E: usize, P: Lower, V: View, N: NativeParams, O>(
        &mut self,
        params: P,
        see: impl FnOnce(V::Of<'_>) -> O,
    ) -> Result<O> {
        let export = &I::plan().exports[E];
        self.entered::<P, O>(|entered| {
            call::call_viewed::<P, V, O>(entered, &export.options, &params, Self::core::<E, N>(), see)
        })
    }

    /// What calls the core function of export `E`.
    #[inline(always)]
    fn core<const E: usize, N: NativeParams>() -> impl FnOnce(&mut Entered<'_>, &mut Slots) -> Result<u64> {
        |entered, slots| {
            let plan = I::plan();
            let may_trap = plan.entries[plan.exports[E].entry as usize].may_trap;
            // SAFETY: `EmbeddedImage`'s implementor promised the entry of export `E`, and that its native parameters are
            // `N`.
            unsafe { entered.call_native::<N>(I::export(E), slots, may_trap) }
        }
    }

    /// Enters the instance for a call with parameters `P`.
    #[inline(always)]
    fn entered<P: Lower, O>(&mut self, call: impl FnOnce(&mut Entered<'_>) -> Result<O>) -> Result<O> {
        if !I::plan().resources.is_empty() {
            self.run_destructors()?;
        }
        let mut entered = self.instance.enter_untyped(ptr::from_mut(&mut self.host).cast())?;
        let result = call(&mut entered);
        if P::HANDLES
            && let Some(resources) = entered.resources()
        {
            resources.values.end_borrowing();
        }
        match result {
            // A mistake of the host's was found before the guest ran.
            Err(error) if !(P::HANDLES && error.is::<Mistake>()) => Err(error),
            result => {
                entered.finish();
                result
            }
        }
    }

    /// Calls the guest's destructors of resources that were dropped since it was called last.
    ///
    /// # Errors
    /// What stopped the guest.
    #[inline(always)]
    pub fn run_destructors(&mut self) -> Result<()> {
        let dropped = self.instance.resources_mut().map(Resources::take_dropped).unwrap_or_default();
        if dropped.is_empty() { Ok(()) } else { self.destroy(&dropped) }
    }

    #[cold]
    #[inline(never)]
    fn destroy(&mut self, dropped: &[(u32, u32)]) -> Result<()> {
        for (resource, rep) in dropped {
            if let Some(ResourcePlan::Defined { destructor: Some(entry), .. }) =
                I::plan().resources.get(*resource as usize)
            {
                let mut entered = self.instance.enter_untyped(ptr::from_mut(&mut self.host).cast())?;
                entered.call_destructor(*entry, *rep)?;
                entered.finish();
            }
        }
        Ok(())
    }

    /// The host's state.
    #[inline(always)]
    pub fn host(&self) -> &T {
        &self.host
    }

    /// The host's state.
    #[inline(always)]
    pub fn host_mut(&mut self) -> &mut T {
        &mut self.host
    }

    /// Ends the instance and gives the host's state back.
    pub fn into_host(self) -> T {
        self.host
    }
}

/// Tuples of core values: the native parameters of an export.
pub trait NativeParams {
    /// Calls the native entry at `code` with parameters from `slots`; missing slots count as zero.
    ///
    /// # Safety
    /// A native entry with these parameters is there, and `context` is that of a live, entered instance of its image.
    unsafe fn call(code: *const u8, context: *mut u8, slots: &[u64]) -> Ret;
}

macro_rules! native_params {
    ($($param:ident $index:literal)*) => {
        impl<$($param: Core),*> NativeParams for ($($param,)*) {
            #[inline(always)]
            #[allow(unused_variables, reason = "no parameters, no slots")]
            unsafe fn call(code: *const u8, context: *mut u8, slots: &[u64]) -> Ret {
                type Entry<$($param),*> = unsafe extern "C" fn(*mut u8, $($param),*) -> Ret;
                // SAFETY: the caller promises that a function of this type is there, and its context.
                unsafe {
                    let entry: Entry<$($param),*> = core::mem::transmute(code);
                    entry(context, $($param::from_slot(slots.get($index).copied().unwrap_or(0))),*)
                }
            }
        }
    };
}
native_params!();
native_params!(A 0);
native_params!(A 0 B 1);
native_params!(A 0 B 1 C 2);
native_params!(A 0 B 1 C 2 D 3);
native_params!(A 0 B 1 C 2 D 3 E 4);
native_params!(A 0 B 1 C 2 D 3 E 4 F 5);
native_params!(A 0 B 1 C 2 D 3 E 4 F 5 G 6);
native_params!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7);
native_params!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8);
native_params!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9);
native_params!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10);
native_params!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11);
native_params!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12);
native_params!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12 N 13);
native_params!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12 N 13 O 14);
native_params!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12 N 13 O 14 P 15);
