//! Strings in each encoding: what a guest sees of them, and what it cannot make the host believe.

use embody_abi::canonical::UTF16_TAG;
use embody_abi::plan::StringEncoding::{self, CompactUtf16, Utf8, Utf16};

use super::texts::Texts;
use crate::component::canon::{LiftContext, LiftFrom, Lower, LowerContext};
use crate::component::place::Place;
use crate::vm::{FakeGuest, Realloc};
use crate::{Result, bail};

/// A guest that notes what its `realloc` is asked for, and then does as it is told.
struct Guest {
    memory: Vec<u8>,
    calls: Vec<[u32; 4]>,
    /// What it returns, call by call; then it is honest.
    lies: Vec<Result<u32, &'static str>>,
}

impl Guest {
    fn new(lies: &[Result<u32, &'static str>]) -> Self {
        Self { memory: vec![0; 8], calls: Vec::new(), lies: lies.to_vec() }
    }
}

impl FakeGuest for Guest {
    fn memory(&mut self) -> &mut [u8] {
        &mut self.memory
    }

    fn realloc(&mut self, old: u32, old_len: u32, align: u32, len: u32) -> Result<u32> {
        self.calls.push([old, old_len, align, len]);
        let honest = self.memory.realloc(old, old_len, align, len)?;
        match self.lies.get(self.calls.len() - 1) {
            None => Ok(honest),
            Some(Ok(lie)) => Ok(*lie),
            Some(Err(trap)) => bail!("{trap}"),
        }
    }
}

fn lower(guest: &mut Guest, encoding: StringEncoding, string: &str) -> Result<[u32; 2]> {
    let mut slots = [0; 2];
    string.lower(
        &mut LowerContext { realloc: Realloc::fake(guest), encoding, place: Place::NOWHERE },
        &mut slots,
    )?;
    Ok(slots.map(|slot| slot as u32))
}

fn lift(memory: &[u8], encoding: StringEncoding, at: u32, len: u32) -> Result<String> {
    let slots = [at, len].map(u64::from);
    let string = String::lift(&mut LiftContext::new(memory, encoding), &slots);
    let texts = Texts::default();
    let mut cx = LiftContext { texts: Some(texts.keeper()), ..LiftContext::new(memory, encoding) };
    let borrowed = <&str>::lift(&mut cx, &slots);
    let mut pair = [0; 8];
    pair[..4].copy_from_slice(&at.to_le_bytes());
    pair[4..].copy_from_slice(&len.to_le_bytes());
    let loaded = <&str>::load(&mut cx, &pair);
    assert_eq!(string.as_deref().ok(), borrowed.as_deref().ok(), "borrowed");
    assert_eq!(string.as_deref().ok(), loaded.as_deref().ok(), "loaded");
    string
}

/// Strings of all lengths and widths around the blocks that are looked at together.
fn samples() -> Vec<String> {
    let mut out = Vec::new();
    for c in
        ['a', '\u{7f}', '\u{80}', 'ß', '\u{ff}', '\u{100}', '世', '\u{d7ff}', '\u{e000}', '\u{ffff}', '😀']
    {
        for len in [0, 1, 2, 15, 16, 17, 31, 32, 33, 47, 48, 49, 100] {
            out.push(std::iter::repeat_n(c, len).collect());
            out.push("x".repeat(len) + &c.to_string());
            out.push(c.to_string() + &"x".repeat(len));
            out.push("é".repeat(len) + &c.to_string() + &"x".repeat(40));
        }
    }
    out
}

fn bytes_of(units: impl Iterator<Item = u16>) -> Vec<u8> {
    units.flat_map(u16::to_le_bytes).collect()
}

#[test]
fn strings_survive_and_are_what_the_standard_library_makes_of_them() {
    for string in samples() {
        let utf16 = bytes_of(string.encode_utf16());
        let latin1: Option<Vec<u8>> = string.chars().map(|c| u8::try_from(c).ok()).collect();
        for encoding in [Utf8, Utf16, CompactUtf16] {
            let mut guest = Guest::new(&[]);
            let [at, len] = lower(&mut guest, encoding, &string).unwrap();
            let (bytes, expected_len) = match (encoding, &latin1) {
                (Utf8, _) => (string.as_bytes(), string.len() as u32),
                (CompactUtf16, Some(latin1)) => (&latin1[..], latin1.len() as u32),
                (CompactUtf16, None) => (&utf16[..], (utf16.len() as u32 / 2) | UTF16_TAG),
                (Utf16, _) => (&utf16[..], utf16.len() as u32 / 2),
            };
            assert_eq!(len, expected_len, "{encoding:?} {string:?}");
            assert_eq!(&guest.memory[at as usize..][..bytes.len()], bytes, "{encoding:?} {string:?}");
            assert_eq!(lift(&guest.memory, encoding, at, len).unwrap(), string, "{encoding:?}");
        }
    }
}

#[test]
fn latin1_may_be_utf16() {
    let memory = bytes_of("né".encode_utf16());
    assert_eq!(lift(&memory, CompactUtf16, 0, 2 | UTF16_TAG).unwrap(), "né");
    assert_eq!(lift(&memory, CompactUtf16, 0, 4).unwrap(), "n\0é\0", "each byte is a character");
}

#[test]
fn realloc_is_asked_for_what_the_specification_says() {
    let calls = |encoding, string| {
        let mut guest = Guest::new(&[]);
        lower(&mut guest, encoding, string).unwrap();
        guest.calls
    };
    assert_eq!(calls(Utf8, "aé"), [[0, 0, 1, 3]]);
    assert_eq!(calls(Utf16, ""), [[0, 0, 2, 0]]);
    assert_eq!(calls(Utf16, "ab"), [[0, 0, 2, 4]], "fits");
    assert_eq!(calls(Utf16, "aé"), [[0, 0, 2, 6], [8, 6, 2, 4]], "shrinks");
    assert_eq!(calls(Utf16, "😀"), [[0, 0, 2, 8], [8, 8, 2, 4]]);
    assert_eq!(calls(CompactUtf16, ""), [[0, 0, 2, 0]]);
    assert_eq!(calls(CompactUtf16, "abc"), [[0, 0, 2, 3]], "fits");
    assert_eq!(calls(CompactUtf16, "aé"), [[0, 0, 2, 3], [8, 3, 2, 2]], "shrinks");
    assert_eq!(calls(CompactUtf16, "aé世"), [[0, 0, 2, 6], [8, 6, 2, 12], [14, 12, 2, 6]], "grows, shrinks");
    assert_eq!(calls(CompactUtf16, "世ab"), [[0, 0, 2, 5], [8, 5, 2, 10], [14, 10, 2, 6]]);
}

fn refused(result: Result<impl std::fmt::Debug>, what: &str) {
    let error = result.expect_err("a refusal").to_string();
    assert!(error.contains(what), "{error}");
}

#[test]
fn what_a_guest_claims_is_checked() {
    let memory = [0x41; 16];
    refused(lift(&memory, Utf16, 0, 9), "out of bounds");
    for len in [UTF16_TAG - 1, UTF16_TAG, UTF16_TAG | 8, u32::MAX] {
        refused(lift(&memory, Utf16, 0, len), "over a limit");
    }
    refused(lift(&memory, Utf16, 2, 8), "out of bounds");
    refused(lift(&memory, Utf16, 18, 0), "out of bounds");
    refused(lift(&memory, Utf16, 0xffff_fffe, 1), "out of bounds");
    refused(lift(&memory, CompactUtf16, 0, 17), "out of bounds");
    refused(lift(&memory, CompactUtf16, 0, 9 | UTF16_TAG), "out of bounds");
    refused(lift(&memory, CompactUtf16, 0, u32::MAX), "over a limit");
    for at in [1, 3, 15, 17, u32::MAX] {
        refused(lift(&memory, Utf16, at, 0), "aligned");
        refused(lift(&memory, CompactUtf16, at, 0), "aligned");
        refused(lift(&memory, CompactUtf16, at, 1), "aligned");
        refused(lift(&memory, CompactUtf16, at, UTF16_TAG), "aligned");
    }
    assert_eq!(lift(&memory, Utf16, 16, 0).unwrap(), "");
    assert_eq!(lift(&memory, CompactUtf16, 16, UTF16_TAG).unwrap(), "");
    assert_eq!(lift(&memory, Utf16, 0, 8).unwrap(), "\u{4141}".repeat(8));
    assert_eq!(lift(&memory, CompactUtf16, 0, 16).unwrap(), "A".repeat(16));
}

#[test]
fn surrogates_come_in_pairs() {
    let (high, low) = (0xd83d, 0xde00);
    for filler in [0, 1, 14, 15, 16, 17, 30, 40] {
        let filled = |units: &[u16]| {
            let filler = std::iter::repeat_n(u16::from(b'x'), filler);
            let units: Vec<u16> = filler.clone().chain(units.iter().copied()).chain(filler).collect();
            let (memory, len) = (bytes_of(units.iter().copied()), units.len() as u32);
            let compact = lift(&memory, CompactUtf16, 0, len | UTF16_TAG);
            let plain = lift(&memory, Utf16, 0, len);
            assert_eq!(compact.ok(), plain.as_ref().ok().cloned());
            plain
        };
        assert!(filled(&[high, low]).unwrap().contains('😀'));
        assert!(filled(&[0xdbff, 0xdfff]).unwrap().contains(char::MAX));
        for units in [&[high][..], &[low], &[low, high], &[high, high, low], &[high, low, low], &[high, 0x61]]
        {
            refused(filled(units), "surrogate");
        }
    }
}

#[test]
fn a_dishonest_realloc_is_an_error() {
    // At the first, second and third call.
    for (encoding, string, calls) in
        [(Utf16, "ab", 1), (Utf16, "é", 2), (CompactUtf16, "é", 2), (CompactUtf16, "é世", 3)]
    {
        for call in 0..calls {
            let honest = {
                let mut guest = Guest::new(&[]);
                lower(&mut guest, encoding, string).unwrap();
                // What it returned, which is where the next call starts from.
                guest.calls[1..].iter().map(|call| Ok(call[0])).collect::<Vec<_>>()
            };
            let told = |lie| {
                let mut lies = honest[..call].to_vec();
                lies.push(lie);
                let mut guest = Guest::new(&lies);
                let result = lower(&mut guest, encoding, string);
                assert_eq!(guest.calls.len(), call + 1, "nothing is asked after a lie");
                result
            };
            refused(told(Ok(9)), "not aligned");
            refused(told(Ok(u32::MAX)), "not aligned");
            refused(told(Ok(u32::MAX - 1)), "beyond end of memory");
            refused(told(Ok(0x1000)), "beyond end of memory");
            refused(told(Err("unreachable")), "unreachable");
        }
    }
}

#[test]
fn where_nothing_can_be_kept_is_an_error() {
    refused(<&str>::lift(&mut LiftContext::new(&[0; 2], Utf16), &[0, 1]), "a bug in Embody");
}
