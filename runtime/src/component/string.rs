//! Strings: a pointer and a length in bytes of UTF-8.
//!
//! Lowering allocates in the guest and copies once; lifting checks the range and the encoding, and either borrows the
//! guest's memory or allocates once. Other encodings are refused when a component is built, and here again. Spec:
//! Canonical ABI, `load_string`, `store_string`.

use std::sync::Arc;

use embody_abi::plan::StringEncoding;

use super::canon::{CanonicalAbi, ComponentType, LiftContext, LiftFrom, Lower, LowerContext};
use super::primitive::array;
use super::types::{self, Type};
use crate::{Result, bail};

impl ComponentType for str {
    const ABI: CanonicalAbi = CanonicalAbi::POINTER_PAIR;

    fn typecheck(ty: &Type) -> Result<()> {
        types::expect(matches!(ty, Type::String), &Type::String, ty)
    }
}

impl Lower for str {
    #[inline(always)]
    fn lower(&self, cx: &mut LowerContext<'_>, flat: &mut [u64]) -> Result<()> {
        let (at, len) = copy_to_guest(self, cx)?;
        flat[0] = u64::from(at);
        flat[1] = u64::from(len);
        Ok(())
    }

    #[inline(always)]
    fn store(&self, cx: &mut LowerContext<'_>, at: u32) -> Result<()> {
        let (string, len) = copy_to_guest(self, cx)?;
        store_pair(cx, at, string, len)
    }
}

impl ComponentType for String {
    const ABI: CanonicalAbi = str::ABI;

    fn typecheck(ty: &Type) -> Result<()> {
        str::typecheck(ty)
    }
}

impl Lower for String {
    #[inline(always)]
    fn lower(&self, cx: &mut LowerContext<'_>, flat: &mut [u64]) -> Result<()> {
        self.as_str().lower(cx, flat)
    }

    #[inline(always)]
    fn store(&self, cx: &mut LowerContext<'_>, at: u32) -> Result<()> {
        self.as_str().store(cx, at)
    }
}

impl<'a> LiftFrom<'a> for &'a str {
    #[inline(always)]
    fn lift(cx: &mut LiftContext<'a>, flat: &[u64]) -> Result<Self> {
        borrow_from_guest(cx, flat[0] as u32, flat[1] as u32)
    }

    #[inline(always)]
    fn load(cx: &mut LiftContext<'a>, from: &[u8]) -> Result<Self> {
        let (at, len) = load_pair(from);
        borrow_from_guest(cx, at, len)
    }
}

/// Owned strings are made from a borrowed one, with one allocation.
macro_rules! owned_string {
    ($($ty:ty)*) => {$(
        impl<'a> LiftFrom<'a> for $ty {
            #[inline(always)]
            fn lift(cx: &mut LiftContext<'a>, flat: &[u64]) -> Result<Self> {
                Ok(<&str>::lift(cx, flat)?.into())
            }

            #[inline(always)]
            fn load(cx: &mut LiftContext<'a>, from: &[u8]) -> Result<Self> {
                Ok(<&str>::load(cx, from)?.into())
            }
        }
    )*};
}
owned_string!(String Box<str> Arc<str>);

/// Copies a string into memory that the guest allocates; its address and its length in bytes.
#[inline]
pub(super) fn copy_to_guest(string: &str, cx: &mut LowerContext<'_>) -> Result<(u32, u32)> {
    if cx.encoding() != StringEncoding::Utf8 {
        return unsupported_encoding(cx.encoding());
    }
    let at = cx.alloc(string.len(), 1)?;
    cx.bytes_mut(at, string.len())?.copy_from_slice(string.as_bytes());
    // `alloc` has refused lengths that do not fit.
    Ok((at, string.len() as u32))
}

/// The string that a guest claims to have at `at`.
#[inline]
pub(super) fn borrow_from_guest<'a>(cx: &mut LiftContext<'a>, at: u32, len: u32) -> Result<&'a str> {
    if cx.encoding() != StringEncoding::Utf8 {
        return unsupported_encoding(cx.encoding());
    }
    match utf8(cx.claim("string pointer/length", at, len, 1, 1)?) {
        Ok(string) => Ok(string),
        Err(error) => not_utf8(error),
    }
}

/// Bytes from which on a check that uses vector instructions is faster.
const MIN_SIMD_BYTES: usize = 64;

#[inline]
pub(crate) fn utf8(bytes: &[u8]) -> core::result::Result<&str, core::str::Utf8Error> {
    if bytes.len() >= MIN_SIMD_BYTES
        && let Ok(string) = simdutf8::basic::from_utf8(bytes)
    {
        return Ok(string);
    }
    // Its error says where.
    core::str::from_utf8(bytes)
}

/// Stores the pointer and length that strings and lists are in memory.
#[inline(always)]
pub(super) fn store_pair(cx: &mut LowerContext<'_>, at: u32, pointer: u32, len: u32) -> Result<()> {
    let pair = u64::from(pointer) | u64::from(len) << 32;
    cx.bytes_mut(at, 8)?.copy_from_slice(&pair.to_le_bytes());
    Ok(())
}

/// Loads what [`store_pair`] stores.
#[inline(always)]
pub(super) fn load_pair(from: &[u8]) -> (u32, u32) {
    let pair = u64::from_le_bytes(array(from));
    (pair as u32, (pair >> 32) as u32)
}

#[cold]
#[inline(never)]
fn unsupported_encoding<T>(encoding: StringEncoding) -> Result<T> {
    let name = match encoding {
        StringEncoding::Utf8 => "utf8",
        StringEncoding::Utf16 => "utf16",
        StringEncoding::CompactUtf16 => "latin1+utf16",
    };
    bail!("not supported yet: strings in the encoding `{name}`")
}

#[cold]
#[inline(never)]
fn not_utf8<T>(error: core::str::Utf8Error) -> Result<T> {
    bail!("the guest gave a string that is not UTF-8: {error}")
}
