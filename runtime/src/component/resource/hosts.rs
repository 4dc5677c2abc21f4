//! Resources of the host's, as typed wrappers have them: values, which the runtime keeps for the guest.
//!
//! A value crosses to a guest as [`HostGiven`] and comes back as [`HostOwn`]; a guest lends it as [`HostRef`] or [`HostMut`]. The
//! number `N` is the resource type's in the plan. Spec: Canonical ABI, `lift_own`, `lift_borrow`, `lower_own`.

use std::cell::Cell;
use std::fmt;

use super::guests::GuestResource;
use crate::component::canon::{CanonicalAbi, ComponentType, LiftContext, LiftFrom, Lower, LowerContext};
use crate::component::types::Type;
use crate::{Context, Result};

/// A value that a guest gives away.
#[derive(Debug)]
pub struct HostOwn<V, const N: u32>(V);

/// A value that goes to a guest to own.
pub struct HostGiven<V, const N: u32>(Cell<Option<V>>);

/// A value that a guest lends to a host function to be read.
#[derive(Debug)]
pub struct HostRef<'a, V, const N: u32>(&'a V);

/// A value that a guest lends to a host function to be changed.
#[derive(Debug)]
pub struct HostMut<'a, V, const N: u32>(&'a mut V);

impl<V, const N: u32> HostGiven<V, N> {
    /// A value for a guest.
    #[inline]
    pub fn new(value: V) -> Self {
        Self(Cell::new(Some(value)))
    }
}

impl<V, const N: u32> fmt::Debug for HostGiven<V, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HostGiven").finish_non_exhaustive()
    }
}

impl<V: Send + 'static, const N: u32> HostOwn<V, N> {
    /// The value of an own handle that a guest gives away.
    fn from_handle(cx: &mut LiftContext<'_>, handle: u32) -> Result<Self> {
        let tables = cx.handles.tables()?;
        let rep = tables.guest.lift_own(tables.instance, N, handle)?;
        tables.guest.values.take(rep).map(Self)
    }
}

impl<V: Send + 'static, const N: u32> HostGiven<V, N> {
    /// The own handle that a guest gets.
    fn to_handle(&self, cx: &mut LowerContext<'_>) -> Result<u32> {
        let value = self.0.take().context("a bug in Embody, please report it: a value that is gone")?;
        let tables = cx.realloc.tables()?;
        let rep = tables.guest.values.insert(value)?;
        tables.guest.insert_own(tables.instance, N, rep)
    }
}

impl<V, const N: u32> HostOwn<V, N> {
    /// The value.
    #[inline]
    pub fn into_inner(self) -> V {
        self.0
    }
}

impl<'a, V, const N: u32> HostRef<'a, V, N> {
    /// The value.
    #[inline]
    pub fn into_inner(self) -> &'a V {
        self.0
    }
}

impl<'a, V, const N: u32> HostMut<'a, V, N> {
    /// The value.
    #[inline]
    pub fn into_inner(self) -> &'a mut V {
        self.0
    }
}

macro_rules! component_types {
    ($($ty:ty)*) => {$(
        impl<V, const N: u32> ComponentType for $ty {
            const ABI: CanonicalAbi = CanonicalAbi::HANDLE;
            const HANDLES: bool = true;

            fn typecheck(ty: &Type) -> Result<()> {
                GuestResource::typecheck(ty)
            }
        }
    )*};
}
component_types!(HostOwn<V, N> HostGiven<V, N> HostRef<'_, V, N> HostMut<'_, V, N>);

impl<V: Send + 'static, const N: u32> Lower for HostGiven<V, N> {
    #[inline]
    fn lower(&self, cx: &mut LowerContext<'_>, flat: &mut [u64]) -> Result<()> {
        self.to_handle(cx)?.lower(cx, flat)
    }

    #[inline]
    fn store(&self, cx: &mut LowerContext<'_>, at: u32) -> Result<()> {
        self.to_handle(cx)?.store(cx, at)
    }
}

macro_rules! lift_from {
    ($lifetime:lifetime $ty:ty: |$cx:ident, $handle:ident| $lift:expr) => {
        impl<$lifetime, V: Send + 'static, const N: u32> LiftFrom<$lifetime> for $ty {
            #[inline]
            fn lift($cx: &mut LiftContext<$lifetime>, flat: &[u64]) -> Result<Self> {
                let $handle = u32::lift($cx, flat)?;
                $lift
            }

            #[inline]
            fn load($cx: &mut LiftContext<$lifetime>, from: &[u8]) -> Result<Self> {
                let $handle = u32::load($cx, from)?;
                $lift
            }
        }
    };
}
lift_from!('a HostOwn<V, N>: |cx, handle| Self::from_handle(cx, handle));
lift_from!('a HostRef<'a, V, N>: |cx, handle| cx.handles.lend(N, handle).map(Self));
lift_from!('a HostMut<'a, V, N>: |cx, handle| cx.handles.lend_mut(N, handle).map(Self));
