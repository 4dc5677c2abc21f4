//! What the guest imports.

use crate::shapes::imports;
use crate::shapes::imports::docs::shapes::palette::{self, Color, Ink, Rgb};

/// All colors, in the order of their numbers.
pub(crate) const COLORS: [Color; 4] = [Color::Red, Color::Green, Color::Blue, Color::Black];

/// A host that remembers which steps the guest took.
#[derive(Default)]
pub(crate) struct Host {
    pub(crate) steps: Vec<(u8, String)>,
}

/// The name of a color.
pub(crate) fn name(color: Color) -> &'static str {
    match color {
        Color::Red => "red",
        Color::Green => "green",
        Color::Blue => "blue",
        Color::Black => "black",
    }
}

/// The interface `palette`.
impl palette::Host for Host {
    fn name_of(&mut self, c: Color) -> embody::Result<String> {
        Ok(name(c).to_owned())
    }

    fn rgb_of(&mut self, c: Color) -> embody::Result<Rgb> {
        Ok(match c {
            Color::Red => Rgb { red: 255, green: 0, blue: 0 },
            Color::Green => Rgb { red: 0, green: 128, blue: 0 },
            Color::Blue => Rgb { red: 0, green: 0, blue: 255 },
            Color::Black => Rgb { red: 0, green: 0, blue: 0 },
        })
    }

    /// Nothing for no note, a color for its name, and a mixture that shows the note's length for all else.
    fn ink_for(&mut self, note: &str) -> embody::Result<Ink> {
        if note.is_empty() {
            return Ok(Ink::None);
        }
        let named = COLORS.into_iter().find(|color| name(*color) == note);
        Ok(match named {
            Some(color) => Ink::Named(color),
            None => Ink::Mixed(Rgb { red: 1, green: 2, blue: u8::try_from(note.len())? }),
        })
    }

    fn swatches(&mut self) -> embody::Result<Vec<(Color, String)>> {
        Ok(COLORS.map(|color| (color, name(color).to_uppercase())).to_vec())
    }
}

/// The function `trace`, which the guest imports without an interface.
impl imports::Host for Host {
    /// The inner result is the host's answer, which the guest handles; the outer one would end the call.
    fn trace(&mut self, depth: u8, note: &str) -> embody::Result<Result<u32, Color>> {
        self.steps.push((depth, note.to_owned()));
        Ok(if depth == 3 { Err(Color::Blue) } else { Ok(u32::from(depth) * 100) })
    }
}
