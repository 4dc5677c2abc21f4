//! Guest of the shapes example: plane geometry over every value type of the component model.

use docs::shapes::palette;
use exports::docs::shapes::geometry::{Circle, Guest, Point, Rectangle, Scalars, Shape, Style};

mod measure;
mod text;

wit_bindgen::generate!({ path: "guest.wit" });

struct Shapes;

impl Guest for Shapes {
    fn area(s: Shape) -> f64 {
        measure::area(&s)
    }

    fn flip(mut points: Vec<Point>) -> Vec<Point> {
        for point in &mut points {
            point.y = -point.y;
        }
        points
    }

    fn classify(shapes: Vec<Shape>) -> Vec<(String, f64)> {
        shapes.iter().map(|shape| (text::kind(shape).to_owned(), measure::area(shape))).collect()
    }

    fn bounds(shapes: Vec<Shape>) -> Option<Rectangle> {
        measure::bounds(&shapes)
    }

    fn parse(text: String) -> Result<Shape, String> {
        text::parse(&text)
    }

    fn check(s: Shape) -> Result<(), String> {
        measure::check(&s)
    }

    fn paint(c: Color, s: Style) -> String {
        text::paint(&palette::name_of(c), s)
    }

    fn stroke(note: String) -> String {
        match palette::ink_for(&note) {
            palette::Ink::None => "invisible".to_owned(),
            palette::Ink::Named(color) => {
                format!("{} {}", palette::name_of(color), text::hex(palette::rgb_of(color)))
            }
            palette::Ink::Mixed(parts) => text::hex(parts),
        }
    }

    fn legend() -> Vec<String> {
        palette::swatches().into_iter().map(|(color, name)| format!("{} {name}", color as u8)).collect()
    }

    fn descend(depth: u8, note: String) -> Result<u32, Color> {
        (0..=depth).try_fold(0_u32, |sum, depth| Ok(sum.wrapping_add(trace(depth, &note)?)))
    }

    fn wide(
        truth: bool,
        tiny: i8,
        byte: u8,
        short: i16,
        ushort: u16,
        int: i32,
        uint: u32,
        long: i64,
        ulong: u64,
        single: f32,
        double: f64,
        letter: char,
        text: String,
        p: Point,
        extra: Option<u32>,
    ) -> Scalars {
        let added = p.tag.wrapping_add(extra.unwrap_or(0)).wrapping_add(text.len() as u32);
        let uint = uint.wrapping_add(added);
        Scalars { truth, tiny, byte, short, ushort, int, uint, long, ulong, single, double, letter }
    }

    fn join(words: Vec<String>, separator: char) -> String {
        words.join(separator.encode_utf8(&mut [0; 4]))
    }

    fn reverse(mut bytes: Vec<u8>) -> Vec<u8> {
        bytes.reverse();
        bytes
    }

    fn echo_scalars(value: Scalars) -> Scalars {
        value
    }

    fn echo_shape(value: Shape) -> Shape {
        value
    }

    fn echo_style(value: Style) -> Style {
        value
    }

    fn echo_options(value: Option<Option<u32>>) -> Option<Option<u32>> {
        value
    }

    fn echo_bool(value: bool) -> bool {
        value
    }

    fn echo_s8(value: i8) -> i8 {
        value
    }

    fn echo_u8(value: u8) -> u8 {
        value
    }

    fn echo_s16(value: i16) -> i16 {
        value
    }

    fn echo_u16(value: u16) -> u16 {
        value
    }

    fn echo_s32(value: i32) -> i32 {
        value
    }

    fn echo_u32(value: u32) -> u32 {
        value
    }

    fn echo_s64(value: i64) -> i64 {
        value
    }

    fn echo_u64(value: u64) -> u64 {
        value
    }

    fn echo_f32(value: f32) -> f32 {
        value
    }

    fn echo_f64(value: f64) -> f64 {
        value
    }

    fn echo_char(value: char) -> char {
        value
    }
}

export!(Shapes);
