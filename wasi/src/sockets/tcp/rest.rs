//! What guests wrote and the system did not take: one thread of the process sends it when it can.
//!
//! In: connections that have something left. Out: bytes, in order, whatever the guest does meanwhile: it may wait for the
//! answer, compute, shut the connection down, or be gone. The thread starts when it is first needed.

use std::io::{PipeReader, PipeWriter, Read, Write};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec};

use super::connection::Connection;

/// How long the other side of a connection that nobody has any more may take nothing.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where connections are handed to the thread.
struct Handover {
    new: Arc<Mutex<Vec<Arc<Connection>>>>,
    /// A byte wakes the thread.
    wake: PipeWriter,
}

/// A connection with something left.
struct Left {
    connection: Arc<Connection>,
    /// When the other side last took something.
    since: Instant,
}

static HANDOVER: OnceLock<Option<Handover>> = OnceLock::new();

/// Has what is left of a connection sent. Whether it is; if the system has no threads any more, it goes out when the
/// guest asks whether it can write.
pub(super) fn watch(connection: &Arc<Connection>) -> bool {
    let Some(handover) = HANDOVER.get_or_init(|| start().ok()) else {
        return false;
    };
    handover.new.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(connection));
    // A pipe that is full wakes the thread as well.
    let _ = (&handover.wake).write(&[0]);
    true
}

fn start() -> std::io::Result<Handover> {
    let (woken, wake) = std::io::pipe()?;
    rustix::io::ioctl_fionbio(&wake, true)?;
    rustix::io::ioctl_fionbio(&woken, true)?;
    let new = Arc::<Mutex<Vec<Arc<Connection>>>>::default();
    let own = Arc::clone(&new);
    std::thread::Builder::new().name("embody-wasi-tcp".to_owned()).spawn(move || run(woken, &own))?;
    Ok(Handover { new, wake })
}

fn run(mut woken: PipeReader, new: &Mutex<Vec<Arc<Connection>>>) {
    let mut all = Vec::<Left>::new();
    loop {
        let ready = wait(&woken, &all);
        let now = Instant::now();
        let mut ready = ready.into_iter();
        if ready.next().is_some_and(|is_woken| is_woken) {
            // As many bytes as there are; any of them said all that they say.
            while matches!(woken.read(&mut [0; 64]), Ok(1..)) {}
        }
        all.retain_mut(|left| {
            let is_ready = ready.next().unwrap_or_default();
            if is_ready {
                left.since = now;
            }
            !is_ready || left.connection.send_rest()
        });
        all.retain(|left| {
            Arc::strong_count(&left.connection) > 1 || now.duration_since(left.since) < PATIENCE
        });
        let new = std::mem::take(&mut *new.lock().unwrap_or_else(PoisonError::into_inner));
        all.extend(new.into_iter().map(|connection| Left { connection, since: now }));
    }
}

/// Waits until the thread is woken or something can be sent. Which of them, the thread first.
fn wait(woken: &PipeReader, all: &[Left]) -> Vec<bool> {
    let mut fds = vec![PollFd::new(woken, PollFlags::IN)];
    fds.extend(
        all.iter().map(|left| PollFd::from_borrowed_fd(left.connection.socket().fd(), PollFlags::OUT)),
    );
    let timeout = (!all.is_empty()).then(|| Timespec::try_from(PATIENCE).ok()).flatten();
    match rustix::event::poll(&mut fds, timeout.as_ref()) {
        Ok(_) => fds.iter().map(|fd| !fd.revents().is_empty()).collect(),
        Err(_) => Vec::new(),
    }
}
