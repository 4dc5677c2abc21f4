//! Work on many threads whose outcome does not depend on how many they are.

use std::any::Any;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use crate::error::{Error, Result};

/// Stack of a thread: the code generator recurses a little on large functions, more so when it is not optimised.
const STACK_BYTES: usize = 16 << 20;

/// Does `job` for each item, with a state per thread that `state` makes; zero threads mean as many as the machine has.
/// The results are in the order of the items.
///
/// A job that panics is a bug of the job, not of its caller: it becomes an error.
///
/// # Errors
/// That of the first item, in their order, whose job fails.
pub(super) fn map<T: Sync, R: Send, S>(
    threads: usize,
    items: &[T],
    state: impl Fn() -> S + Sync,
    job: impl Fn(&mut S, &T) -> Result<R> + Sync,
) -> Result<Vec<R>> {
    let available = || thread::available_parallelism().map_or(1, NonZero::get);
    let threads = if threads == 0 { available() } else { threads }.clamp(1, items.len().max(1));
    let next = AtomicUsize::new(0);
    let failed = AtomicBool::new(false);
    // Items are taken in order, and each item that was taken is finished. So all before a failed one are finished, too,
    // and the first failure of all is among those found.
    let work = || {
        let mut state = state();
        let mut done = Vec::new();
        while !failed.load(Ordering::Relaxed) {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { break };
            let result = catch_unwind(AssertUnwindSafe(|| job(&mut state, item)));
            let result = result.unwrap_or_else(|payload| Err(panicked(&*payload)));
            let is_failure = result.is_err();
            done.push((index, result));
            if is_failure {
                failed.store(true, Ordering::Relaxed);
                break;
            }
        }
        done
    };
    let mut done = thread::scope(|scope| -> Result<Vec<_>> {
        let spawn = |_| thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work);
        let workers: Vec<_> = (0..threads).map(spawn).collect();
        let mut done = Vec::with_capacity(items.len());
        for worker in workers {
            let worker = worker.map_err(|e| Error::io(format!("cannot start a thread: {e}")))?;
            done.extend(worker.join().map_err(|payload| panicked(&*payload))?);
        }
        Ok(done)
    })?;
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

fn panicked(payload: &(dyn Any + Send)) -> Error {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("a panic without a text");
    Error::bug(format!("the code generator panicked: {text}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_the_order_of_the_items() {
        let items: Vec<u32> = (0..1000).collect();
        for threads in [1, 2, 7] {
            let out = map(threads, &items, || (), |(), item| Ok(item * 2));
            assert_eq!(out, Ok(items.iter().map(|i| i * 2).collect()), "{threads} threads");
        }
        assert_eq!(map(0, &[] as &[u32], || (), |(), item| Ok(*item)), Ok(vec![]));
    }

    #[test]
    fn the_first_failure_wins() {
        let items: Vec<u32> = (0..1000).collect();
        for threads in [1, 2, 7] {
            let out = map(
                threads,
                &items,
                || (),
                |(), item| match item {
                    400.. => Err(Error::limit(item.to_string())),
                    _ => Ok(()),
                },
            );
            assert_eq!(out, Err(Error::limit("400")), "{threads} threads");
        }
    }
}
