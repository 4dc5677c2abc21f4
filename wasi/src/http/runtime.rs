//! The thread that speaks HTTP: one of the process, which starts when it is first needed and never ends.

use std::io;
use std::sync::OnceLock;

use tokio::runtime::{Builder, Handle};

/// Lookups of names at once, each of which blocks a thread.
const BLOCKING_THREADS: usize = 16;

/// Where futures run.
///
/// # Errors
/// If the system has no threads any more.
pub(super) fn handle() -> io::Result<&'static Handle> {
    static HANDLE: OnceLock<Result<Handle, io::ErrorKind>> = OnceLock::new();
    HANDLE.get_or_init(|| start().map_err(|error| error.kind())).as_ref().map_err(|kind| (*kind).into())
}

fn start() -> io::Result<Handle> {
    let runtime = Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .max_blocking_threads(BLOCKING_THREADS)
        .build()?;
    let handle = runtime.handle().clone();
    let thread = std::thread::Builder::new().name("embody-wasi-http".to_owned());
    thread.spawn(move || runtime.block_on(std::future::pending::<()>()))?;
    Ok(handle)
}
