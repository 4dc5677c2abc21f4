//! Calls through pointers to functions and to closures.

use std::cmp::Ordering;
use std::hint::black_box;

use super::{Random, mix};

// ---- compare ----------------------------------------------------------------------------------------------

#[derive(Clone, Copy)]
struct Record {
    id: u32,
    weight: u32,
    class: u8,
}

type Compare = fn(&Record, &Record) -> Ordering;

const ORDERS: [Compare; 4] = [
    |a, b| a.weight.cmp(&b.weight),
    |a, b| b.id.cmp(&a.id),
    |a, b| a.class.cmp(&b.class).then(a.id.cmp(&b.id)),
    |a, b| (a.weight % 1000).cmp(&(b.weight % 1000)).then_with(|| a.id.cmp(&b.id)),
];

/// A stable merge sort, for any order.
#[inline(never)]
fn sort_by(records: &mut [Record], scratch: &mut [Record], compare: Compare) {
    let middle = records.len() / 2;
    if middle == 0 {
        return;
    }
    sort_by(&mut records[..middle], scratch, compare);
    sort_by(&mut records[middle..], scratch, compare);
    let scratch = &mut scratch[..records.len()];
    scratch.copy_from_slice(records);
    let (low, high) = scratch.split_at(middle);
    let (mut from_low, mut from_high) = (0, 0);
    for record in records {
        let takes_low = from_high == high.len()
            || from_low < low.len() && compare(&low[from_low], &high[from_high]) != Ordering::Greater;
        if takes_low {
            *record = low[from_low];
            from_low += 1;
        } else {
            *record = high[from_high];
            from_high += 1;
        }
    }
}

/// Sorts `n` records by each of four orders.
pub(crate) fn compare(n: u32) -> u64 {
    let mut random = Random::new();
    let mut records: Vec<_> =
        (0..n).map(|id| Record { id, weight: random.next(), class: random.below(10) as u8 }).collect();
    let mut scratch = records.clone();
    let mut digest = 0;
    for order in black_box(ORDERS) {
        sort_by(&mut records, &mut scratch, order);
        digest = records.iter().fold(digest, |digest, record| mix(digest, u64::from(record.id)));
    }
    digest
}

// ---- closures ---------------------------------------------------------------------------------------------

/// What comes out of it goes into the next, unless nothing does.
type Stage = Box<dyn FnMut(u64) -> Option<u64>>;

fn stages() -> Vec<Stage> {
    let (mut previous, mut count, mut window) = (0, 0_u64, [0_u64; 8]);
    let factor = black_box(2_654_435_761_u64);
    vec![
        Box::new(move |value| Some(value.wrapping_mul(factor))),
        Box::new(|value| Some(value ^ (value >> 15))),
        Box::new(|value| (value % 8 != 0).then_some(value)),
        Box::new(move |value| {
            let change = value.wrapping_sub(previous);
            previous = value;
            Some(change)
        }),
        Box::new(|value| (value & 0x30 != 0x10).then_some(value >> 2)),
        Box::new(move |value| {
            count += 1;
            Some(value.wrapping_add(count))
        }),
        Box::new(move |value| {
            let slot = &mut window[(value % 8) as usize];
            *slot = slot.wrapping_add(value);
            Some(*slot)
        }),
        Box::new(|value| Some(value.rotate_left(7))),
    ]
}

/// Sends the numbers below `n` through eight closures, of which some keep values back.
pub(crate) fn closures(n: u32) -> u64 {
    let mut stages = black_box(stages());
    (0..n)
        .filter_map(|value| stages.iter_mut().try_fold(u64::from(value), |value, stage| stage(value)))
        .fold(0, mix)
}
