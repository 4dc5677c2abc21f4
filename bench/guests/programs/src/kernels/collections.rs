//! Collections, as the standard library has them or made of boxes.

use std::cmp::Reverse;
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BinaryHeap, HashMap};
use std::hash::BuildHasherDefault;

use super::{Random, mix};

// ---- hashmap ----------------------------------------------------------------------------------------------

/// Counts `n` random keys, takes some out again, and looks others up.
pub(crate) fn hashmap(n: u32) -> u64 {
    let mut random = Random::new();
    // With keys of zero, since those of the standard library are random where there is randomness.
    let mut counts: HashMap<u64, u32, BuildHasherDefault<DefaultHasher>> = HashMap::default();
    for _ in 0..n {
        *counts.entry(u64::from(random.below(n)) << 20).or_default() += 1;
    }
    for _ in 0..n / 4 {
        counts.remove(&(u64::from(random.below(n)) << 20));
    }
    let mut digest = counts.len() as u64;
    for _ in 0..n {
        let key = u64::from(random.below(n)) << 20;
        digest = mix(digest, counts.get(&key).copied().map_or(key, u64::from));
    }
    digest
}

// ---- btree ------------------------------------------------------------------------------------------------

/// Inserts `n` random keys in an ordered map, removes half of them, and adds up ranges.
pub(crate) fn btree(n: u32) -> u64 {
    let mut random = Random::new();
    let mut map = BTreeMap::new();
    for i in 0..n {
        map.insert(random.next(), u64::from(i));
        if i % 2 == 1 {
            map.pop_first();
        }
    }
    let mut digest = map.len() as u64;
    for _ in 0..n / 16 {
        let start = random.next();
        digest = mix(digest, map.range(start..).take(16).map(|(key, value)| u64::from(*key) ^ value).sum());
    }
    digest
}

// ---- list -------------------------------------------------------------------------------------------------

type Link = Option<Box<Item>>;

struct Item {
    value: u32,
    next: Link,
}

fn push(list: &mut Link, value: u32) {
    let next = list.take();
    *list = Some(Box::new(Item { value, next }));
}

/// Takes every other item out into a list of its own.
fn split(mut list: Link) -> (Link, Link) {
    let (mut first, mut second) = (None, None);
    while let Some(mut item) = list {
        list = item.next.take();
        item.next = second;
        second = first;
        first = Some(item);
    }
    (first, second)
}

fn merge(mut first: Link, mut second: Link) -> Link {
    let mut merged = None;
    let mut end = &mut merged;
    while let (Some(a), Some(b)) = (&first, &second) {
        let smaller = if a.value <= b.value { &mut first } else { &mut second };
        *end = smaller.take();
        if let Some(item) = end {
            *smaller = item.next.take();
            end = &mut item.next;
        }
    }
    *end = first.or(second);
    merged
}

fn sort(list: Link) -> Link {
    match list {
        Some(item) if item.next.is_some() => {
            let (first, second) = split(Some(item));
            merge(sort(first), sort(second))
        }
        short => short,
    }
}

/// Sorts a linked list of `n` random numbers by merging.
pub(crate) fn list(n: u32) -> u64 {
    let mut random = Random::new();
    let mut list = None;
    for _ in 0..n {
        push(&mut list, random.next());
    }
    let mut rest = sort(list);
    let mut digest = 0;
    // One by one, since dropping the first would recurse through all.
    while let Some(mut item) = rest {
        digest = mix(digest, u64::from(item.value));
        rest = item.next.take();
    }
    digest
}

// ---- dijkstra ---------------------------------------------------------------------------------------------

/// The lengths of the shortest paths from the corner of an `n` by `n` grid with random costs.
pub(crate) fn dijkstra(n: u32) -> u64 {
    let mut random = Random::new();
    let width = n as usize;
    let costs: Vec<u64> = (0..width * width).map(|_| u64::from(random.below(100)) + 1).collect();
    let mut lengths = vec![u64::MAX; width * width];
    let mut queue = BinaryHeap::from([Reverse((0, 0, 0))]);
    while let Some(Reverse((length, x, y))) = queue.pop() {
        if x >= width || y >= width || lengths[y * width + x] <= length {
            continue;
        }
        lengths[y * width + x] = length;
        let length = length + costs[y * width + x];
        // Beyond the left and upper sides, numbers wrap and are past the right and lower ones.
        let neighbours = [(x + 1, y), (x, y + 1), (x.wrapping_sub(1), y), (x, y.wrapping_sub(1))];
        queue.extend(neighbours.map(|(x, y)| Reverse((length, x, y))));
    }
    lengths.into_iter().fold(0, mix)
}
