//! Handles of resources of any type.

use super::guest::Destructor;
use super::host::{HostHandle, Origin};
use super::ty::ResourceType;
use super::typed::{Resource, ResourceDynamic};
use crate::component::canon::{CanonicalAbi, ComponentType, LiftContext, LiftFrom, Lower, LowerContext};
use crate::component::types::{self, Type};
use crate::store::StoreInner;
use crate::{AsContextMut, Context, Result};

/// A handle of a resource, which a guest or the host defines: an own handle or a borrow.
///
/// It refers to the store that it came from, and is as light as a number: nothing happens when it goes out of scope.
/// An own handle is good until it was given to a guest, converted, or dropped with [`ResourceAny::resource_drop`]; what
/// is not dropped stays in the store as long as that lives. A borrow that a guest passes to a host function must be
/// dropped, too, before the function returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResourceAny {
    ty: ResourceType,
    handle: HostHandle,
}

// So that a `Val` is no larger for it.
const _: () = assert!(size_of::<ResourceAny>() == 24);

impl ResourceAny {
    #[inline]
    pub(crate) fn new(ty: ResourceType, handle: HostHandle) -> Self {
        Self { ty, handle }
    }

    #[inline]
    pub(crate) fn handle(self) -> HostHandle {
        self.handle
    }

    /// A host's resource as one of any type.
    ///
    /// Dropping it calls no destructor, as dropping a [`Resource`] does not.
    ///
    /// # Errors
    /// If the resource was given away.
    pub fn try_from_resource<T: 'static>(resource: Resource<T>, store: impl AsContextMut) -> Result<Self> {
        resource.try_into_resource_any(store)
    }

    /// The host's resource that this is a handle of; the handle is used up.
    ///
    /// # Errors
    /// If it is of another type, is not good any more, or is lent.
    pub fn try_into_resource<T: 'static>(self, store: impl AsContextMut) -> Result<Resource<T>> {
        Resource::try_from_resource_any(self, store)
    }

    /// As [`ResourceAny::try_into_resource`], for a resource whose type is a number.
    ///
    /// # Errors
    /// If its type is not a number, it is not good any more, or is lent.
    pub fn try_into_resource_dynamic(self, store: impl AsContextMut) -> Result<ResourceDynamic> {
        ResourceDynamic::try_from_resource_any(self, store)
    }

    /// The resource's type.
    #[must_use]
    pub fn ty(&self) -> ResourceType {
        self.ty
    }

    /// Whether it is an own handle; if not, it is a borrow.
    #[must_use]
    pub fn owned(&self) -> bool {
        self.handle.owned()
    }

    /// Drops the handle. Of an own one the resource's destructor is called, which may be the guest's.
    ///
    /// # Errors
    /// If the handle is not good any more, or is lent. If the resource is a guest's, and its destructor traps or its
    /// instance is running or trapped before; the handle is gone all the same.
    pub fn resource_drop(self, mut store: impl AsContextMut) -> Result<()> {
        let store = store.as_context_mut().0;
        match store.handles.remove(self.handle)? {
            Some((rep, Some(origin))) => destroy(store, origin, rep),
            Some((_, None)) | None => Ok(()),
        }
    }
}

/// Calls the destructor of a resource.
fn destroy<T>(store: &mut StoreInner<T>, origin: Origin, rep: u32) -> Result<()> {
    let (component, types) =
        store.resources(origin.instance()).context("the resource's instance is not in this store")?;
    match types.destructor(&component.image().plan().resources, origin.resource()) {
        Destructor::Host(destructor) => {
            let destructor = destructor.clone();
            destructor.call(store, rep)
        }
        Destructor::Guest(entry) => {
            let mut out = store.check_out(origin.instance())?;
            let (running, store) = out.split();
            let mut entered = running.vm.enter(store)?;
            entered.call_destructor(entry, rep)?;
            entered.finish();
            Ok(())
        }
        // An instance that runs or has trapped is not entered, though there is nothing to do. Values are in no store.
        Destructor::Nobody | Destructor::Value => {
            let mut out = store.check_out(origin.instance())?;
            let (running, store) = out.split();
            running.vm.enter(store)?.finish();
            Ok(())
        }
    }
}

impl ComponentType for ResourceAny {
    const ABI: CanonicalAbi = CanonicalAbi::HANDLE;
    const HANDLES: bool = true;

    fn typecheck(ty: &Type) -> Result<()> {
        match ty {
            Type::Own(_) | Type::Borrow(_) => Ok(()),
            other => types::unexpected("own` or `borrow", other),
        }
    }
}

impl Lower for ResourceAny {
    #[inline]
    fn lower(&self, cx: &mut LowerContext<'_>, flat: &mut [u64]) -> Result<()> {
        let ty = cx.place.handle()?;
        flat[0] = u64::from(cx.realloc.handles()?.lower_any(ty, *self)?);
        Ok(())
    }

    #[inline]
    fn store(&self, cx: &mut LowerContext<'_>, at: u32) -> Result<()> {
        let ty = cx.place.handle()?;
        cx.realloc.handles()?.lower_any(ty, *self)?.store(cx, at)
    }
}

impl LiftFrom<'_> for ResourceAny {
    #[inline]
    fn lift(cx: &mut LiftContext<'_>, flat: &[u64]) -> Result<Self> {
        let ty = cx.place.handle()?;
        cx.handles.access()?.lift_any(ty, flat[0] as u32)
    }

    #[inline]
    fn load(cx: &mut LiftContext<'_>, from: &[u8]) -> Result<Self> {
        let (ty, handle) = (cx.place.handle()?, u32::load(cx, from)?);
        cx.handles.access()?.lift_any(ty, handle)
    }
}
