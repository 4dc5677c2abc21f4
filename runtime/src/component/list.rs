//! Lists: a pointer and a number of elements.
//!
//! Lowering allocates room for the whole list and stores the elements in a row; lifting checks the whole range once.
//! Lists of numbers are copied in bulk ([`Lower::store_list`], [`LiftFrom::load_list`]) or borrowed from the guest's
//! memory. Elements have a size: the component model has no empty types, so a list of a Rust type without size (`()`)
//! is refused. Spec: Canonical ABI, `load_list`, `store_list`.

use std::sync::Arc;

use super::canon::{CanonicalAbi, ComponentType, LiftContext, LiftFrom, Lower, LowerContext};
use super::string::{load_pair, store_pair};
use super::types::{self, Type};
use crate::vm::cast_slice;
use crate::{Context, Result, bail};

impl<T: ComponentType> ComponentType for [T] {
    const ABI: CanonicalAbi = CanonicalAbi::POINTER_PAIR;
    const HANDLES: bool = T::HANDLES;

    fn typecheck(ty: &Type) -> Result<()> {
        match ty {
            Type::List(list) => T::typecheck(&list.ty()).context("element of a list"),
            other => types::unexpected("list", other),
        }
    }
}

impl<T: Lower> Lower for [T] {
    #[inline(always)]
    fn lower(&self, cx: &mut LowerContext<'_>, flat: &mut [u64]) -> Result<()> {
        let (at, len) = copy_to_guest(self, cx)?;
        flat[0] = u64::from(at);
        flat[1] = u64::from(len);
        Ok(())
    }

    #[inline(always)]
    fn store(&self, cx: &mut LowerContext<'_>, at: u32) -> Result<()> {
        let (list, len) = copy_to_guest(self, cx)?;
        store_pair(cx, at, list, len)
    }
}

impl<T: ComponentType> ComponentType for Vec<T> {
    const ABI: CanonicalAbi = CanonicalAbi::POINTER_PAIR;
    const HANDLES: bool = T::HANDLES;

    fn typecheck(ty: &Type) -> Result<()> {
        <[T]>::typecheck(ty)
    }
}

impl<T: Lower> Lower for Vec<T> {
    #[inline(always)]
    fn lower(&self, cx: &mut LowerContext<'_>, flat: &mut [u64]) -> Result<()> {
        self.as_slice().lower(cx, flat)
    }

    #[inline(always)]
    fn store(&self, cx: &mut LowerContext<'_>, at: u32) -> Result<()> {
        self.as_slice().store(cx, at)
    }
}

impl<'a, T: LiftFrom<'a>> LiftFrom<'a> for Vec<T> {
    #[inline(always)]
    fn lift(cx: &mut LiftContext<'a>, flat: &[u64]) -> Result<Self> {
        let bytes = claim::<T>(cx, flat[0] as u32, flat[1] as u32)?;
        T::load_list(cx, bytes)
    }

    #[inline(always)]
    fn load(cx: &mut LiftContext<'a>, from: &[u8]) -> Result<Self> {
        let (at, len) = load_pair(from);
        let bytes = claim::<T>(cx, at, len)?;
        T::load_list(cx, bytes)
    }
}

/// Other owned slices are made from a vector.
macro_rules! owned_slice {
    ($($ty:ident)*) => {$(
        impl<'a, T: LiftFrom<'a>> LiftFrom<'a> for $ty<[T]> {
            #[inline(always)]
            fn lift(cx: &mut LiftContext<'a>, flat: &[u64]) -> Result<Self> {
                Ok(Vec::<T>::lift(cx, flat)?.into())
            }

            #[inline(always)]
            fn load(cx: &mut LiftContext<'a>, from: &[u8]) -> Result<Self> {
                Ok(Vec::<T>::load(cx, from)?.into())
            }
        }
    )*};
}
owned_slice!(Box Arc);

/// Slices of numbers borrow the guest's memory.
macro_rules! borrowed_slice {
    ($($ty:ident)*) => {$(
        impl<'a> LiftFrom<'a> for &'a [$ty] {
            #[inline(always)]
            fn lift(cx: &mut LiftContext<'a>, flat: &[u64]) -> Result<Self> {
                let bytes = claim::<$ty>(cx, flat[0] as u32, flat[1] as u32)?;
                aligned(cast_slice::<$ty>(bytes))
            }

            #[inline(always)]
            fn load(cx: &mut LiftContext<'a>, from: &[u8]) -> Result<Self> {
                let (at, len) = load_pair(from);
                let bytes = claim::<$ty>(cx, at, len)?;
                aligned(cast_slice::<$ty>(bytes))
            }
        }
    )*};
}
borrowed_slice!(u8 i8 u16 i16 u32 i32 u64 i64 f32 f64);

/// What a reference or a box points to crosses the boundary.
macro_rules! pointer {
    ($($ty:ty: $lower:ident $store:ident;)*) => {$(
        impl<T: ComponentType + ?Sized> ComponentType for $ty {
            const ABI: CanonicalAbi = T::ABI;
            const HANDLES: bool = T::HANDLES;

            fn typecheck(ty: &Type) -> Result<()> {
                T::typecheck(ty)
            }
        }

        impl<T: Lower + ?Sized> Lower for $ty {
            #[inline(always)]
            fn lower(&self, cx: &mut LowerContext<'_>, flat: &mut [u64]) -> Result<()> {
                T::$lower(self, cx, flat)
            }

            #[inline(always)]
            fn store(&self, cx: &mut LowerContext<'_>, at: u32) -> Result<()> {
                T::$store(self, cx, at)
            }

            #[inline(always)]
            fn store_plain(&self, to: &mut [u8]) {
                T::store_plain(self, to);
            }
        }
    )*};
}
pointer! {
    &T: lower_ref store_ref;
    Box<T>: lower store;
    Arc<T>: lower store;
}

/// A value that crosses the boundary as a list of `T`, for parameters of wrappers that are lists of such lists.
pub trait ListOf<T>: Lower {}
impl<T: Lower> ListOf<T> for [T] {}
impl<T: Lower> ListOf<T> for Vec<T> {}
impl<T, L: ListOf<T> + ?Sized> ListOf<T> for &L {}
impl<T, L: ListOf<T> + ?Sized> ListOf<T> for Box<L> {}
impl<T, L: ListOf<T> + ?Sized> ListOf<T> for Arc<L> {}

/// Copies a list into memory that the guest allocates; its address and its number of elements.
#[inline(always)]
fn copy_to_guest<T: Lower>(list: &[T], cx: &mut LowerContext<'_>) -> Result<(u32, u32)> {
    if T::ABI.size == 0 {
        return no_size();
    }
    // `alloc` refuses whatever is too long, this included.
    let bytes = list.len().saturating_mul(T::ABI.size as usize);
    let at = cx.alloc(bytes, T::ABI.align)?;
    if T::HANDLES {
        cx.place = cx.place.child(0);
    }
    T::store_list(list, cx, at)?;
    Ok((at, list.len() as u32))
}

/// The bytes of the list that a guest claims to have at `at`.
#[inline(always)]
pub(super) fn claim<'a, T: ComponentType>(cx: &mut LiftContext<'a>, at: u32, count: u32) -> Result<&'a [u8]> {
    if T::ABI.size == 0 {
        return no_size();
    }
    if T::HANDLES {
        cx.place = cx.place.child(0);
    }
    cx.claim("list pointer/length", at, count, T::ABI.size, T::ABI.align)
}

/// A guest's memory starts at a page, so what is aligned in it is aligned here.
#[inline(always)]
fn aligned<T>(numbers: Option<&[T]>) -> Result<&[T]> {
    numbers.context("a bug in Embody, please report it: a checked list is not aligned")
}

#[cold]
#[inline(never)]
pub(super) fn no_size<T>() -> Result<T> {
    bail!("a list whose elements have no size, which the component model does not have")
}
