//! Machine code of 64-bit Arm as text.

use yaxpeax_arch::{Decoder as _, U8Reader};
use yaxpeax_arm::armv8::a64::InstDecoder;

use super::code::{Code, Data, Line, Refers, place};

/// The instructions, and the data between them.
pub(super) fn lines(code: Code<'_>) -> Vec<Line<'_>> {
    let decoder = InstDecoder::default();
    let (mut out, mut data, mut at) = (Vec::new(), Data::default(), 0);
    while at < code.end {
        if let Some((lines, end)) = data.at(at, code) {
            out.extend(lines);
            at = end;
            continue;
        }
        let bytes = &code.bytes[at..code.bytes.len().min(at + 4)];
        let word = bytes.try_into().map(u32::from_le_bytes).unwrap_or_default();
        let far = |distance: i64| i64::try_from(at).ok()?.checked_add(distance)?.try_into().ok();
        if let Some(refers) = refers(word, far) {
            data.note(refers, at, code);
        }
        let text = match decoder.decode(&mut U8Reader::new(bytes)) {
            Ok(instruction) => instruction.to_string(),
            Err(_) => format!(".word {word:#010x}"),
        };
        let target = branch(word).map(|distance| i64::from(place(code, at)) + distance);
        let target = target.and_then(|target| u32::try_from(target).ok());
        let text = match target {
            Some(target) => absolute(&text, target),
            None => text,
        };
        out.push(Line { offset: place(code, at), bytes, text, target });
        at += bytes.len();
    }
    out
}

/// The text of an instruction with the place that it names, in the stead of the distance, which comes last.
fn absolute(text: &str, place: u32) -> String {
    match text.rsplit_once(' ') {
        Some((before, _)) => format!("{before} {place:#x}"),
        None => text.to_owned(),
    }
}

/// A signed number of words that stands in an instruction, in bytes.
fn distance(word: u32, lowest: u32, bits: u32) -> i64 {
    let field = (word >> lowest) << (32 - bits);
    i64::from(field.cast_signed() >> (32 - bits)) * 4
}

/// Bytes from an instruction to where it branches: `b`, `bl`, `b.cond`, `cbz`, `cbnz`, `tbz`, `tbnz`.
fn branch(word: u32) -> Option<i64> {
    match word {
        _ if word & 0x7c00_0000 == 0x1400_0000 => Some(distance(word, 0, 26)),
        _ if word & 0xff00_0000 == 0x5400_0000 => Some(distance(word, 5, 19)),
        _ if word & 0x7e00_0000 == 0x3400_0000 => Some(distance(word, 5, 19)),
        _ if word & 0x7e00_0000 == 0x3600_0000 => Some(distance(word, 5, 14)),
        _ => None,
    }
}

/// `adr` takes the address of a table, a load relative to the program counter one of constants.
fn refers(word: u32, far: impl Fn(i64) -> Option<usize>) -> Option<Refers> {
    match word {
        _ if word & 0x9f00_0000 == 0x1000_0000 => {
            far(distance(word, 5, 19) + i64::from(word >> 29 & 3)).map(|at| Refers::Table(at, None))
        }
        _ if word & 0x3b00_0000 == 0x1800_0000 => far(distance(word, 5, 19)).map(Refers::Constants),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn branches_go_where_they_say() {
        for (word, expected) in [
            (0x1400_0002_u32, Some(8)), // b +8
            (0x97ff_ffff, Some(-4)),    // bl -4
            (0x5400_0040, Some(8)),     // b.eq +8
            (0xb4ff_ffe0, Some(-4)),    // cbz x0, -4
            (0x3600_0040, Some(8)),     // tbz w0, #0, +8
            (0xd65f_03c0, None),        // ret
        ] {
            assert_eq!(branch(word), expected, "{word:#x}");
        }
    }

    #[test]
    fn instructions_are_named() {
        let words = [0xd65f_03c0_u32, 0x9400_0002, 0xb400_0040];
        let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        let lines = lines(Code { bytes: &bytes, end: bytes.len(), start: 0x100 });
        let text: Vec<_> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(text, ["ret", "bl 0x10c", "cbz x0, 0x110"]);
    }
}
