//! Shapes and colors as people write them.

use crate::palette::Rgb;
use crate::{Circle, Point, Rectangle, Shape, Style};

pub(crate) fn kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::Circle(_) => "circle",
        Shape::Rectangle(_) => "rectangle",
        Shape::Polygon(_) => "polygon",
        Shape::Empty => "empty",
    }
}

pub(crate) fn parse(text: &str) -> Result<Shape, String> {
    let mut words = text.split_whitespace();
    let kind = words.next().ok_or("no shape given")?;
    let numbers: Vec<f64> = words.map(number).collect::<Result<_, _>>()?;
    match (kind, &numbers[..]) {
        ("circle", &[x, y, radius]) => Ok(Shape::Circle(Circle { center: point(x, y, 0), radius })),
        ("rectangle", &[x, y, width, height]) => Ok(Shape::Rectangle(Rectangle { x, y, width, height })),
        ("polygon", _) if numbers.len() % 2 == 0 => {
            let points = numbers.chunks(2).zip(0..).map(|(place, id)| point(place[0], place[1], id));
            Ok(Shape::Polygon(points.collect()))
        }
        ("empty", &[]) => Ok(Shape::Empty),
        ("circle" | "rectangle" | "polygon" | "empty", _) => {
            Err(format!("{kind} with {} numbers", numbers.len()))
        }
        _ => Err(format!("unknown shape: {kind}")),
    }
}

fn number(word: &str) -> Result<f64, String> {
    word.parse().map_err(|_| format!("not a number: {word}"))
}

fn point(x: f64, y: f64, id: u32) -> Point {
    Point { x, y, id, tag: 0 }
}

pub(crate) fn paint(color: &str, style: Style) -> String {
    let names = [(Style::FILLED, "filled"), (Style::DASHED, "dashed"), (Style::HIDDEN, "hidden")];
    let chosen: Vec<_> =
        names.iter().filter(|(flag, _)| style.contains(*flag)).map(|(_, name)| *name).collect();
    match chosen.split_last() {
        None => color.to_owned(),
        Some((only, [])) => format!("{color}, {only}"),
        Some((last, others)) => format!("{color}, {} and {last}", others.join(", ")),
    }
}

pub(crate) fn hex(Rgb { red, green, blue }: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}
