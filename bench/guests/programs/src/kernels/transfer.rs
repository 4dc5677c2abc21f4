//! Bytes that are moved, encoded and compressed.

use std::hint::black_box;

use super::{Random, mix, mix_bytes};

fn random_bytes(random: &mut Random, count: u32) -> Vec<u8> {
    (0..count).map(|_| (random.next() >> 24) as u8).collect()
}

// ---- copy -------------------------------------------------------------------------------------------------

/// Copies, moves, fills and compares `n` random ranges of two buffers of 64 KiB.
pub(crate) fn copy(n: u32) -> u64 {
    const LEN_BYTES: u32 = 1 << 16;
    let mut random = Random::new();
    let mut first = random_bytes(&mut random, LEN_BYTES);
    let mut second = black_box(vec![0; LEN_BYTES as usize]);
    let mut digest = 0;
    for _ in 0..n {
        // Many ranges are short, and some are long.
        let limit = 1 << (4 + random.below(11));
        let len = random.below(limit) as usize;
        let from = random.below(LEN_BYTES / 2) as usize;
        let to = random.below(LEN_BYTES / 2) as usize;
        match random.below(4) {
            0 => second[to..to + len].copy_from_slice(&first[from..from + len]),
            1 => first.copy_within(from..from + len, to),
            2 => second[to..to + len].fill(len as u8),
            _ => digest = mix(digest, first[from..from + len].cmp(&second[from..from + len]) as u64),
        }
    }
    mix_bytes(mix_bytes(digest, &first), &second)
}

// ---- base64 -----------------------------------------------------------------------------------------------

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn encode(bytes: &[u8]) -> Vec<u8> {
    let mut encoded = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for (place, shift) in [18, 12, 6, 0].into_iter().enumerate() {
            let letter = ALPHABET[(bits >> shift) as usize % 64];
            encoded.push(if place <= group.len() { letter } else { b'=' });
        }
    }
    encoded
}

fn decode(encoded: &[u8], values: &[u8; 256]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(encoded.len() / 4 * 3);
    for group in encoded.chunks_exact(4) {
        let padding = group.iter().rev().take_while(|letter| **letter == b'=').count();
        let mut bits = 0;
        for letter in group {
            let value = values[usize::from(*letter)];
            if value >= 64 && *letter != b'=' {
                return None;
            }
            bits = bits << 6 | u32::from(value % 64);
        }
        bytes.extend_from_slice(&bits.to_be_bytes()[1..4 - padding.min(2)]);
    }
    Some(bytes)
}

/// Encodes `n` random bytes and decodes them again.
pub(crate) fn base64(n: u32) -> u64 {
    let mut values = [255; 256];
    for (value, letter) in (0..).zip(ALPHABET) {
        values[usize::from(*letter)] = value;
    }
    let bytes = random_bytes(&mut Random::new(), n);
    let encoded = encode(&bytes);
    let decoded = decode(&encoded, &values);
    assert_eq!(decoded.as_ref(), Some(&bytes));
    mix_bytes(0, &encoded)
}

// ---- compress ---------------------------------------------------------------------------------------------

/// A phrase that was there before is found by the hash of its first four bytes.
const HASH_BITS: u32 = 12;
const MATCH_MIN: usize = 4;
const MATCH_MAX: usize = MATCH_MIN + 126;
const DISTANCE_MAX: usize = 1 << 16;

/// Repeats phrases with changes, so that there is something to find.
fn phrases(random: &mut Random, len_bytes: u32) -> Vec<u8> {
    let mut bytes = random_bytes(random, 256);
    while bytes.len() < len_bytes as usize {
        let start = random.below(bytes.len() as u32) as usize;
        let end = (start + 4 + random.below(60) as usize).min(bytes.len());
        bytes.extend_from_within(start..end);
        bytes.push(random.below(256) as u8);
    }
    bytes
}

/// Literal runs as their length and bytes; matches as 128 plus their length, and their distance.
fn compressed(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut last_seen = vec![usize::MAX; 1 << HASH_BITS];
    let (mut at, mut literals_from) = (0, 0);
    while let Some(start) = bytes[at..].first_chunk::<MATCH_MIN>() {
        let hash = u32::from_le_bytes(*start).wrapping_mul(2_654_435_761) >> (32 - HASH_BITS);
        let candidate = std::mem::replace(&mut last_seen[hash as usize], at);
        let mut matched = 0;
        if candidate < at && at - candidate < DISTANCE_MAX {
            let pairs = bytes[candidate..].iter().zip(&bytes[at..]).take(MATCH_MAX);
            matched = pairs.take_while(|(old, new)| old == new).count();
        }
        if matched < MATCH_MIN {
            at += 1;
            continue;
        }
        push_literals(&mut out, &bytes[literals_from..at]);
        out.push(128 + (matched - MATCH_MIN) as u8);
        out.extend_from_slice(&((at - candidate) as u16).to_le_bytes());
        at += matched;
        literals_from = at;
    }
    push_literals(&mut out, &bytes[literals_from..]);
    out
}

fn push_literals(out: &mut Vec<u8>, literals: &[u8]) {
    for run in literals.chunks(127) {
        out.push(run.len() as u8);
        out.extend_from_slice(run);
    }
}

fn decompressed(mut rest: &[u8], len_bytes: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(len_bytes);
    while let Some((tag, after)) = rest.split_first() {
        if let Some(more) = tag.checked_sub(128) {
            let (distance, after) = after.split_first_chunk()?;
            let start = bytes.len().checked_sub(usize::from(u16::from_le_bytes(*distance)))?;
            // A match may reach into what it makes.
            for i in start..start + MATCH_MIN + usize::from(more) {
                bytes.push(*bytes.get(i)?);
            }
            rest = after;
        } else {
            let (literals, after) = after.split_at_checked(usize::from(*tag))?;
            bytes.extend_from_slice(literals);
            rest = after;
        }
    }
    Some(bytes)
}

/// Compresses about `n` bytes in the manner of Lempel and Ziv, and decompresses them again.
pub(crate) fn compress(n: u32) -> u64 {
    let bytes = phrases(&mut Random::new(), n);
    let short = compressed(&bytes);
    assert_eq!(decompressed(&short, bytes.len()).as_ref(), Some(&bytes));
    mix_bytes(short.len() as u64, &short)
}
