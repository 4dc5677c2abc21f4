//! A TCP connection: the two streams that a guest has of it.
//!
//! In: bytes of a guest, of which the system takes some. Out: the rest, which waits here, goes out before anything else
//! does, and is not lost if the guest shuts the connection down or drops it. Nothing here blocks.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use embody::Error;
use rustix::io::Errno;
use rustix::net::{RecvFlags, SendFlags, Shutdown};

use super::rest;
use super::socket::Socket;
use crate::io::fd::{self, Pending};
use crate::io::{Failure, Input, Interest, Output, Readiness, Subscribe};
use crate::limits::Held;

/// A connection. Its streams and its socket share it.
pub(super) struct Connection {
    socket: Arc<Socket>,
    is_read: AtomicBool,
    outgoing: Mutex<Outgoing>,
    _held: Held,
}

/// What goes out.
struct Outgoing {
    state: State,
    pending: Pending,
    /// Whether the thread that sends what is left has it.
    is_watched: bool,
}

enum State {
    Open,
    /// The guest writes no more; what is left goes out.
    Closing,
    /// It failed while the guest did something else, and the guest does not know yet.
    Failed(Error),
    Closed,
}

/// The stream that a guest reads.
pub(super) struct Reading(pub(super) Arc<Connection>);

/// The stream that a guest writes.
pub(super) struct Writing(pub(super) Arc<Connection>);

impl Connection {
    pub(super) fn new(socket: Arc<Socket>, held: Held) -> Self {
        let outgoing = Outgoing { state: State::Open, pending: Pending::default(), is_watched: false };
        Self { socket, is_read: AtomicBool::new(true), outgoing: Mutex::new(outgoing), _held: held }
    }

    fn outgoing(&self) -> MutexGuard<'_, Outgoing> {
        self.outgoing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn socket(&self) -> &Socket {
        &self.socket
    }

    /// Sends what it can; a signal is no reason to stop.
    fn send(&self, bytes: &[u8]) -> Result<usize, Errno> {
        rustix::net::send(self.socket.fd(), bytes, SendFlags::NOSIGNAL)
    }

    /// Reads no more. What came already is thrown away.
    pub(super) fn shut_down_input(&self) {
        if self.is_read.swap(false, Ordering::Relaxed) {
            // The other side may be gone already.
            let _ = rustix::net::shutdown(self.socket.fd(), Shutdown::Read);
        }
    }

    /// Writes no more, and tells the other side so when all has gone out.
    pub(super) fn shut_down_output(&self) {
        let mut outgoing = self.outgoing();
        if matches!(outgoing.state, State::Open) {
            if outgoing.pending.is_empty() {
                self.close(&mut outgoing);
            } else {
                outgoing.state = State::Closing;
            }
        }
    }

    fn close(&self, outgoing: &mut Outgoing) {
        outgoing.state = State::Closed;
        let _ = rustix::net::shutdown(self.socket.fd(), Shutdown::Write);
    }

    /// Sends some of what is left. Whether some is left still; who asks comes again then.
    pub(super) fn send_rest(&self) -> bool {
        let mut outgoing = self.outgoing();
        let sent = outgoing.pending.check_write(|bytes| self.send(bytes));
        let is_closing = matches!(outgoing.state, State::Closing);
        match sent {
            Ok(0) => return true,
            Ok(_) if is_closing => self.close(&mut outgoing),
            Ok(_) => {}
            Err(Failure::Failed(error)) if !is_closing => outgoing.state = State::Failed(error),
            Err(_) => outgoing.state = State::Closed,
        }
        outgoing.is_watched = false;
        false
    }
}

impl Outgoing {
    /// Fails unless it is open.
    fn check_open(&mut self) -> Result<(), Failure> {
        match std::mem::replace(&mut self.state, State::Closed) {
            State::Open => {
                self.state = State::Open;
                Ok(())
            }
            State::Closing => {
                self.state = State::Closing;
                Err(Failure::Closed)
            }
            State::Failed(error) => Err(Failure::Failed(error)),
            State::Closed => Err(Failure::Closed),
        }
    }

    /// What failed once does not open again.
    fn closed_if_failed<T>(&mut self, result: Result<T, Failure>) -> Result<T, Failure> {
        if result.is_err() {
            self.state = State::Closed;
        }
        result
    }
}

impl Subscribe for Reading {
    fn readiness(&self) -> Readiness<'_> {
        if self.0.is_read.load(Ordering::Relaxed) {
            Readiness::Fd(self.0.socket.fd(), Interest::Read)
        } else {
            Readiness::Ready
        }
    }
}

impl Input for Reading {
    fn read(&self, len: usize) -> Result<Vec<u8>, Failure> {
        let is_read = &self.0.is_read;
        if !is_read.load(Ordering::Relaxed) {
            return Err(Failure::Closed);
        }
        if len == 0 {
            return Ok(Vec::new());
        }
        let mut bytes = fd::buffer_of(self.0.socket.fd(), len);
        match rustix::net::recv(self.0.socket.fd(), &mut bytes[..], RecvFlags::empty()) {
            Ok((_, 0)) => {
                is_read.store(false, Ordering::Relaxed);
                Err(Failure::Closed)
            }
            Ok((_, count)) => {
                bytes.truncate(count);
                Ok(bytes)
            }
            Err(Errno::AGAIN | Errno::INTR) => Ok(Vec::new()),
            Err(error) => {
                is_read.store(false, Ordering::Relaxed);
                Err(error.into())
            }
        }
    }
}

impl Subscribe for Writing {
    fn readiness(&self) -> Readiness<'_> {
        match self.0.outgoing().state {
            State::Open => Readiness::Fd(self.0.socket.fd(), Interest::Write),
            State::Closing | State::Failed(_) | State::Closed => Readiness::Ready,
        }
    }
}

impl Output for Writing {
    fn check_write(&self) -> Result<usize, Failure> {
        let mut outgoing = self.0.outgoing();
        outgoing.check_open()?;
        let sent = outgoing.pending.check_write(|bytes| self.0.send(bytes));
        outgoing.closed_if_failed(sent)
    }

    fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        let mut outgoing = self.0.outgoing();
        outgoing.check_open()?;
        let sent = outgoing.pending.write(bytes, |bytes| self.0.send(bytes));
        outgoing.closed_if_failed(sent)?;
        if !outgoing.pending.is_empty() && !outgoing.is_watched {
            outgoing.is_watched = rest::watch(&self.0);
        }
        Ok(())
    }

    fn flush(&self) -> Result<(), Failure> {
        self.0.outgoing().check_open()
    }
}
