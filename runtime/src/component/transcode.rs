//! Strings from one guest to another, in another encoding.
//!
//! In: what one guest claims, and where another one wants it. Out: where it then is, and its length as that guest counts
//! it. Code units are read once and written once; memory is asked for as the specification says, which a guest can see.
//! Spec: Canonical ABI, `store_string_into_range`.

use embody_abi::canonical::UTF16_TAG;
use embody_abi::limits::MAX_LIST_BYTES;
use embody_abi::plan::StringEncoding;
use embody_abi::trap::Trap;

use super::canon::{DishonestRealloc, LiftContext, LowerContext};
use super::string::{copy_to_guest, utf8};
use crate::{Result, bail};

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
        (Source::Utf8(string), _) => copy_to_guest(string, to),
        (Source::Latin1(bytes), StringEncoding::Utf8) => {
            to_utf8(bytes.len(), 2, || bytes.iter().map(|byte| Ok(char::from(*byte))), to)
        }
        (Source::Latin1(bytes), StringEncoding::Utf16) => {
            let at = to.alloc(2 * bytes.len(), 2)?;
            for (unit, byte) in to.bytes_mut(at, 2 * bytes.len())?.chunks_exact_mut(2).zip(bytes) {
                unit.copy_from_slice(&u16::from(*byte).to_le_bytes());
            }
            Ok((at, bytes.len() as u32))
        }
        (Source::Latin1(bytes), StringEncoding::CompactUtf16) => {
            let at = to.alloc(bytes.len(), 2)?;
            to.bytes_mut(at, bytes.len())?.copy_from_slice(bytes);
            Ok((at, bytes.len() as u32))
        }
        (Source::Utf16(bytes, _), StringEncoding::Utf8) => to_utf8(bytes.len() / 2, 3, || chars(bytes), to),
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

/// The characters of UTF-16.
fn chars(bytes: &[u8]) -> impl Iterator<Item = Result<char>> {
    let units = bytes.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
    char::decode_utf16(units).map(|c| match c {
        Ok(c) => Ok(c),
        Err(error) => bail!("invalid utf-16: {error}"),
    })
}

/// Writes UTF-8: as many bytes as there are code units, if that is enough; else the most that they can become, and what
/// is too much is given back.
fn to_utf8<I: Iterator<Item = Result<char>>>(
    units: usize,
    most_per_unit: usize,
    chars: impl Fn() -> I,
    to: &mut LowerContext<'_>,
) -> Result<(u32, u32)> {
    let at = to.alloc(units, 1)?;
    let out = to.bytes_mut(at, units)?;
    let mut written = 0;
    let mut rest = chars();
    let first = loop {
        match rest.next().transpose()? {
            None => return Ok((at, units as u32)),
            Some(c) if c.is_ascii() => {
                out[written] = c as u8;
                written += 1;
            }
            Some(c) => break c,
        }
    };
    let most = units * most_per_unit;
    let at = to.realloc(at, units, 1, most)?;
    let out = to.bytes_mut(at, most)?;
    written += first.encode_utf8(&mut out[written..]).len();
    for c in rest {
        written += c?.encode_utf8(&mut out[written..]).len();
    }
    let at = if written < most { to.realloc(at, most, 1, written)? } else { at };
    Ok((at, written as u32))
}

/// Copies UTF-16 as it is.
fn copy_utf16(bytes: &[u8], to: &mut LowerContext<'_>) -> Result<(u32, u32)> {
    let at = to.alloc(bytes.len(), 2)?;
    chars(bytes).try_for_each(|c| c.map(drop))?;
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
    for (byte, unit) in to.bytes_mut(at, units)?.iter_mut().zip(bytes.chunks_exact(2)) {
        *byte = unit[0];
    }
    let at = to.realloc(at, bytes.len(), 2, units)?;
    Ok((at, units as u32))
}

/// Writes Latin-1 as long as that is possible, and if need be UTF-16 after all.
fn to_latin1_or_utf16(bytes: &[u8], to: &mut LowerContext<'_>) -> Result<(u32, u32)> {
    let units = bytes.len() / 2;
    let at = to.alloc(units, 2)?;
    let out = to.bytes_mut(at, units)?;
    let mut written = 0;
    for unit in bytes.chunks_exact(2) {
        if unit[1] != 0 {
            break;
        }
        out[written] = unit[0];
        written += 1;
    }
    if written == units {
        return Ok((at, units as u32));
    }
    let at = to.realloc(at, units, 2, bytes.len())?;
    chars(bytes).try_for_each(|c| c.map(drop))?;
    to.bytes_mut(at, bytes.len())?.copy_from_slice(bytes);
    Ok((at, units as u32 | UTF16_TAG))
}
