//! Strings from a guest that gives UTF-16, or Latin-1 where it will.
//!
//! The range is checked as all claims are; then the string is made, which for UTF-16 checks that surrogates come in
//! pairs. Spec: Canonical ABI, `load_string_from_range`.

use embody_abi::canonical::UTF16_TAG;
use embody_abi::plan::StringEncoding;

use super::units::{BLOCK, Units, Utf16};
use super::{CLAIM, utf8_from_guest};
use crate::component::canon::LiftContext;
use crate::{Context, Result, bail};

/// The string that a guest claims to have at `at`, kept for as long as the guest's memory is borrowed.
#[inline(never)]
pub(super) fn kept<'a>(cx: &mut LiftContext<'a>, at: u32, len: u32) -> Result<&'a str> {
    let string = decoded(cx, at, len)?;
    let keeper = cx.texts.as_mut();
    let keeper = keeper.context("a bug in Embody, please report it: there is nowhere to keep a string")?;
    Ok(keeper.keep(string))
}

/// The string that a guest claims to have at `at`.
#[inline(never)]
pub(super) fn decoded(cx: &mut LiftContext<'_>, at: u32, len: u32) -> Result<String> {
    if cx.encoding() != StringEncoding::Utf8 && !at.is_multiple_of(2) {
        return misaligned();
    }
    match cx.encoding() {
        StringEncoding::Utf8 => utf8_from_guest(cx, at, len).map(String::from),
        StringEncoding::Utf16 => utf16(cx.claim(CLAIM, at, len, 2, 2)?),
        StringEncoding::CompactUtf16 if len & UTF16_TAG != 0 => {
            utf16(cx.claim(CLAIM, at, len & !UTF16_TAG, 2, 2)?)
        }
        StringEncoding::CompactUtf16 => Ok(latin1(cx.claim(CLAIM, at, len, 1, 2)?)),
    }
}

fn latin1(bytes: &[u8]) -> String {
    match core::str::from_utf8(bytes) {
        Ok(string) if string.is_ascii() => string.into(),
        _ => bytes.iter().copied().map(char::from).collect(),
    }
}

fn utf16(bytes: &[u8]) -> Result<String> {
    let mut rest = Utf16::new(bytes);
    let mut string = String::with_capacity(rest.len());
    loop {
        while let Some(ascii) = rest.ascii() {
            string.extend(ascii.map(char::from));
        }
        // Then as many characters as may stand in the way, before the next block is looked at.
        for _ in 0..BLOCK {
            let Some(c) = rest.next()? else { return Ok(string) };
            string.push(c);
        }
    }
}

#[cold]
#[inline(never)]
fn misaligned<T>() -> Result<T> {
    bail!("string pointer not aligned to 2")
}
