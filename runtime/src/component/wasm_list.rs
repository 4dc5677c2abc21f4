//! [`WasmList`]: a list that stays where the guest has it.

use std::fmt;
use std::marker::PhantomData;

use super::canon::{CanonicalAbi, ComponentType, Lift, LiftContext, LiftFrom};
use super::guest_view::GuestMemory;
use super::list::claim;
use super::string::load_pair;
use super::types::Type;
use crate::vm::cast_slice;
use crate::{AsContextMut, Result, StoreContext, StoreContextMut, bail};

/// A list that a guest passes and that stays in the guest's memory, to be looked at with the store.
///
/// It takes the place of `Vec<T>` where a copy is not wanted: for parameters of host functions, and results. What is in its
/// place is whatever the guest has there when one looks: each element is checked then.
///
/// ```
/// use embody::component::{Linker, WasmList};
/// # fn main() -> embody::Result<()> {
/// let mut linker = Linker::<()>::new(&embody::Engine::default());
/// linker.root().func_wrap("sum", |store, (numbers,): (WasmList<u32>,)| {
///     Ok((numbers.as_le_slice(&store).iter().fold(0, |sum: u32, n| sum.wrapping_add(*n)),))
/// })?;
/// linker.root().func_wrap("join", |mut store, (words,): (WasmList<String>,)| {
///     Ok((words.iter(&mut store)?.collect::<embody::Result<String>>()?,))
/// })?;
/// # Ok(())
/// # }
/// ```
pub struct WasmList<T> {
    memory: GuestMemory,
    at: u32,
    len: u32,
    elements: PhantomData<T>,
}

impl<T: Lift> WasmList<T> {
    /// Checks that the guest's memory has the range, but for the elements in it.
    fn new(cx: &mut LiftContext<'_>, at: u32, len: u32) -> Result<Self> {
        if T::HANDLES {
            bail!(
                "not supported: a `WasmList` of handles of resources, which are taken when they are passed"
            );
        }
        claim::<T>(cx, at, len)?;
        Ok(Self { memory: GuestMemory::of(cx)?, at, len, elements: PhantomData })
    }

    /// Number of the elements.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "the names are Wasmtime's")]
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// The element of this index; none if there are not so many.
    ///
    /// It is an error if it is not of its type, if the store is not that of the guest, or the guest is running.
    pub fn get(&self, mut store: impl AsContextMut, index: usize) -> Option<Result<T>> {
        if index >= self.len() {
            return None;
        }
        let cx = self.memory.lift_context(store.as_context_mut().0);
        Some(cx.and_then(|mut cx| self.load(&mut cx, index)))
    }

    /// The elements, each an error if it is not of its type.
    ///
    /// # Errors
    /// If the store is not that of the guest, or the guest is running.
    pub fn iter<'a, U: 'static>(
        &'a self,
        store: impl Into<StoreContextMut<'a, U>>,
    ) -> Result<impl ExactSizeIterator<Item = Result<T>> + 'a> {
        let mut cx = self.memory.lift_context(store.into().0)?;
        Ok((0..self.len()).map(move |index| self.load(&mut cx, index)))
    }

    /// Loads an element that the list has.
    fn load(&self, cx: &mut LiftContext<'_>, index: usize) -> Result<T> {
        // The whole list was checked to be in the memory, whose addresses have 32 bits.
        let at = self.at.wrapping_add((index * T::ABI.size as usize) as u32);
        let from = claim::<T>(cx, at, 1)?;
        T::load(cx, from)
    }
}

/// Lists of integers can be seen as slices.
macro_rules! slices {
    ($($ty:ident)*) => {$(
        impl WasmList<$ty> {
            /// The elements where the guest has them, which is in little-endian order.
            ///
            /// # Panics
            /// If the store is not that of the guest, or the guest is running. [`WasmList::iter`] returns an error then;
            /// this has Wasmtime's signature, which leaves room for none, and panics as Wasmtime's does.
            pub fn as_le_slice<'a, T: 'static>(&self, store: impl Into<StoreContext<'a, T>>) -> &'a [$ty] {
                let slice = || {
                    let mut cx = self.memory.lift_context(store.into().0)?;
                    Ok::<_, crate::Error>(cast_slice::<$ty>(claim::<$ty>(&mut cx, self.at, self.len)?))
                };
                match slice() {
                    // A guest's memory starts at a page, so what is aligned in it is aligned here.
                    Ok(slice) => slice.unwrap_or_default(),
                    Err(error) => panic!("`WasmList::as_le_slice`: {error}"),
                }
            }
        }
    )*};
}
slices!(u8 i8 u16 i16 u32 i32 u64 i64);

impl<T: ComponentType> ComponentType for WasmList<T> {
    const ABI: CanonicalAbi = CanonicalAbi::POINTER_PAIR;

    fn typecheck(ty: &Type) -> Result<()> {
        <[T]>::typecheck(ty)
    }
}

impl<'a, T: Lift> LiftFrom<'a> for WasmList<T> {
    fn lift(cx: &mut LiftContext<'a>, flat: &[u64]) -> Result<Self> {
        Self::new(cx, flat[0] as u32, flat[1] as u32)
    }

    fn load(cx: &mut LiftContext<'a>, from: &[u8]) -> Result<Self> {
        let (at, len) = load_pair(from);
        Self::new(cx, at, len)
    }
}

impl<T> fmt::Debug for WasmList<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WasmList").field("at", &self.at).field("len", &self.len).finish_non_exhaustive()
    }
}
