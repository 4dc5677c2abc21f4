//! Strings: a pointer and a length in code units of the guest's encoding.
//!
//! Here is what is needed for UTF-8, which is copied once on the way in, and borrowed from the guest's memory or copied
//! once on the way out. The other encodings are out of line: [`encode`] for the way in, [`decode`] for the way out,
//! [`texts`] to keep what cannot be borrowed from the guest. [`transcode`] is for a string from one guest to another. Spec: Canonical ABI, `load_string`, `store_string`.

mod decode;
mod encode;
pub(crate) mod texts;
pub(crate) mod transcode;
mod units;
mod wasm_str;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use embody_abi::plan::StringEncoding;

use super::canon::{CanonicalAbi, ComponentType, LiftContext, LiftFrom, Lower, LowerContext};
use super::primitive::array;
use super::types::{self, Type};
use crate::{Result, bail};

pub use wasm_str::WasmStr;

/// What errors call the range that a guest claims for a string.
const CLAIM: &str = "string pointer/length";

impl ComponentType for str {
    const ABI: CanonicalAbi = CanonicalAbi::POINTER_PAIR;

    fn typecheck(ty: &Type) -> Result<()> {
        types::expect(matches!(ty, Type::String), &Type::String, ty)
    }
}

impl Lower for str {
    #[inline(always)]
    fn lower(&self, cx: &mut LowerContext<'_>, flat: &mut [u64]) -> Result<()> {
        let (at, len) = copy_to_guest(self, cx)?.split();
        flat[0] = u64::from(at);
        flat[1] = u64::from(len);
        Ok(())
    }

    #[inline(always)]
    fn store(&self, cx: &mut LowerContext<'_>, at: u32) -> Result<()> {
        let (string, len) = copy_to_guest(self, cx)?.split();
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

/// Owned strings are made with one allocation.
macro_rules! owned_string {
    ($($ty:ty)*) => {$(
        impl<'a> LiftFrom<'a> for $ty {
            #[inline(always)]
            fn lift(cx: &mut LiftContext<'a>, flat: &[u64]) -> Result<Self> {
                copy_from_guest(cx, flat[0] as u32, flat[1] as u32)
            }

            #[inline(always)]
            fn load(cx: &mut LiftContext<'a>, from: &[u8]) -> Result<Self> {
                let (at, len) = load_pair(from);
                copy_from_guest(cx, at, len)
            }
        }
    )*};
}
owned_string!(String Box<str> Arc<str>);

/// An address and a length, as the one number that they are in memory. Returned as two of 32 bits, both would be read at
/// once where they were just written one by one, for which the processor waits as long as all else here takes.
#[derive(Clone, Copy)]
pub(super) struct Pair(u64);

impl Pair {
    #[inline(always)]
    pub(super) fn new(at: u32, len: u32) -> Self {
        Self(u64::from(at) | u64::from(len) << 32)
    }

    #[inline(always)]
    pub(super) fn split(self) -> (u32, u32) {
        (self.0 as u32, (self.0 >> 32) as u32)
    }
}

/// Copies a string into memory that the guest allocates; its address and its length as the guest counts it.
#[inline(always)]
pub(super) fn copy_to_guest(string: &str, cx: &mut LowerContext<'_>) -> Result<Pair> {
    let (at, len) = match cx.encoding() {
        StringEncoding::Utf8 => {
            let (at, to) = cx.alloc_bytes(string.len(), 1)?;
            to.copy_from_slice(string.as_bytes());
            // `alloc` has refused lengths that do not fit.
            (at, string.len() as u32)
        }
        StringEncoding::Utf16 => encode::utf16(string, cx)?,
        StringEncoding::CompactUtf16 => encode::latin1_or_utf16(string, cx)?,
    };
    Ok(Pair::new(at, len))
}

/// The string that a guest claims to have at `at`.
#[inline]
fn borrow_from_guest<'a>(cx: &mut LiftContext<'a>, at: u32, len: u32) -> Result<&'a str> {
    match cx.encoding() {
        StringEncoding::Utf8 => utf8_from_guest(cx, at, len),
        _ => decode::kept(cx, at, len),
    }
}

/// The string that a guest claims to have at `at`, as one of the host's.
#[inline]
fn copy_from_guest<'a, T>(cx: &mut LiftContext<'a>, at: u32, len: u32) -> Result<T>
where
    T: From<&'a str> + From<String>,
{
    match cx.encoding() {
        StringEncoding::Utf8 => utf8_from_guest(cx, at, len).map(T::from),
        _ => decode::decoded(cx, at, len).map(T::from),
    }
}

#[inline]
fn utf8_from_guest<'a>(cx: &mut LiftContext<'a>, at: u32, len: u32) -> Result<&'a str> {
    match utf8(cx.claim(CLAIM, at, len, 1, 1)?) {
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
    cx.bytes_mut(at, 8)?.copy_from_slice(&Pair::new(pointer, len).0.to_le_bytes());
    Ok(())
}

/// Loads what [`store_pair`] stores.
#[inline(always)]
pub(super) fn load_pair(from: &[u8]) -> (u32, u32) {
    Pair(u64::from_le_bytes(array(from))).split()
}

#[cold]
#[inline(never)]
fn not_utf8<T>(error: core::str::Utf8Error) -> Result<T> {
    bail!("the guest gave a string that is not UTF-8: {error}")
}
