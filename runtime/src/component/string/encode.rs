//! Strings on their way to a guest that wants UTF-16, or Latin-1 where that will do.
//!
//! The specification says what the guest sees: which sizes `realloc` is asked for, in which order. Room is made for the
//! longest string that may come out, and given back where there is too much of it. Spec: Canonical ABI,
//! `store_utf8_to_utf16`, `store_string_to_latin1_or_utf16`.

use embody_abi::canonical::UTF16_TAG;

use crate::Result;
use crate::component::canon::LowerContext;

/// Alignment of strings in both encodings.
const ALIGN: u32 = 2;

/// Bytes that are looked at together for being ASCII.
const BLOCK: usize = 16;

/// Copies a string as UTF-16: its address and its length in code units.
#[inline(never)]
pub(super) fn utf16(string: &str, cx: &mut LowerContext<'_>) -> Result<(u32, u32)> {
    let room = string.len().saturating_mul(2);
    let at = cx.alloc(room, ALIGN)?;
    let units = write_utf16(string, cx.bytes_mut(at, room)?);
    let at = shrink(cx, at, room, units * 2)?;
    // `alloc` has refused lengths that do not fit, here and below.
    Ok((at, units as u32))
}

/// Copies a string as Latin-1, or as UTF-16 if it has other characters: its address and its tagged length.
#[inline(never)]
pub(super) fn latin1_or_utf16(string: &str, cx: &mut LowerContext<'_>) -> Result<(u32, u32)> {
    let len = string.len();
    let at = cx.alloc(len, ALIGN)?;
    let (latin1, rest) = write_latin1(string, cx.bytes_mut(at, len)?);
    if rest.is_empty() {
        let at = shrink(cx, at, len, latin1)?;
        return Ok((at, latin1 as u32));
    }
    let room = len.saturating_mul(2);
    let at = cx.realloc(at, len, ALIGN, room)?;
    let to = cx.bytes_mut(at, room)?;
    // From the last on, because each is moved further back.
    for i in (0..latin1).rev() {
        to[2 * i] = to[i];
        to[2 * i + 1] = 0;
    }
    let units = latin1 + write_utf16(rest, &mut to[2 * latin1..]);
    let at = shrink(cx, at, room, units * 2)?;
    Ok((at, units as u32 | UTF16_TAG))
}

/// Gives the room behind the first `used` bytes back, if there is any.
fn shrink(cx: &mut LowerContext<'_>, at: u32, room: usize, used: usize) -> Result<u32> {
    if used < room { cx.realloc(at, room, ALIGN, used) } else { Ok(at) }
}

/// Writes the characters up to the first that Latin-1 does not have. The number of them, and what is left.
fn write_latin1<'s>(string: &'s str, to: &mut [u8]) -> (usize, &'s str) {
    if string.is_ascii() {
        to.copy_from_slice(string.as_bytes());
        return (string.len(), "");
    }
    let mut count = 0;
    for (at, c) in string.char_indices() {
        // A character has no fewer bytes in UTF-8, so there is room.
        match u8::try_from(c) {
            Ok(byte) => to[count] = byte,
            Err(_) => return (count, &string[at..]),
        }
        count += 1;
    }
    (count, "")
}

/// Writes a string as UTF-16, for which `to` has twice its bytes of room: the number of code units.
fn write_utf16(string: &str, to: &mut [u8]) -> usize {
    let (mut rest, mut units) = (string, 0);
    while !rest.is_empty() {
        if let Some(block) = rest.as_bytes().first_chunk::<BLOCK>()
            && block.is_ascii()
        {
            let to = &mut to[2 * units..][..2 * BLOCK];
            for (to, byte) in to.chunks_exact_mut(2).zip(block) {
                to.copy_from_slice(&u16::from(*byte).to_le_bytes());
            }
            units += BLOCK;
            rest = &rest[BLOCK..];
            continue;
        }
        // Then as many characters as may stand in the way, before the next block is looked at.
        let mut chars = rest.chars();
        for c in chars.by_ref().take(BLOCK) {
            let mut buffer = [0; 2];
            for unit in c.encode_utf16(&mut buffer) {
                // Two code units are four bytes of UTF-8, one is one at least, so there is room.
                to[2 * units..][..2].copy_from_slice(&unit.to_le_bytes());
                units += 1;
            }
        }
        rest = chars.as_str();
    }
    units
}
