//! How long operations take, each side in turn.
//!
//! In: the operations of up to three sides. Out: the median time of each per operation. A round takes one
//! batch of each side, so that whatever else the machine does meets all sides alike; and the clock is that of
//! this thread's CPU time.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

use crate::op::Op;

/// How thoroughly to measure.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    rounds: usize,
    batch: Duration,
    /// No round begins after this, once there are `MIN_ROUNDS`.
    limit: Duration,
}

const MIN_ROUNDS: usize = 5;

impl Effort {
    /// A first look, or the real thing.
    pub(crate) fn new(quick: bool) -> Self {
        let millis = Duration::from_millis;
        if quick {
            Self { rounds: 7, batch: millis(1), limit: millis(500) }
        } else {
            Self { rounds: 60, batch: millis(4), limit: millis(15_000) }
        }
    }
}

/// Nanoseconds per operation for each side, in the order given.
pub(crate) fn measure(sides: &mut [Box<dyn Op>], effort: Effort) -> Vec<f64> {
    let batches: Vec<u64> = sides.iter_mut().map(|op| calibrate(op.as_mut(), effort.batch)).collect();
    let mut samples = vec![Vec::new(); sides.len()];
    let start = cpu_time();
    for round in 0..effort.rounds {
        if round >= MIN_ROUNDS && cpu_time() - start > effort.limit {
            break;
        }
        for ((op, &times), samples) in sides.iter_mut().zip(&batches).zip(&mut samples) {
            samples.push(batch(op.as_mut(), times).as_nanos() as f64 / times as f64);
        }
    }
    samples.into_iter().map(median).collect()
}

/// The middle value; of an even number, the mean of the two in the middle.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let upper = values.len() / 2;
    if values.len() % 2 == 1 { values[upper] } else { f64::midpoint(values[upper - 1], values[upper]) }
}

/// How many times an operation has to be done for a batch to take this long. Warms it up as well.
fn calibrate(op: &mut dyn Op, target: Duration) -> u64 {
    let mut times = 1;
    loop {
        let took = batch(op, times);
        if took >= target {
            return times;
        }
        // Towards the target with some to spare, but carefully: the first batches are slower than those to
        // come.
        let factor = target.as_secs_f64() / took.as_secs_f64().max(1e-9) * 1.1;
        times = ((times as f64 * factor) as u64).clamp(times + 1, times * 8);
    }
}

fn batch(op: &mut dyn Op, times: u64) -> Duration {
    let start = cpu_time();
    op.run(times);
    cpu_time() - start
}

/// The CPU time of this thread.
pub(crate) fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::op::repeat;

    #[test]
    fn median_is_the_middle() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), 2.5);
    }

    #[test]
    fn what_does_more_takes_longer() {
        let work =
            |rounds: u32| repeat(move || (0..rounds).fold(0_u32, |sum, i| std::hint::black_box(sum ^ i)));
        let measured = measure(&mut [work(100), work(10_000)], Effort::new(true));
        assert!(measured[0] * 10.0 < measured[1], "{measured:?}");
    }
}
