//! Trait objects: shapes, and expressions as trees of nodes.

use std::f64::consts::PI;
use std::hint::black_box;

use super::{Random, mix};

// ---- shapes -----------------------------------------------------------------------------------------------

trait Shape {
    fn area(&self) -> f64;
    fn contains(&self, x: f64, y: f64) -> bool;
    fn grow(&mut self, factor: f64);
}

struct Circle {
    x: f64,
    y: f64,
    radius: f64,
}

struct Rectangle {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

/// With a right angle at its corner.
struct Triangle {
    x: f64,
    y: f64,
    leg: f64,
}

/// The shapes' union.
struct Group(Vec<Box<dyn Shape>>);

impl Shape for Circle {
    fn area(&self) -> f64 {
        PI * self.radius * self.radius
    }

    fn contains(&self, x: f64, y: f64) -> bool {
        let (x, y) = (x - self.x, y - self.y);
        x * x + y * y <= self.radius * self.radius
    }

    fn grow(&mut self, factor: f64) {
        self.radius *= factor;
    }
}

impl Shape for Rectangle {
    fn area(&self) -> f64 {
        self.width * self.height
    }

    fn contains(&self, x: f64, y: f64) -> bool {
        let (x, y) = (x - self.x, y - self.y);
        x >= 0.0 && y >= 0.0 && x <= self.width && y <= self.height
    }

    fn grow(&mut self, factor: f64) {
        self.width *= factor;
        self.height *= factor;
    }
}

impl Shape for Triangle {
    fn area(&self) -> f64 {
        self.leg * self.leg / 2.0
    }

    fn contains(&self, x: f64, y: f64) -> bool {
        let (x, y) = (x - self.x, y - self.y);
        x >= 0.0 && y >= 0.0 && x + y <= self.leg
    }

    fn grow(&mut self, factor: f64) {
        self.leg *= factor;
    }
}

impl Shape for Group {
    fn area(&self) -> f64 {
        self.0.iter().map(|shape| shape.area()).sum()
    }

    fn contains(&self, x: f64, y: f64) -> bool {
        self.0.iter().any(|shape| shape.contains(x, y))
    }

    fn grow(&mut self, factor: f64) {
        self.0.iter_mut().for_each(|shape| shape.grow(factor));
    }
}

fn random_shape(random: &mut Random, depth: u32) -> Box<dyn Shape> {
    let (x, y, size) = (random.fraction(), random.fraction(), random.fraction() / 4.0);
    match random.below(if depth == 0 { 3 } else { 4 }) {
        0 => Box::new(Circle { x, y, radius: size }),
        1 => Box::new(Rectangle { x, y, width: size, height: random.fraction() / 4.0 }),
        2 => Box::new(Triangle { x, y, leg: size }),
        _ => Box::new(Group((0..4).map(|_| random_shape(random, depth - 1)).collect())),
    }
}

/// Asks 1000 shapes `n` times which of them contain a point, and how large they are.
pub(crate) fn shapes(n: u32) -> f64 {
    let mut random = Random::new();
    let mut shapes: Vec<_> = (0..1000).map(|_| random_shape(&mut random, 2)).collect();
    let mut covered = 0.0;
    for round in 0..n {
        let (x, y) = (random.fraction(), random.fraction());
        for shape in &shapes {
            if shape.contains(x, y) {
                covered += shape.area();
            }
        }
        let factor = if round % 2 == 0 { 1.25 } else { 0.8 };
        shapes.iter_mut().for_each(|shape| shape.grow(factor));
    }
    covered
}

// ---- ast --------------------------------------------------------------------------------------------------

trait Node {
    fn evaluate(&self, variables: &[i64; 4]) -> i64;
}

struct Constant(i64);
struct Variable(usize);
struct Negation(Box<dyn Node>);
struct Sum(Box<dyn Node>, Box<dyn Node>);
struct Product(Box<dyn Node>, Box<dyn Node>);
struct Difference(Box<dyn Node>, Box<dyn Node>);
/// The second if the first is positive, else the third.
struct Choice(Box<dyn Node>, Box<dyn Node>, Box<dyn Node>);

impl Node for Constant {
    fn evaluate(&self, _: &[i64; 4]) -> i64 {
        self.0
    }
}

impl Node for Variable {
    fn evaluate(&self, variables: &[i64; 4]) -> i64 {
        variables[self.0]
    }
}

impl Node for Negation {
    fn evaluate(&self, variables: &[i64; 4]) -> i64 {
        self.0.evaluate(variables).wrapping_neg()
    }
}

impl Node for Sum {
    fn evaluate(&self, variables: &[i64; 4]) -> i64 {
        self.0.evaluate(variables).wrapping_add(self.1.evaluate(variables))
    }
}

impl Node for Product {
    fn evaluate(&self, variables: &[i64; 4]) -> i64 {
        self.0.evaluate(variables).wrapping_mul(self.1.evaluate(variables))
    }
}

impl Node for Difference {
    fn evaluate(&self, variables: &[i64; 4]) -> i64 {
        self.0.evaluate(variables).wrapping_sub(self.1.evaluate(variables))
    }
}

impl Node for Choice {
    fn evaluate(&self, variables: &[i64; 4]) -> i64 {
        let chosen = if self.0.evaluate(variables) > 0 { &self.1 } else { &self.2 };
        chosen.evaluate(variables)
    }
}

fn random_node(random: &mut Random, depth: u32) -> Box<dyn Node> {
    if depth == 0 {
        return match random.below(2) {
            0 => Box::new(Constant(i64::from(random.below(100)) - 50)),
            _ => Box::new(Variable(random.below(4) as usize)),
        };
    }
    let kind = random.below(6);
    let mut child = || random_node(random, depth - 1);
    match kind {
        0 => Box::new(Negation(child())),
        1 | 2 => Box::new(Sum(child(), child())),
        3 => Box::new(Product(child(), child())),
        4 => Box::new(Difference(child(), child())),
        _ => Box::new(Choice(child(), child(), child())),
    }
}

/// Evaluates a tree of up to some hundred nodes for `n` settings of its variables.
pub(crate) fn ast(n: u32) -> u64 {
    let mut random = Random::new();
    let tree = black_box(random_node(&mut random, 8));
    (0..n).fold(0, |digest, i| {
        let i = i64::from(i);
        mix(digest, tree.evaluate(&[i, i >> 3, 500 - i, i % 7]) as u64)
    })
}
