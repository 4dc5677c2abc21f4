//! Counts of what was compared and what was not, and why.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

static COUNTS: LazyLock<Mutex<Counts>> = LazyLock::new(Mutex::default);

#[derive(Default)]
struct Counts {
    of: BTreeMap<String, u64>,
    total: u64,
}

impl Counts {
    fn table(&self) -> String {
        self.of.iter().map(|(what, count)| format!("{count:>9}  {what}\n")).collect()
    }
}

/// Counts one more of `what`, and prints all counts each time that their sum has doubled, if asked to.
pub fn count(what: &str) {
    let mut counts = COUNTS.lock().unwrap_or_else(PoisonError::into_inner);
    counts.total += 1;
    match counts.of.get_mut(what) {
        Some(count) => *count += 1,
        None => {
            counts.of.insert(what.to_owned(), 1);
        }
    }
    if counts.total >= 64 && counts.total.is_power_of_two() && std::env::var_os("EMBODY_FUZZ_STATS").is_some()
    {
        eprint!("{}", counts.table());
    }
}

/// All counts, a line each.
#[must_use]
pub fn table() -> String {
    COUNTS.lock().unwrap_or_else(PoisonError::into_inner).table()
}

/// How often `what` was counted.
#[must_use]
pub fn counted(what: &str) -> u64 {
    COUNTS.lock().unwrap_or_else(PoisonError::into_inner).of.get(what).copied().unwrap_or(0)
}
