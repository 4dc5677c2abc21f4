//! Strings from one guest to another, in another encoding.
//!
//! In: what one guest claims, and where another one wants it. Out: where it then is, and its length as that guest counts
//! it. Code units are read once and written once; memory is asked for as the specification says, which a guest can see.
//! Spec: Canonical ABI, `store_string_into_range`.

use embody_abi::canonical::UTF16_TAG;
use embody_abi::limits::MAX_LIST_BYTES;
use embody_abi::plan::StringEncoding;
use embody_abi::trap::Trap;

use super::units::{Latin1, Units, Utf16};
use super::{copy_to_guest, utf8};
use crate::Result;
use crate::component::canon::{DishonestRealloc, LiftContext, LowerContext};

/// The trap for an error of [`transcode`], as the specification's tests have it where no host is between the guests.
pub(crate) fn trap_of(error: crate::Error) -> crate::Error {
    match error.downcast_ref::<DishonestRealloc>() {
        Some(DishonestRealloc { is_misaligned: true }) => Trap::UnalignedPointer.into(),
        Some(DishonestRealloc { is_misaligned: false }) => Trap::StringOutOfBounds.into(),
        None => error,
    }
}

/// A string as a guest has it.
#[derive(Clone, Copy)]
enum Source<'a> {
    Utf8(&'a str),
    /// Little-endian code units, of which nothing is known. Whether it could have been Latin-1, had its guest not taken
    /// the trouble to look.
    Utf16(&'a [u8], bool),
    Latin1(&'a [u8]),
}

/// Writes the string of `len` code units that one guest claims to have at `at` to another guest.
pub(crate) fn transcode(
    from: &mut LiftContext<'_>,
    to: &mut LowerContext<'_>,
    at: u32,
    len: u32,
) -> Result<(u32, u32)> {
    let is_tagged = from.encoding() == StringEncoding::CompactUtf16;
    let source = match from.encoding() {
        StringEncoding::Utf8 => Source::Utf8(utf8(units(from, at, len, 1, 1)?)?),
        StringEncoding::CompactUtf16 if len & UTF16_TAG == 0 => Source::Latin1(units(from, at, len, 1, 2)?),
        StringEncoding::Utf16 | StringEncoding::CompactUtf16 => {
            let len = if is_tagged { len & !UTF16_TAG } else { len };
            Source::Utf16(units(from, at, len, 2, 2)?, is_tagged)
        }
    };
    match (source, to.encoding()) {
        (Source::Utf8(string), _) => Ok(copy_to_guest(string, to)?.split()),
        (Source::Latin1(bytes), StringEncoding::Utf8) => to_utf8(Latin1(bytes), to),
        (Source::Latin1(bytes), StringEncoding::Utf16) => {
            let at = to.alloc(2 * bytes.len(), 2)?;
            inflate(bytes, to.bytes_mut(at, 2 * bytes.len())?);
            Ok((at, bytes.len() as u32))
        }
        (Source::Latin1(bytes), StringEncoding::CompactUtf16) => {
            let at = to.alloc(bytes.len(), 2)?;
            to.bytes_mut(at, bytes.len())?.copy_from_slice(bytes);
            Ok((at, bytes.len() as u32))
        }
        (Source::Utf16(bytes, _), StringEncoding::Utf8) => to_utf8(Utf16::new(bytes), to),
        (Source::Utf16(bytes, _), StringEncoding::Utf16) => copy_utf16(bytes, to),
        (Source::Utf16(bytes, true), StringEncoding::CompactUtf16) => narrow(bytes, to),
        (Source::Utf16(bytes, false), StringEncoding::CompactUtf16) => to_latin1_or_utf16(bytes, to),
    }
}

/// The bytes of `len` code units that a guest claims to have.
fn units<'a>(from: &mut LiftContext<'a>, at: u32, len: u32, width: u32, align: u32) -> Result<&'a [u8]> {
    let bytes = u64::from(len) * u64::from(width);
    if bytes > MAX_LIST_BYTES || u64::from(at) + bytes > from.memory.len() as u64 {
        return Err(Trap::StringOutOfBounds.into());
    }
    if at & (align - 1) != 0 {
        return Err(Trap::UnalignedPointer.into());
    }
    // At most MAX_LIST_BYTES.
    from.bytes(at, bytes as u32, 1, 1)
}

/// Bytes that are looked at together for being nothing special.
const BLOCK: usize = 32;

/// Writes Latin-1 as UTF-16, for which `to` has twice its bytes of room.
pub(crate) fn inflate(bytes: &[u8], to: &mut [u8]) {
    fn each(bytes: &[u8], to: &mut [u8]) {
        for (unit, byte) in to.as_chunks_mut::<2>().0.iter_mut().zip(bytes) {
            *unit = u16::from(*byte).to_le_bytes();
        }
    }
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    let (to_blocks, to_rest) = to.as_chunks_mut::<{ 2 * BLOCK }>();
    blocks.iter().zip(to_blocks).for_each(|(block, to)| each(block, to));
    each(rest, &mut to_rest[..2 * rest.len()]);
}

/// Writes the low bytes of UTF-16's code units up to one that is not Latin-1, and perhaps some behind it: whether there is
/// none.
fn deflate(bytes: &[u8], to: &mut [u8]) -> bool {
    fn each(bytes: &[u8], to: &mut [u8]) -> bool {
        let mut all = 0;
        for (byte, unit) in to.iter_mut().zip(bytes.as_chunks::<2>().0) {
            all |= u16::from_le_bytes(*unit);
            *byte = unit[0];
        }
        all < 0x100
    }
    let (blocks, rest) = bytes.as_chunks::<{ 2 * BLOCK }>();
    let (to_blocks, to_rest) = to.as_chunks_mut::<BLOCK>();
    blocks.iter().zip(to_blocks).all(|(block, to)| each(block, to)) && each(rest, to_rest)
}

/// Checks that bytes are UTF-16: surrogates come in pairs.
pub(crate) fn check_utf16(bytes: &[u8]) -> Result<()> {
    Utf16::new(bytes).check()
}

/// Writes ASCII characters, a block at a time, as far as it goes: what was written of `to`.
fn ascii<U: Units>(from: &mut U, to: &mut [u8]) -> usize {
    let mut written = 0;
    while let Some(to) = to[written..].first_chunk_mut()
        && let Some(block) = from.ascii()
    {
        *to = block;
        written += block.len();
    }
    written
}

/// Writes UTF-8: as many bytes as there are code units, if that is enough; else the most that they can become, and what
/// is too much is given back.
fn to_utf8<U: Units>(mut rest: U, to: &mut LowerContext<'_>) -> Result<(u32, u32)> {
    let units = rest.len();
    let at = to.alloc(units, 1)?;
    let out = to.bytes_mut(at, units)?;
    let mut written = ascii(&mut rest, out);
    let first = loop {
        match rest.next()? {
            None => return Ok((at, units as u32)),
            Some(c) if c.is_ascii() => {
                out[written] = c as u8;
                written += 1;
            }
            Some(c) => break c,
        }
    };
    let most = units * U::MOST;
    let at = to.realloc(at, units, 1, most)?;
    let out = to.bytes_mut(at, most)?;
    written += first.encode_utf8(&mut out[written..]).len();
    while let Some(c) = rest.next()? {
        written += c.encode_utf8(&mut out[written..]).len();
        if c.is_ascii() {
            written += ascii(&mut rest, &mut out[written..]);
        }
    }
    let at = if written < most { to.realloc(at, most, 1, written)? } else { at };
    Ok((at, written as u32))
}

/// Copies UTF-16 as it is.
fn copy_utf16(bytes: &[u8], to: &mut LowerContext<'_>) -> Result<(u32, u32)> {
    let at = to.alloc(bytes.len(), 2)?;
    check_utf16(bytes)?;
    to.bytes_mut(at, bytes.len())?.copy_from_slice(bytes);
    let len = (bytes.len() / 2) as u32;
    Ok((at, if to.encoding() == StringEncoding::CompactUtf16 { len | UTF16_TAG } else { len }))
}

/// Copies UTF-16 that need not have been, and makes Latin-1 of it if it turns out so.
fn narrow(bytes: &[u8], to: &mut LowerContext<'_>) -> Result<(u32, u32)> {
    let (at, len) = copy_utf16(bytes, to)?;
    if bytes.chunks_exact(2).any(|unit| unit[1] != 0) {
        return Ok((at, len));
    }
    let units = bytes.len() / 2;
    deflate(bytes, to.bytes_mut(at, units)?);
    let at = to.realloc(at, bytes.len(), 2, units)?;
    Ok((at, units as u32))
}

/// Writes Latin-1 as long as that is possible, and if need be UTF-16 after all.
fn to_latin1_or_utf16(bytes: &[u8], to: &mut LowerContext<'_>) -> Result<(u32, u32)> {
    let units = bytes.len() / 2;
    let at = to.alloc(units, 2)?;
    let out = to.bytes_mut(at, units)?;
    if deflate(bytes, out) {
        return Ok((at, units as u32));
    }
    let at = to.realloc(at, units, 2, bytes.len())?;
    check_utf16(bytes)?;
    to.bytes_mut(at, bytes.len())?.copy_from_slice(bytes);
    Ok((at, units as u32 | UTF16_TAG))
}
