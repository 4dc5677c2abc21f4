//! A guest's code units other than UTF-8, read as characters.
//!
//! In: bytes whose range has been checked. Out: characters one by one, or a block at a time where all are ASCII. Spec:
//! Canonical ABI, `load_string_from_range`.

use crate::{Result, bail};

/// Code units that are looked at together for being ASCII.
pub(super) const BLOCK: usize = 16;

/// What of a string has not been taken yet.
pub(super) trait Units {
    /// Bytes of UTF-8 that a code unit becomes at most.
    const MOST: usize;

    /// Code units that are left.
    fn len(&self) -> usize;

    /// Takes the next block, if it is ASCII.
    fn ascii(&mut self) -> Option<[u8; BLOCK]>;

    /// Takes the next character.
    fn next(&mut self) -> Result<Option<char>>;
}

/// Latin-1: each byte is a character.
pub(super) struct Latin1<'a>(pub(super) &'a [u8]);

impl Units for Latin1<'_> {
    const MOST: usize = 2;

    fn len(&self) -> usize {
        self.0.len()
    }

    #[inline(always)]
    fn ascii(&mut self) -> Option<[u8; BLOCK]> {
        let (block, rest) = self.0.split_first_chunk()?;
        if !block.is_ascii() {
            return None;
        }
        self.0 = rest;
        Some(*block)
    }

    #[inline(always)]
    fn next(&mut self) -> Result<Option<char>> {
        let Some((first, rest)) = self.0.split_first() else { return Ok(None) };
        self.0 = rest;
        Ok(Some(char::from(*first)))
    }
}

/// UTF-16, little-endian, of which nothing is known.
pub(super) struct Utf16<'a>(&'a [[u8; 2]]);

impl<'a> Utf16<'a> {
    /// The code units of some bytes.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes.as_chunks().0)
    }

    /// Checks that surrogates come in pairs.
    pub(super) fn check(mut self) -> Result<()> {
        let is_surrogate = |unit: &[u8; 2]| unit[1] & 0xf8 == 0xd8;
        while let Some((first, rest)) = self.0.split_first() {
            match self.0.split_first_chunk::<BLOCK>() {
                Some((block, rest)) if !block.iter().fold(false, |any, unit| any | is_surrogate(unit)) => {
                    self.0 = rest;
                }
                _ if !is_surrogate(first) => self.0 = rest,
                _ => drop(self.next()?),
            }
        }
        Ok(())
    }
}

impl Units for Utf16<'_> {
    const MOST: usize = 3;

    fn len(&self) -> usize {
        self.0.len()
    }

    #[inline(always)]
    fn ascii(&mut self) -> Option<[u8; BLOCK]> {
        let (block, rest) = self.0.split_first_chunk::<BLOCK>()?;
        if block.iter().fold(0, |all, unit| all | u16::from_le_bytes(*unit)) >= 0x80 {
            return None;
        }
        self.0 = rest;
        Some(block.map(|unit| unit[0]))
    }

    #[inline(always)]
    fn next(&mut self) -> Result<Option<char>> {
        let units = self.0.iter().take(2).map(|unit| u16::from_le_bytes(*unit));
        match char::decode_utf16(units).next() {
            Some(Ok(c)) => {
                self.0 = &self.0[c.len_utf16()..];
                Ok(Some(c))
            }
            Some(Err(error)) => unpaired(error.unpaired_surrogate()),
            None => Ok(None),
        }
    }
}

#[cold]
#[inline(never)]
fn unpaired<T>(surrogate: u16) -> Result<T> {
    bail!("the guest gave a string that is not UTF-16: unpaired surrogate {surrogate:#06x}")
}
