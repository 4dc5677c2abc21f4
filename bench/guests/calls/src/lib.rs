//! Guest of the benchmark's calls: functions so small that what a call costs is what it costs to get there.

use bench::calls::host;

wit_bindgen::generate!({ path: "guest.wit" });

/// How each item is called: long enough not to fit where a pointer does.
const NAME: &str = "sixteen letters!";

struct Calls;

impl Guest for Calls {
    fn add(a: u32, b: u32) -> u32 {
        a.wrapping_add(b)
    }

    fn len(text: String) -> u32 {
        text.len() as u32
    }

    fn greet(name: String) -> String {
        ["Hello, ", &name].concat()
    }

    fn sum_bytes(bytes: Vec<u8>) -> u64 {
        bytes.into_iter().map(u64::from).sum()
    }

    fn sum_words(words: Vec<u32>) -> u64 {
        words.into_iter().map(u64::from).sum()
    }

    fn sum_points(points: Vec<Point>) -> f64 {
        points.iter().map(|point| point.x + point.y + f64::from(point.id)).sum()
    }

    fn make_points(count: u32) -> Vec<Point> {
        (0..count).map(|id| Point { x: f64::from(id), y: 1.0, id, tag: 0 }).collect()
    }

    fn flip_points(points: Vec<Point>) -> Vec<Point> {
        points.into_iter().map(|point| Point { x: point.y, y: point.x, ..point }).collect()
    }

    fn sum_items(items: Vec<Item>) -> u32 {
        items.iter().map(|item| item.id + item.name.len() as u32).sum()
    }

    fn make_items(count: u32) -> Vec<Item> {
        (0..count).map(|id| Item { id, name: NAME.to_owned(), score: 1.0, on: true }).collect()
    }

    fn loop_tick(times: u32) -> u32 {
        (0..times).fold(0, |last, _| host::tick(last))
    }

    fn loop_take(times: u32, length: u32) -> u32 {
        let text = "a".repeat(length as usize);
        (0..times).fold(0, |sum: u32, _| sum.wrapping_add(host::take_string(&text)))
    }

    fn loop_make(times: u32, length: u32) -> u32 {
        (0..times).fold(0, |sum: u32, _| sum.wrapping_add(host::make_string(length).len() as u32))
    }
}

export!(Calls);
