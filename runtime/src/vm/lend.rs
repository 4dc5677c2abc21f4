//! Values of the host's that it lends to a guest for a call.

use core::cell::Cell;
use core::fmt;
use core::ptr::NonNull;

use crate::Result;
use crate::component::canon::{CanonicalAbi, ComponentType, Lower, LowerContext};
use crate::component::resource::GuestResource;
use crate::component::types::Type;

/// A value that the host lends to a guest for a call, as a resource of type number `N`.
pub struct HostLend<'a, V, const N: u32>(Cell<Option<&'a mut V>>);

impl<'a, V, const N: u32> HostLend<'a, V, N> {
    /// Lends a value.
    #[inline]
    pub fn new(value: &'a mut V) -> Self {
        Self(Cell::new(Some(value)))
    }
}

impl<V: Send + 'static, const N: u32> HostLend<'_, V, N> {
    /// The handle that the guest gets.
    fn to_handle(&self, cx: &mut LowerContext<'_>) -> Result<u32> {
        let Some(value) = self.0.take() else { return twice() };
        // SAFETY: `TypedInstance::call` alone lowers parameters of this type. It has them, and so the exclusive reference,
        // until the guest has returned, and takes the value back then.
        unsafe { cx.realloc.lend_value(N, NonNull::from(value)) }
    }
}

#[cold]
#[inline(never)]
fn twice<T>() -> Result<T> {
    crate::bail!("a bug in Embody, please report it: a value that is lent twice")
}

impl<V, const N: u32> ComponentType for HostLend<'_, V, N> {
    const ABI: CanonicalAbi = CanonicalAbi::HANDLE;
    const HANDLES: bool = true;

    fn typecheck(ty: &Type) -> Result<()> {
        GuestResource::typecheck(ty)
    }
}

impl<V: Send + 'static, const N: u32> Lower for HostLend<'_, V, N> {
    #[inline]
    fn lower(&self, cx: &mut LowerContext<'_>, flat: &mut [u64]) -> Result<()> {
        self.to_handle(cx)?.lower(cx, flat)
    }

    #[inline]
    fn store(&self, cx: &mut LowerContext<'_>, at: u32) -> Result<()> {
        self.to_handle(cx)?.store(cx, at)
    }
}

impl<V, const N: u32> fmt::Debug for HostLend<'_, V, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HostLend").finish_non_exhaustive()
    }
}
