//! Lists of fixed length: as many values in a row, without a pointer. Spec: Canonical ABI, `load_list`, `store_list`
//! and `flatten_list` of a list with a length.

use super::canon::{CanonicalAbi, ComponentType, LiftContext, LiftFrom, Lower, LowerContext};
use super::types::{self, Type};
use crate::vm::try_array;
use crate::{Context, Result, bail};

impl<T: ComponentType, const N: usize> ComponentType for [T; N] {
    const ABI: CanonicalAbi =
        CanonicalAbi::fixed_list(T::ABI, if N > u32::MAX as usize { u32::MAX } else { N as u32 });
    const HANDLES: bool = T::HANDLES;

    fn typecheck(ty: &Type) -> Result<()> {
        match ty {
            Type::FixedLengthList(list) if list.len() as usize == N => {
                T::typecheck(&list.ty()).context("element of a list of fixed length")
            }
            Type::FixedLengthList(list) => {
                bail!("expected a list of length {N}, found one of {}", list.len())
            }
            other => types::unexpected("list of fixed length", other),
        }
    }
}

impl<T: Lower, const N: usize> Lower for [T; N] {
    #[inline(always)]
    fn lower(&self, cx: &mut LowerContext<'_>, flat: &mut [u64]) -> Result<()> {
        let mut flat = flat.chunks_exact_mut((T::ABI.flat as usize).max(1));
        let place = cx.place;
        self.iter().zip(&mut flat).try_for_each(|(value, flat)| {
            if T::HANDLES {
                cx.place = place.child(0);
            }
            value.lower(cx, flat)
        })
    }

    #[inline(always)]
    fn store(&self, cx: &mut LowerContext<'_>, at: u32) -> Result<()> {
        if T::HANDLES {
            cx.place = cx.place.child(0);
        }
        T::store_list(self, cx, at)
    }

    #[inline(always)]
    fn store_plain(&self, to: &mut [u8]) {
        let to = to.chunks_exact_mut((T::ABI.size as usize).max(1));
        self.iter().zip(to).for_each(|(value, to)| value.store_plain(to));
    }
}

impl<'a, T: LiftFrom<'a>, const N: usize> LiftFrom<'a> for [T; N] {
    #[inline(always)]
    fn lift(cx: &mut LiftContext<'a>, flat: &[u64]) -> Result<Self> {
        let (each, place) = (T::ABI.flat as usize, cx.place);
        try_array(|i| {
            if T::HANDLES {
                cx.place = place.child(0);
            }
            T::lift(cx, &flat[i * each..][..each])
        })
    }

    #[inline(always)]
    fn load(cx: &mut LiftContext<'a>, from: &[u8]) -> Result<Self> {
        let (each, place) = (T::ABI.size as usize, cx.place);
        try_array(|i| {
            if T::HANDLES {
                cx.place = place.child(0);
            }
            T::load(cx, &from[i * each..][..each])
        })
    }
}
