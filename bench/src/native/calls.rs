//! The guest's and the host's functions, compiled for the host.
//!
//! Each pointer goes through a black box once: from then on the compiler cannot know what it points to, and
//! the loop holds a plain indirect call and nothing else.

use std::borrow::Borrow;
use std::hint::black_box;

use crate::cases::Call;
use crate::op::{Digest, Op, repeat};

#[derive(Clone, Copy)]
struct Point {
    x: f64,
    y: f64,
    id: u32,
    #[expect(dead_code, reason = "it takes part in being copied")]
    tag: u32,
}

struct Item {
    id: u32,
    name: String,
    #[expect(dead_code, reason = "it takes part in being copied")]
    score: f32,
    #[expect(dead_code, reason = "it takes part in being copied")]
    on: bool,
}

/// Prepares a call.
pub(super) fn prepare(call: Call) -> Box<dyn Op> {
    match call {
        Call::Add => {
            let add: extern "C" fn(u32, u32) -> u32 = black_box(add);
            repeat(move || add(black_box(1), black_box(2)))
        }
        Call::Len(text) => call_with(len, text.make()),
        Call::Greet(name) => call_with(greet, name.make()),
        Call::SumBytes => call_with(sum_bytes, vec![7; 1 << 20]),
        Call::SumWords => call_with(sum_words, vec![7; 1 << 18]),
        Call::SumPoints(count) => call_with(sum_points, make_points(&count)),
        Call::MakePoints(count) => call_with(make_points, count),
        Call::FlipPoints(count) => call_with(flip_points, make_points(&count)),
        Call::SumItems(count) => call_with(sum_items, make_items(&count)),
        Call::MakeItems(count) => call_with(make_items, count),
        Call::Tick(times) => {
            let tick: extern "C" fn(u32) -> u32 = black_box(tick);
            repeat(move || (0..times).fold(0, |last, _| tick(last)))
        }
        Call::TakeString(times, len_bytes) => {
            let text = "a".repeat(len_bytes as usize);
            let take: fn(&str) -> u32 = black_box(len);
            repeat(move || (0..times).fold(0, |sum: u32, _| sum.wrapping_add(take(black_box(&text)))))
        }
        Call::MakeString(times, len_bytes) => {
            let make: fn(u32) -> String = black_box(|length| "a".repeat(length as usize));
            repeat(move || (0..times).fold(0, |sum: u32, _| sum.wrapping_add(make(len_bytes).len() as u32)))
        }
    }
}

fn call_with<A: Borrow<B> + 'static, B: ?Sized + 'static, R: Digest + 'static>(
    function: fn(&B) -> R,
    argument: A,
) -> Box<dyn Op> {
    let function = black_box(function);
    repeat(move || function(black_box(&argument).borrow()))
}

extern "C" fn add(a: u32, b: u32) -> u32 {
    a.wrapping_add(b)
}

extern "C" fn tick(x: u32) -> u32 {
    x.wrapping_add(1)
}

fn len(text: &str) -> u32 {
    text.len() as u32
}

fn greet(name: &str) -> String {
    ["Hello, ", name].concat()
}

fn sum_bytes(bytes: &[u8]) -> u64 {
    bytes.iter().copied().map(u64::from).sum()
}

fn sum_words(words: &[u32]) -> u64 {
    words.iter().copied().map(u64::from).sum()
}

fn sum_points(points: &[Point]) -> f64 {
    points.iter().map(|point| point.x + point.y + f64::from(point.id)).sum()
}

fn make_points(count: &u32) -> Vec<Point> {
    (0..*count).map(|id| Point { x: f64::from(id), y: 1.0, id, tag: 0 }).collect()
}

fn flip_points(points: &[Point]) -> Vec<Point> {
    points.iter().map(|point| Point { x: point.y, y: point.x, ..*point }).collect()
}

fn sum_items(items: &[Item]) -> u32 {
    items.iter().map(|item| item.id + item.name.len() as u32).sum()
}

fn make_items(count: &u32) -> Vec<Item> {
    (0..*count).map(|id| Item { id, name: "sixteen letters!".to_owned(), score: 1.0, on: true }).collect()
}
