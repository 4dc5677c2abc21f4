//! What disassemblers of all machines have in common: code in, lines out, and data between the code.
//!
//! Constants lie behind a function's code, tables of jumps in the midst of it. Nothing marks them, but instructions that are
//! in front of them refer to them.

/// Zeros that alignment puts in front of constants.
const MAX_PADDING: usize = 15;

/// Machine code of one function.
#[derive(Clone, Copy)]
pub(super) struct Code<'a> {
    /// Its bytes, and what is between it and the next one.
    pub(super) bytes: &'a [u8],
    /// From here on there are only zeros, with which what begins before may end.
    pub(super) end: usize,
    /// Its place in the text.
    pub(super) start: u32,
}

/// An instruction, or data.
pub(super) struct Line<'a> {
    /// Its place in the text.
    pub(super) offset: u32,
    pub(super) bytes: &'a [u8],
    pub(super) text: String,
    /// Where it goes, if it calls or jumps to a place that is known.
    pub(super) target: Option<u32>,
}

/// What an instruction says of data of its function. Places count from the start of the code.
pub(super) enum Refers {
    /// To constants: they are the rest of the code.
    Constants(usize),
    /// To a table of jumps, of so many entries if that is known.
    Table(usize, Option<usize>),
}

/// Where the data is, as far as it is known.
#[derive(Default)]
pub(super) struct Data {
    constants: Option<usize>,
    tables: Vec<(usize, Option<usize>)>,
}

impl Data {
    /// Notes what an instruction refers to, unless that is in front of it or no part of the code.
    pub(super) fn note(&mut self, refers: Refers, at: usize, code: Code<'_>) {
        let is_ahead = |place: usize| place > at && place < code.end;
        match refers {
            Refers::Constants(place) if is_ahead(place) => {
                self.constants = Some(self.constants.map_or(place, |before| before.min(place)));
            }
            Refers::Table(place, entries) if is_ahead(place) => self.tables.push((place, entries)),
            _ => {}
        }
    }

    /// The lines of the data at a place, if there is any, and where it ends.
    pub(super) fn at<'a>(&self, at: usize, code: Code<'a>) -> Option<(Vec<Line<'a>>, usize)> {
        let data = |range: std::ops::Range<usize>, text: String, target| Line {
            offset: place(code, range.start),
            bytes: &code.bytes[range],
            text,
            target,
        };
        // In front of constants there may be a few zeros, for their alignment.
        let is_padding =
            |constants| code.bytes.get(at..constants).is_none_or(|gap| gap.iter().all(|b| *b == 0));
        if self.constants.is_some_and(|constants| at + MAX_PADDING >= constants && is_padding(constants)) {
            let end = code.end;
            let rows = (at..end).step_by(8).map(|row| data(row..end.min(row + 8), ".constant".into(), None));
            return Some((rows.collect(), end));
        }
        let (_, entries) = self.tables.iter().find(|(table, _)| *table == at)?;
        // An entry is a distance from the table to code of the function. The table ends before the first of these at last, or
        // where something is no such distance.
        let (mut lines, mut row, mut end) = (Vec::new(), at, code.end);
        while row + 4 <= end && entries.is_none_or(|entries| lines.len() < entries) {
            let bytes = code.bytes.get(row..row + 4).and_then(|bytes| bytes.try_into().ok())?;
            let target = at.checked_add_signed(i32::from_le_bytes(bytes) as isize);
            let Some(target) = target.filter(|target| *target < code.end) else { break };
            if target > row {
                end = end.min(target);
            }
            lines.push(data(row..row + 4, format!(".jump {:#x}", place(code, target)), None));
            row += 4;
        }
        if lines.is_empty() {
            return None;
        }
        Some((lines, row))
    }
}

/// A place of the code as one of the text.
pub(super) fn place(code: Code<'_>, at: usize) -> u32 {
    code.start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(data: &Data, at: usize, bytes: &[u8]) -> Option<(Vec<String>, usize)> {
        let (lines, end) = data.at(at, Code { bytes, end: bytes.len(), start: 0x100 })?;
        Some((lines.into_iter().map(|line| format!("{:x} {}", line.offset, line.text)).collect(), end))
    }

    #[test]
    fn constants_are_the_rest() {
        let (bytes, mut data) =
            ([1, 1, 1, 1, 0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0, 1, 2, 3, 4], Data::default());
        let code = Code { bytes: &bytes, end: bytes.len(), start: 0x100 };
        data.note(Refers::Constants(8), 0, code);
        data.note(Refers::Constants(12), 0, code);
        data.note(Refers::Constants(0), 4, code);
        data.note(Refers::Constants(20), 4, code);
        assert_eq!(lines(&data, 0, &bytes), None);
        assert_eq!(lines(&data, 4, &bytes).map(|(rows, _)| rows.len()), Some(2), "zeros in front of them");
        let (rows, end) = lines(&data, 8, &bytes).unwrap();
        assert_eq!((rows, end), (vec!["108 .constant".to_owned(), "110 .constant".to_owned()], 20));
    }

    #[test]
    fn a_table_ends_where_the_first_of_its_jumps_goes() {
        // Two entries, then the code to which they go; before that, another time, code to which they do not go.
        let bytes = [&[0x90; 4][..], &12_i32.to_le_bytes(), &8_i32.to_le_bytes(), &[0x90; 8]].concat();
        let more = [&[0x90; 4][..], &16_i32.to_le_bytes(), &12_i32.to_le_bytes(), &[0x90; 12]].concat();
        let mut data = Data::default();
        data.note(Refers::Table(4, None), 0, Code { bytes: &bytes, end: bytes.len(), start: 0x100 });
        let (rows, end) = lines(&data, 4, &bytes).unwrap();
        assert_eq!((rows, end), (vec!["104 .jump 0x110".to_owned(), "108 .jump 0x10c".to_owned()], 12));
        let (rows, end) = lines(&data, 4, &more).unwrap();
        assert_eq!((rows, end), (vec!["104 .jump 0x114".to_owned(), "108 .jump 0x110".to_owned()], 12));
    }
}
