//! A sign of life while something takes long.
//!
//! In: what is being done, and the doing. Out: what that gives. On a terminal, a line on the standard error counts the
//! seconds, and is gone when all is done; anywhere else nothing is written.

use std::io::{IsTerminal as _, Write as _};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// What takes less is not worth a line.
const PATIENCE: Duration = Duration::from_millis(400);
/// How often the line changes.
const TICK: Duration = Duration::from_secs(1);

/// Does something that may take long.
pub(crate) fn during<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let is_dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
    if is_dumb || !std::io::stderr().is_terminal() {
        return work();
    }
    let (done, waiting) = channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let started = Instant::now();
            let mut patience = PATIENCE;
            let mut is_shown = false;
            while waiting.recv_timeout(patience) == Err(RecvTimeoutError::Timeout) {
                let mut err = std::io::stderr().lock();
                let _ = write!(err, "\r\x1b[K{what}: {} s", started.elapsed().as_secs());
                let _ = err.flush();
                (patience, is_shown) = (TICK, true);
            }
            if is_shown {
                let _ = write!(std::io::stderr(), "\r\x1b[K");
            }
        });
        // Dropped when the work is done, and when it panics.
        let _done = done;
        work()
    })
}
