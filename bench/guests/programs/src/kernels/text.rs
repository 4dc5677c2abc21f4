//! Text: searching it, decoding it, and taking it apart.

use super::{Random, mix};

const WORDS: [&str; 12] =
    ["a", "is", "the", "wasm", "grüße", "value", "memory", "compile", "component", "λόγος", "日本語", "🦀"];

fn random_text(random: &mut Random, len_bytes: u32) -> String {
    let mut text = String::with_capacity(len_bytes as usize + 16);
    while text.len() < len_bytes as usize {
        text.push_str(WORDS[random.below(WORDS.len() as u32) as usize]);
        text.push(if random.below(10) == 0 { '\n' } else { ' ' });
    }
    text
}

// ---- search -----------------------------------------------------------------------------------------------

/// Looks for five phrases in about `n` bytes of text, by the standard library's search.
pub(crate) fn search(n: u32) -> u64 {
    let text = random_text(&mut Random::new(), n);
    let phrases = ["memory compile component", "wasm is a value", "日本語 a", "zebra", "s the wasm m"];
    let counts = phrases.map(|phrase| text.matches(phrase).count() as u64);
    let last = text.rfind("compile a value").unwrap_or(0) as u64;
    counts.into_iter().fold(last, mix)
}

// ---- utf8 -------------------------------------------------------------------------------------------------

/// The character that a slice begins with, and its length; `None` if it is malformed.
fn decode(bytes: &[u8]) -> Option<(u32, usize)> {
    let continuation =
        |at: usize| bytes.get(at).filter(|byte| **byte & 0xc0 == 0x80).map(|byte| u32::from(*byte & 0x3f));
    let first = u32::from(*bytes.first()?);
    match first {
        0..=0x7f => Some((first, 1)),
        0xc2..=0xdf => Some(((first & 0x1f) << 6 | continuation(1)?, 2)),
        0xe0..=0xef => {
            let code = (first & 0xf) << 12 | continuation(1)? << 6 | continuation(2)?;
            (code >= 0x800 && !(0xd800..0xe000).contains(&code)).then_some((code, 3))
        }
        0xf0..=0xf4 => {
            let high = (first & 7) << 18 | continuation(1)? << 12;
            let code = high | continuation(2)? << 6 | continuation(3)?;
            (0x1_0000..0x11_0000).contains(&code).then_some((code, 4))
        }
        _ => None,
    }
}

/// Decodes about `n` bytes of UTF-8, of which some are damaged.
pub(crate) fn utf8(n: u32) -> u64 {
    let mut random = Random::new();
    let mut bytes = random_text(&mut random, n).into_bytes();
    for _ in 0..n / 1000 {
        let len = bytes.len() as u32;
        bytes[random.below(len) as usize] = 0xff;
    }
    let (mut digest, mut rest) = (0, &bytes[..]);
    while !rest.is_empty() {
        let (code, len_bytes) = decode(rest).unwrap_or((0xfffd, 1));
        digest = mix(digest, u64::from(code));
        rest = &rest[len_bytes..];
    }
    digest
}

// ---- json -------------------------------------------------------------------------------------------------

fn random_json(random: &mut Random, depth: u32, out: &mut String) {
    match random.below(if depth == 0 { 5 } else { 9 }) {
        0 => out.push_str(["true", "false", "null"][random.below(3) as usize]),
        1 | 2 => out.push_str(&random.below(1_000_000).to_string()),
        3 | 4 => {
            out.push_str("\"a \\\"text\\\" \\u00e9 of ");
            out.push_str(WORDS[random.below(WORDS.len() as u32) as usize]);
            out.push('"');
        }
        5 | 6 => {
            out.push('[');
            for i in 0..random.below(8) {
                out.push_str(if i > 0 { ", " } else { "" });
                random_json(random, depth - 1, out);
            }
            out.push(']');
        }
        _ => {
            out.push_str("{\n");
            for i in 0..random.below(8) {
                out.push_str(if i > 0 { ",\n  \"" } else { "  \"" });
                out.push_str(WORDS[random.below(9) as usize]);
                out.push_str("\": ");
                random_json(random, depth - 1, out);
            }
            out.push_str("\n}");
        }
    }
}

enum Token<'a> {
    Mark(u8),
    Text(&'a [u8]),
    Number(u64),
    Word(&'a [u8]),
}

/// The token that a slice begins with, after white space, and what follows it.
fn token(mut bytes: &[u8]) -> Option<(Token<'_>, &[u8])> {
    while let [b' ' | b'\n' | b'\t' | b'\r', rest @ ..] = bytes {
        bytes = rest;
    }
    let first = *bytes.first()?;
    let count = |is_part: fn(&u8) -> bool| bytes.iter().take_while(|byte| is_part(byte)).count();
    match first {
        b'"' => {
            let mut end = 1;
            while end < bytes.len() && bytes[end] != b'"' {
                end += if bytes[end] == b'\\' { 2 } else { 1 };
            }
            Some((Token::Text(bytes.get(1..end)?), bytes.get(end + 1..)?))
        }
        b'0'..=b'9' => {
            let (digits, rest) = bytes.split_at(count(u8::is_ascii_digit));
            let number = digits
                .iter()
                .fold(0_u64, |number, digit| number.wrapping_mul(10).wrapping_add(u64::from(digit - b'0')));
            Some((Token::Number(number), rest))
        }
        b'a'..=b'z' => {
            let (word, rest) = bytes.split_at(count(u8::is_ascii_lowercase));
            Some((Token::Word(word), rest))
        }
        mark => Some((Token::Mark(mark), &bytes[1..])),
    }
}

/// Takes about `n` bytes of JSON apart into tokens.
pub(crate) fn json(n: u32) -> u64 {
    let mut random = Random::new();
    let mut text = String::new();
    while text.len() < n as usize {
        random_json(&mut random, 6, &mut text);
        text.push('\n');
    }
    let (mut digest, mut rest) = (0, text.as_bytes());
    while let Some((token, after)) = token(rest) {
        rest = after;
        digest = mix(
            digest,
            match token {
                Token::Mark(mark) => u64::from(mark),
                Token::Text(text) => text.len() as u64,
                Token::Number(number) => number,
                Token::Word(word) => u64::from(word[0]),
            },
        );
    }
    digest
}

// ---- regex ------------------------------------------------------------------------------------------------

/// What one place of a pattern matches.
enum Class {
    Any,
    Byte(u8),
    Letter,
    Digit,
}

struct Atom {
    class: Class,
    is_repeated: bool,
}

/// `.`, `*`, `\a` for a letter, `\d` for a digit, and bytes that stand for themselves.
fn parse(pattern: &str) -> Vec<Atom> {
    let mut atoms: Vec<Atom> = Vec::new();
    let mut bytes = pattern.bytes();
    while let Some(byte) = bytes.next() {
        let class = match byte {
            b'*' => {
                atoms.iter_mut().last().into_iter().for_each(|atom| atom.is_repeated = true);
                continue;
            }
            b'.' => Class::Any,
            b'\\' => match bytes.next() {
                Some(b'a') => Class::Letter,
                _ => Class::Digit,
            },
            byte => Class::Byte(byte),
        };
        atoms.push(Atom { class, is_repeated: false });
    }
    atoms
}

fn is_in(class: &Class, byte: u8) -> bool {
    match class {
        Class::Any => byte != b'\n',
        Class::Byte(wanted) => *wanted == byte,
        Class::Letter => byte.is_ascii_alphabetic(),
        Class::Digit => byte.is_ascii_digit(),
    }
}

/// How many bytes the atoms match at the start of the text, as many as possible, by backtracking.
fn match_here(atoms: &[Atom], text: &[u8]) -> Option<usize> {
    let Some((first, rest)) = atoms.split_first() else { return Some(0) };
    let limit = if first.is_repeated { text.len() } else { 1 };
    let most = text.iter().take(limit).take_while(|byte| is_in(&first.class, **byte)).count();
    let least = if first.is_repeated { 0 } else { 1 };
    (least..=most).rev().find_map(|taken| Some(taken + match_here(rest, &text[taken..])?))
}

/// The matches of four patterns in about `n` bytes of text, by backtracking.
pub(crate) fn regex(n: u32) -> u64 {
    let text = random_text(&mut Random::new(), n);
    let text = text.as_bytes();
    let mut digest = 0;
    for pattern in ["m\\a*y ", "c\\a*t\\a* value", "the .* is a", "wasm\\d* *is"] {
        let atoms = parse(pattern);
        let mut at = 0;
        while at < text.len() {
            let matched = match_here(&atoms, &text[at..]).unwrap_or(0);
            digest = if matched > 0 { mix(digest, (at + matched) as u64) } else { digest };
            at += matched.max(1);
        }
    }
    digest
}
