//! `result`: a discriminant and perhaps a payload on either side.
//!
//! A side without payload is `()` in Rust. Spec: Canonical ABI, `despecialize` (result is a variant of `ok` and
//! `error`), `load_variant`, `store_variant`.

use super::canon::{CanonicalAbi, ComponentType, LiftContext, LiftFrom, Lower, LowerContext};
use super::option::{invalid_discriminant, payload, payload_mut, store_discriminant};
use super::types::{self, Type};
use crate::{Context, Result, bail};

impl<T: ComponentType, E: ComponentType> ComponentType for Result<T, E> {
    const ABI: CanonicalAbi = CanonicalAbi::variant(&[T::ABI, E::ABI]);
    const HANDLES: bool = T::HANDLES || E::HANDLES;

    fn typecheck(ty: &Type) -> Result<()> {
        match ty {
            Type::Result(result) => {
                typecheck_side::<T>(result.ok()).context("`ok` of a result")?;
                typecheck_side::<E>(result.err()).context("`error` of a result")
            }
            other => types::unexpected("result", other),
        }
    }
}

fn typecheck_side<T: ComponentType>(ty: Option<Type>) -> Result<()> {
    match ty {
        Some(ty) => T::typecheck(&ty),
        // Only `()` and what wraps it are empty.
        None if T::ABI == CanonicalAbi::EMPTY => Ok(()),
        None => bail!("expected no payload, found one"),
    }
}

const fn payload_offset<T: ComponentType, E: ComponentType>() -> u32 {
    CanonicalAbi::payload_offset(&[T::ABI, E::ABI])
}

impl<T: Lower, E: Lower> Lower for Result<T, E> {
    #[inline(always)]
    fn lower(&self, cx: &mut LowerContext<'_>, flat: &mut [u64]) -> Result<()> {
        if Self::HANDLES {
            cx.place = cx.place.child(usize::from(self.is_err()));
        }
        match self {
            Ok(value) => value.lower(cx, &mut flat[1..]),
            Err(value) => {
                flat[0] = 1;
                value.lower(cx, &mut flat[1..])
            }
        }
    }

    #[inline(always)]
    fn store(&self, cx: &mut LowerContext<'_>, at: u32) -> Result<()> {
        if Self::ABI.plain {
            self.store_plain(cx.bytes_mut(at, Self::ABI.size as usize)?);
            return Ok(());
        }
        if Self::HANDLES {
            cx.place = cx.place.child(usize::from(self.is_err()));
        }
        store_discriminant(cx, at, u8::from(self.is_err()))?;
        let at = at.wrapping_add(const { payload_offset::<T, E>() });
        match self {
            Ok(value) => value.store(cx, at),
            Err(value) => value.store(cx, at),
        }
    }

    #[inline(always)]
    fn store_plain(&self, to: &mut [u8]) {
        to[0] = u8::from(self.is_err());
        let offset = const { payload_offset::<T, E>() };
        match self {
            Ok(value) => value.store_plain(payload_mut::<T>(to, offset)),
            Err(value) => value.store_plain(payload_mut::<E>(to, offset)),
        }
    }
}

impl<'a, T: LiftFrom<'a>, E: LiftFrom<'a>> LiftFrom<'a> for Result<T, E> {
    #[inline(always)]
    fn lift(cx: &mut LiftContext<'a>, flat: &[u64]) -> Result<Self> {
        if Self::HANDLES {
            cx.place = cx.place.child(flat[0] as u32 as usize);
        }
        match flat[0] as u32 {
            0 => T::lift(cx, &flat[1..]).map(Ok),
            1 => E::lift(cx, &flat[1..]).map(Err),
            other => invalid_discriminant("result", other, 2),
        }
    }

    #[inline(always)]
    fn load(cx: &mut LiftContext<'a>, from: &[u8]) -> Result<Self> {
        let offset = const { payload_offset::<T, E>() };
        if Self::HANDLES {
            cx.place = cx.place.child(usize::from(from[0]));
        }
        match from[0] {
            0 => T::load(cx, payload::<T>(from, offset)).map(Ok),
            1 => E::load(cx, payload::<E>(from, offset)).map(Err),
            other => invalid_discriminant("result", u32::from(other), 2),
        }
    }
}
