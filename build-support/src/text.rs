//! WebAssembly text.
//!
//! In: bytes that may be text. Out: a binary. Text is read with feature `wat`; without it, it is refused with the ways out.

use std::borrow::Cow;

use crate::error::{Error, Result};

/// Whether bytes look like WebAssembly text rather than a binary.
#[must_use]
pub fn is_text(bytes: &[u8]) -> bool {
    !bytes.starts_with(b"\0asm")
        && std::str::from_utf8(bytes).is_ok_and(|text| text.trim_start().starts_with(['(', ';']))
}

/// The binary of what may be text.
///
/// # Errors
/// If it is text that does not parse, or text at all while feature `wat` is off.
pub fn to_binary(bytes: &[u8]) -> Result<Cow<'_, [u8]>> {
    if is_text(bytes) { parse(bytes).map(Cow::Owned) } else { Ok(Cow::Borrowed(bytes)) }
}

#[cfg(feature = "wat")]
fn parse(text: &[u8]) -> Result<Vec<u8>> {
    match wat::parse_bytes(text) {
        Ok(binary) => Ok(binary.into_owned()),
        Err(error) => Err(Error {
            offset: None,
            ..Error::invalid(0, format!("WebAssembly text that does not parse: {error}"))
        }),
    }
}

#[cfg(not(feature = "wat"))]
fn parse(_: &[u8]) -> Result<Vec<u8>> {
    let message = "this is WebAssembly text; turn on feature `wat` of `embody`, or make a binary of it with `wasm-tools parse -o \
                   guest.wasm guest.wat`";
    Err(Error { offset: None, ..Error::invalid(0, message) })
}
