//! `option`: a discriminant and perhaps a payload.
//!
//! Spec: Canonical ABI, `despecialize` (option is a variant of `none` and `some`), `load_variant`, `store_variant`.

use super::canon::{CanonicalAbi, ComponentType, LiftContext, LiftFrom, Lower, LowerContext};
use super::types::{self, Type};
use crate::{Context, Result, bail};

impl<T: ComponentType> ComponentType for Option<T> {
    const ABI: CanonicalAbi = CanonicalAbi::variant(&[CanonicalAbi::EMPTY, T::ABI]);
    const HANDLES: bool = T::HANDLES;

    fn typecheck(ty: &Type) -> Result<()> {
        match ty {
            Type::Option(option) => T::typecheck(&option.ty()).context("payload of an option"),
            other => types::unexpected("option", other),
        }
    }
}

const fn payload_offset<T: ComponentType>() -> u32 {
    CanonicalAbi::payload_offset(&[CanonicalAbi::EMPTY, T::ABI])
}

impl<T: Lower> Lower for Option<T> {
    #[inline(always)]
    fn lower(&self, cx: &mut LowerContext<'_>, flat: &mut [u64]) -> Result<()> {
        if T::HANDLES {
            cx.place = cx.place.child(0);
        }
        if let Some(value) = self {
            flat[0] = 1;
            value.lower(cx, &mut flat[1..])?;
        }
        Ok(())
    }

    #[inline(always)]
    fn store(&self, cx: &mut LowerContext<'_>, at: u32) -> Result<()> {
        if Self::ABI.plain {
            self.store_plain(cx.bytes_mut(at, Self::ABI.size as usize)?);
            return Ok(());
        }
        if T::HANDLES {
            cx.place = cx.place.child(0);
        }
        store_discriminant(cx, at, u8::from(self.is_some()))?;
        match self {
            Some(value) => value.store(cx, at.wrapping_add(const { payload_offset::<T>() })),
            None => Ok(()),
        }
    }

    #[inline(always)]
    fn store_plain(&self, to: &mut [u8]) {
        to[0] = u8::from(self.is_some());
        if let Some(value) = self {
            value.store_plain(payload_mut::<T>(to, const { payload_offset::<T>() }));
        }
    }
}

impl<'a, T: LiftFrom<'a>> LiftFrom<'a> for Option<T> {
    #[inline(always)]
    fn lift(cx: &mut LiftContext<'a>, flat: &[u64]) -> Result<Self> {
        if T::HANDLES {
            cx.place = cx.place.child(0);
        }
        match flat[0] as u32 {
            0 => Ok(None),
            1 => T::lift(cx, &flat[1..]).map(Some),
            other => invalid_discriminant("option", other, 2),
        }
    }

    #[inline(always)]
    fn load(cx: &mut LiftContext<'a>, from: &[u8]) -> Result<Self> {
        if T::HANDLES {
            cx.place = cx.place.child(0);
        }
        match from[0] {
            0 => Ok(None),
            1 => T::load(cx, payload::<T>(from, const { payload_offset::<T>() })).map(Some),
            other => invalid_discriminant("option", u32::from(other), 2),
        }
    }
}

/// Stores a discriminant of one byte.
#[inline(always)]
pub(super) fn store_discriminant(cx: &mut LowerContext<'_>, at: u32, value: u8) -> Result<()> {
    cx.bytes_mut(at, 1)?.copy_from_slice(&[value]);
    Ok(())
}

/// The payload's bytes among a variant's, which are `ABI.size` of the variant long.
#[inline(always)]
pub(super) fn payload<T: ComponentType>(from: &[u8], offset: u32) -> &[u8] {
    &from[offset as usize..][..T::ABI.size as usize]
}

/// As [`payload`], to store it.
#[inline(always)]
pub(super) fn payload_mut<T: ComponentType>(to: &mut [u8], offset: u32) -> &mut [u8] {
    &mut to[offset as usize..][..T::ABI.size as usize]
}

#[cold]
#[inline(never)]
pub(super) fn invalid_discriminant<T>(of: &str, value: u32, cases: usize) -> Result<T> {
    bail!("discriminant {value} out of range [0..{cases}) of a value of type `{of}`")
}
