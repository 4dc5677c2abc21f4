//! Strings from a guest that gives UTF-16, or Latin-1 where it will.
//!
//! The range is checked as all claims are; then the string is made, which for UTF-16 checks that surrogates come in
//! pairs. Spec: Canonical ABI, `load_string_from_range`.

use embody_abi::canonical::UTF16_TAG;
use embody_abi::plan::StringEncoding;

use super::{CLAIM, utf8_from_guest};
use crate::component::canon::LiftContext;
use crate::{Context, Result, bail};

/// Code units that are looked at together for being ASCII.
const BLOCK: usize = 16;

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
    let (units, _) = bytes.as_chunks::<2>();
    let mut string = String::with_capacity(units.len());
    let mut rest = units;
    while !rest.is_empty() {
        if let Some(block) = rest.first_chunk::<BLOCK>()
            && let Some(ascii) = ascii(block)
        {
            string.extend(ascii.map(char::from));
            rest = &rest[BLOCK..];
            continue;
        }
        // Then as many code units as may stand in the way, before the next block is looked at; a pair is not split.
        let mut left = BLOCK;
        while left > 0 && !rest.is_empty() {
            let Some((c, units)) = character(rest) else {
                return not_utf16();
            };
            string.push(c);
            rest = &rest[units..];
            left = left.saturating_sub(units);
        }
    }
    Ok(string)
}

/// The code units of a block, if all are ASCII.
fn ascii(block: &[[u8; 2]; BLOCK]) -> Option<[u8; BLOCK]> {
    let all = block.iter().fold(0, |all, unit| all | u16::from_le_bytes(*unit));
    (all < 0x80).then(|| block.map(|unit| unit[0]))
}

/// The first character and its number of code units.
fn character(units: &[[u8; 2]]) -> Option<(char, usize)> {
    let unit = |i: usize| units.get(i).map(|unit| u32::from(u16::from_le_bytes(*unit)));
    let first = unit(0)?;
    match (first, unit(1)) {
        (0xd800..=0xdbff, Some(second @ 0xdc00..=0xdfff)) => {
            let c = char::from_u32(0x1_0000 + ((first & 0x3ff) << 10 | second & 0x3ff))?;
            Some((c, 2))
        }
        // None for a surrogate.
        _ => Some((char::from_u32(first)?, 1)),
    }
}

#[cold]
#[inline(never)]
fn misaligned<T>() -> Result<T> {
    bail!("string pointer not aligned to 2")
}

#[cold]
#[inline(never)]
fn not_utf16<T>() -> Result<T> {
    bail!("the guest gave a string that is not UTF-16: unpaired surrogate")
}
