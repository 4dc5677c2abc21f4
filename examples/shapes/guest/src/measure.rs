//! Numbers about shapes: area, bounds, and whether they can be drawn at all.

use crate::{Circle, Point, Rectangle, Shape};

pub(crate) fn area(shape: &Shape) -> f64 {
    match shape {
        Shape::Circle(circle) => std::f64::consts::PI * circle.radius * circle.radius,
        Shape::Rectangle(rectangle) => rectangle.width * rectangle.height,
        Shape::Polygon(points) => polygon_area(points),
        Shape::Empty => 0.0,
    }
}

/// The shoelace formula, for either direction.
fn polygon_area(points: &[Point]) -> f64 {
    let nexts = points.iter().cycle().skip(1);
    let twice: f64 = points.iter().zip(nexts).map(|(a, b)| a.x * b.y - b.x * a.y).sum();
    twice.abs() / 2.0
}

pub(crate) fn bounds(shapes: &[Shape]) -> Option<Rectangle> {
    shapes.iter().flat_map(corners).map(|(x, y)| Rectangle { x, y, width: 0.0, height: 0.0 }).reduce(union)
}

/// Points whose bounds are those of the shape.
fn corners(shape: &Shape) -> Vec<(f64, f64)> {
    match shape {
        Shape::Circle(Circle { center, radius }) => {
            vec![(center.x - radius, center.y - radius), (center.x + radius, center.y + radius)]
        }
        Shape::Rectangle(Rectangle { x, y, width, height }) => vec![(*x, *y), (x + width, y + height)],
        Shape::Polygon(points) => points.iter().map(|point| (point.x, point.y)).collect(),
        Shape::Empty => vec![],
    }
}

fn union(a: Rectangle, b: Rectangle) -> Rectangle {
    let (x, y) = (a.x.min(b.x), a.y.min(b.y));
    let right = (a.x + a.width).max(b.x + b.width);
    let top = (a.y + a.height).max(b.y + b.height);
    Rectangle { x, y, width: right - x, height: top - y }
}

pub(crate) fn check(shape: &Shape) -> Result<(), String> {
    match shape {
        Shape::Circle(Circle { center, radius }) => {
            place(center.x, center.y).and_then(|()| size("radius", *radius))
        }
        Shape::Rectangle(Rectangle { x, y, width, height }) => {
            place(*x, *y).and_then(|()| size("width", *width)).and_then(|()| size("height", *height))
        }
        Shape::Polygon(points) if points.len() < 3 => Err(format!("a polygon of {} points", points.len())),
        Shape::Polygon(points) => points.iter().try_for_each(|point| place(point.x, point.y)),
        Shape::Empty => Ok(()),
    }
}

fn place(x: f64, y: f64) -> Result<(), String> {
    if x.is_finite() && y.is_finite() { Ok(()) } else { Err(format!("no such place: {x} {y}")) }
}

fn size(name: &str, value: f64) -> Result<(), String> {
    if value.is_finite() && value >= 0.0 { Ok(()) } else { Err(format!("no such {name}: {value}")) }
}
