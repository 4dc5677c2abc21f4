//! Resources of the host's: [`Resource`], whose type is a Rust type, and [`ResourceDynamic`], whose type is a number.
//!
//! Both are a representation and a little state: whether it is an own handle or a borrow, whether it was given away, and
//! while it is lent to a guest, the handle in the store that keeps it from being given away.

use std::fmt;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicU64, Ordering};

use super::any::ResourceAny;
use super::cross::{Access, BORROW_INTO_OWN, mistake};
use super::host::HostHandle;
use super::ty::ResourceType;
use crate::component::canon::{CanonicalAbi, ComponentType, LiftContext, LiftFrom, Lower, LowerContext};
use crate::component::place::HandleType;
use crate::component::types::{self, Type};
use crate::{AsContextMut, Result, bail};

/// A resource of the host's: a number that no guest can make up, of a type that `T` identifies.
///
/// It is an own handle or a borrow, as a function's type says. An own handle may be given to a guest once, as `own`, and
/// lent to guests, as `borrow`, as often as one likes; a guest's call is all that a borrow is good for. No `T` needs to
/// exist: what the number means, perhaps a place in a [`ResourceTable`](super::super::ResourceTable), is the host's
/// business. Nothing happens when a `Resource` goes out of scope; what happens when a guest drops an own handle says
/// [`LinkerInstance::resource`](super::super::LinkerInstance::resource).
pub struct Resource<T: 'static> {
    inner: Inner,
    ty: PhantomData<fn() -> T>,
}

/// A resource of the host's whose type is a number: as [`Resource`], with [`ResourceType::host_dynamic`].
pub struct ResourceDynamic {
    inner: Inner,
    ty: u32,
}

struct Inner {
    rep: u32,
    /// One of the constants below, or the handle under which the store has it while it is lent.
    state: AtomicU64,
}

/// An own handle that nobody else has.
const OWN: u64 = 0;
/// A borrow.
const BORROW: u64 = 1;
/// An own handle that was given away.
const TAKEN: u64 = 2;

impl Inner {
    const fn new(rep: u32, state: u64) -> Self {
        Self { rep, state: AtomicU64::new(state) }
    }

    // A resource is used by one thread at a time, with its store; it is atomic to be `Sync`.
    fn state(&self) -> u64 {
        self.state.load(Ordering::Relaxed)
    }

    fn owned(&self) -> bool {
        self.state() != BORROW
    }

    fn lower(&self, to: &mut Access<'_>, ty: HandleType) -> Result<u32> {
        match ty {
            HandleType::Own(number) => {
                let rep = match self.state() {
                    BORROW => return Err(mistake(BORROW_INTO_OWN)),
                    TAKEN => return Err(consumed()),
                    OWN => self.rep,
                    lent => match HostHandle::from_bits(lent) {
                        handle if to.host.contains(handle) => to.host.take_own(handle).map_err(mistake)?,
                        // The call is over.
                        _ => self.rep,
                    },
                };
                self.state.store(TAKEN, Ordering::Relaxed);
                to.lower_own(number, rep)
            }
            HandleType::Borrow(number) => {
                match self.state() {
                    BORROW => {}
                    TAKEN => return Err(consumed()),
                    state => {
                        let mut handle = HostHandle::from_bits(state);
                        if state == OWN || !to.host.contains(handle) {
                            handle = to.host.insert_temporary(self.rep).map_err(mistake)?;
                            self.state.store(handle.to_bits(), Ordering::Relaxed);
                        }
                        to.host.lend(handle).map_err(mistake)?;
                    }
                }
                to.lower_borrow(number, self.rep)
            }
        }
    }

    fn lift(from: &mut Access<'_>, ty: HandleType, handle: u32) -> Result<Self> {
        let rep = from.lift_rep(ty, handle)?;
        Ok(Self::new(rep, if matches!(ty, HandleType::Own(_)) { OWN } else { BORROW }))
    }

    fn into_any(self, ty: ResourceType, mut store: impl AsContextMut) -> Result<ResourceAny> {
        let handles = &mut store.as_context_mut().0.handles;
        let handle = match self.state() {
            BORROW => handles.insert_borrow(self.rep)?,
            TAKEN => return Err(consumed()),
            OWN => handles.insert_own(self.rep, None)?,
            lent => match HostHandle::from_bits(lent) {
                handle if handles.contains(handle) => {
                    handles.keep(handle);
                    handle
                }
                _ => handles.insert_own(self.rep, None)?,
            },
        };
        Ok(ResourceAny::new(ty, handle))
    }

    fn from_any(any: ResourceAny, mut store: impl AsContextMut) -> Result<Self> {
        let handles = &mut store.as_context_mut().0.handles;
        if any.owned() {
            return Ok(Self::new(handles.take_own(any.handle())?, OWN));
        }
        let rep = handles.rep(any.handle())?;
        handles.remove(any.handle())?;
        Ok(Self::new(rep, BORROW))
    }

    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match self.state() {
            BORROW => "borrow",
            TAKEN => "taken",
            _ => "own",
        };
        f.debug_struct("Resource").field("rep", &self.rep).field("state", &state).finish()
    }
}

#[cold]
fn consumed() -> crate::Error {
    mistake("host resource already consumed")
}

fn resource_type(ty: &Type) -> Result<ResourceType> {
    match ty {
        Type::Own(ty) | Type::Borrow(ty) => Ok(*ty),
        other => types::unexpected("own` or `borrow", other),
    }
}

impl<T: 'static> Resource<T> {
    /// An own handle of the resource with this representation.
    #[must_use]
    pub fn new_own(rep: u32) -> Self {
        Self { inner: Inner::new(rep, OWN), ty: PhantomData }
    }

    /// A borrow of the resource with this representation. That it outlives the borrow is the host's to see to.
    #[must_use]
    pub fn new_borrow(rep: u32) -> Self {
        Self { inner: Inner::new(rep, BORROW), ty: PhantomData }
    }

    /// The representation.
    #[must_use]
    pub fn rep(&self) -> u32 {
        self.inner.rep
    }

    /// Whether it is an own handle; if not, it is a borrow.
    #[must_use]
    pub fn owned(&self) -> bool {
        self.inner.owned()
    }

    /// The host's resource that `resource` is a handle of, which is used up.
    ///
    /// # Errors
    /// If it is of another type, is not good any more, or is lent.
    pub fn try_from_resource_any(resource: ResourceAny, store: impl AsContextMut) -> Result<Self> {
        if resource.ty() != ResourceType::host::<T>() {
            bail!("resource type mismatch");
        }
        Ok(Self { inner: Inner::from_any(resource, store)?, ty: PhantomData })
    }

    /// The same resource as one of any type. See [`ResourceAny::try_from_resource`].
    ///
    /// # Errors
    /// If the resource was given away.
    pub fn try_into_resource_any(self, store: impl AsContextMut) -> Result<ResourceAny> {
        self.inner.into_any(ResourceType::host::<T>(), store)
    }
}

impl ResourceDynamic {
    /// An own handle of the resource with this representation, of the type with the number `ty`.
    #[must_use]
    pub fn new_own(rep: u32, ty: u32) -> Self {
        Self { inner: Inner::new(rep, OWN), ty }
    }

    /// A borrow of the resource with this representation, of the type with the number `ty`.
    #[must_use]
    pub fn new_borrow(rep: u32, ty: u32) -> Self {
        Self { inner: Inner::new(rep, BORROW), ty }
    }

    /// The representation.
    #[must_use]
    pub fn rep(&self) -> u32 {
        self.inner.rep
    }

    /// The type's number.
    #[must_use]
    pub fn ty(&self) -> u32 {
        self.ty
    }

    /// Whether it is an own handle; if not, it is a borrow.
    #[must_use]
    pub fn owned(&self) -> bool {
        self.inner.owned()
    }

    /// The host's resource that `resource` is a handle of, which is used up.
    ///
    /// # Errors
    /// If its type is not a number, it is not good any more, or is lent.
    pub fn try_from_resource_any(resource: ResourceAny, store: impl AsContextMut) -> Result<Self> {
        let Some(ty) = resource.ty().as_host_dynamic() else { bail!("resource type mismatch") };
        Ok(Self { inner: Inner::from_any(resource, store)?, ty })
    }

    /// The same resource as one of any type. See [`ResourceAny::try_from_resource`].
    ///
    /// # Errors
    /// If the resource was given away.
    pub fn try_into_resource_any(self, store: impl AsContextMut) -> Result<ResourceAny> {
        self.inner.into_any(ResourceType::host_dynamic(self.ty), store)
    }

    /// Checks that a handle of this type is one of the number's.
    fn check(&self, to: &Access<'_>, ty: HandleType) -> Result<()> {
        let (HandleType::Own(number) | HandleType::Borrow(number)) = ty;
        if to.ty(number)? == ResourceType::host_dynamic(self.ty) {
            Ok(())
        } else {
            Err(mistake("resource type mismatch"))
        }
    }
}

impl<T: 'static> ComponentType for Resource<T> {
    const ABI: CanonicalAbi = CanonicalAbi::HANDLE;
    const HANDLES: bool = true;

    fn typecheck(ty: &Type) -> Result<()> {
        if resource_type(ty)? != ResourceType::host::<T>() {
            bail!("resource type mismatch");
        }
        Ok(())
    }
}

impl<T: 'static> Lower for Resource<T> {
    #[inline]
    fn lower(&self, cx: &mut LowerContext<'_>, flat: &mut [u64]) -> Result<()> {
        let ty = cx.place.handle()?;
        flat[0] = u64::from(self.inner.lower(&mut cx.realloc.handles()?, ty)?);
        Ok(())
    }

    #[inline]
    fn store(&self, cx: &mut LowerContext<'_>, at: u32) -> Result<()> {
        let ty = cx.place.handle()?;
        self.inner.lower(&mut cx.realloc.handles()?, ty)?.store(cx, at)
    }
}

impl<T: 'static> LiftFrom<'_> for Resource<T> {
    #[inline]
    fn lift(cx: &mut LiftContext<'_>, flat: &[u64]) -> Result<Self> {
        let ty = cx.place.handle()?;
        Ok(Self { inner: Inner::lift(&mut cx.handles.access()?, ty, flat[0] as u32)?, ty: PhantomData })
    }

    #[inline]
    fn load(cx: &mut LiftContext<'_>, from: &[u8]) -> Result<Self> {
        let handle = u32::load(cx, from)?;
        Self::lift(cx, &[u64::from(handle)])
    }
}

impl ComponentType for ResourceDynamic {
    const ABI: CanonicalAbi = CanonicalAbi::HANDLE;
    const HANDLES: bool = true;

    fn typecheck(ty: &Type) -> Result<()> {
        if resource_type(ty)?.as_host_dynamic().is_none() {
            bail!("resource type mismatch");
        }
        Ok(())
    }
}

impl Lower for ResourceDynamic {
    fn lower(&self, cx: &mut LowerContext<'_>, flat: &mut [u64]) -> Result<()> {
        let (ty, mut to) = (cx.place.handle()?, cx.realloc.handles()?);
        self.check(&to, ty)?;
        flat[0] = u64::from(self.inner.lower(&mut to, ty)?);
        Ok(())
    }

    fn store(&self, cx: &mut LowerContext<'_>, at: u32) -> Result<()> {
        let mut flat = [0];
        self.lower(cx, &mut flat)?;
        (flat[0] as u32).store(cx, at)
    }
}

impl LiftFrom<'_> for ResourceDynamic {
    fn lift(cx: &mut LiftContext<'_>, flat: &[u64]) -> Result<Self> {
        let (ty, mut from) = (cx.place.handle()?, cx.handles.access()?);
        let (HandleType::Own(number) | HandleType::Borrow(number)) = ty;
        let Some(payload) = from.ty(number)?.as_host_dynamic() else { bail!("resource type mismatch") };
        Ok(Self { inner: Inner::lift(&mut from, ty, flat[0] as u32)?, ty: payload })
    }

    fn load(cx: &mut LiftContext<'_>, from: &[u8]) -> Result<Self> {
        let handle = u32::load(cx, from)?;
        Self::lift(cx, &[u64::from(handle)])
    }
}

impl<T: 'static> fmt::Debug for Resource<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.debug(f)
    }
}

impl fmt::Debug for ResourceDynamic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.debug(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;

    struct T;
    struct U;

    #[test]
    fn conversions_keep_type_ownership_and_representation() -> Result<()> {
        let mut store = Store::<()>::default();
        let any = Resource::<T>::new_own(7).try_into_resource_any(&mut store)?;
        assert_eq!((any.ty(), any.owned()), (ResourceType::host::<T>(), true));
        let error = any.try_into_resource::<U>(&mut store).unwrap_err();
        assert_eq!(error.to_string(), "resource type mismatch");
        let again = any.try_into_resource::<T>(&mut store)?;
        assert_eq!((again.rep(), again.owned()), (7, true));
        assert!(any.try_into_resource::<T>(&mut store).is_err(), "it was converted");
        assert!(any.resource_drop(&mut store).is_err());

        let any = ResourceAny::try_from_resource(Resource::<T>::new_borrow(8), &mut store)?;
        assert!(!any.owned());
        let again = any.try_into_resource::<T>(&mut store)?;
        assert_eq!((again.rep(), again.owned()), (8, false));
        Ok(())
    }

    #[test]
    fn dynamic_types_are_numbers() -> Result<()> {
        let mut store = Store::<()>::default();
        let any = ResourceDynamic::new_own(1, 2).try_into_resource_any(&mut store)?;
        assert_eq!(any.ty(), ResourceType::host_dynamic(2));
        assert!(any.try_into_resource::<T>(&mut store).is_err());
        let again = any.try_into_resource_dynamic(&mut store)?;
        assert_eq!((again.rep(), again.ty(), again.owned()), (1, 2, true));
        let any = Resource::<T>::new_own(3).try_into_resource_any(&mut store)?;
        assert!(any.try_into_resource_dynamic(&mut store).is_err());
        any.resource_drop(&mut store)
    }

    #[test]
    fn handles_belong_to_their_store() -> Result<()> {
        let (mut a, mut b) = (Store::<()>::default(), Store::<()>::default());
        let any = Resource::<T>::new_own(7).try_into_resource_any(&mut a)?;
        assert!(any.resource_drop(&mut b).is_err());
        Resource::<T>::new_own(8).try_into_resource_any(&mut b)?;
        assert!(any.resource_drop(&mut b).is_err(), "that is another");
        any.resource_drop(&mut a)
    }

    #[test]
    fn resources_are_shared_between_threads() {
        fn check<X: Send + Sync>() {}
        check::<Resource<*const u8>>();
        check::<ResourceDynamic>();
        check::<ResourceAny>();
    }
}
