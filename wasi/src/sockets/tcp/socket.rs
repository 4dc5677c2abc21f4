//! The states of a TCP socket.
//!
//! In: operations of a guest, in any order. Out: calls of the system that fit the state the socket is in. Addresses are
//! checked here, before the system sees them.

use std::net::SocketAddr;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustix::event::PollFlags;
use rustix::io::Errno;
use rustix::net::{SocketFlags, SocketType, sockopt};

use super::connection::{Connection, Reading, Writing};
use crate::bindings::sockets::network::{ErrorCode, IpAddressFamily};
use crate::io::{Interest, Readiness, Subscribe, fd};
use crate::limits::Held;
use crate::sockets::allow::{Allowed, SocketAddrUse};
use crate::sockets::{address, error, options};

/// Connections that wait to be accepted, unless the guest says how many.
const BACKLOG: i32 = 128;

/// Times of keep-alive that Linux takes.
const KEEP_ALIVE_NANOS: (u64, u64) = (1_000_000_000, 32_767_000_000_000);

/// Counts of keep-alive that Linux takes.
const KEEP_ALIVE_COUNT: (u32, u32) = (1, 127);

/// `wasi:sockets/tcp.tcp-socket`.
pub struct TcpSocket {
    pub(super) socket: Arc<Socket>,
    pub(super) family: IpAddressFamily,
    state: State,
    /// What was started and is not finished.
    started: Option<Started>,
    is_bound: bool,
    backlog: i32,
    _held: Held,
}

/// The system's socket, and what would have it ready.
pub(super) struct Socket {
    fd: OwnedFd,
    /// What is waited for; nothing if it is ready.
    interest: Mutex<Option<Interest>>,
}

enum State {
    /// Bound or not, but nothing more.
    Open,
    /// If it failed at once, by this.
    Connecting(Option<Errno>),
    Connected(Arc<Connection>),
    Listening,
    /// It failed by this.
    Closed(ErrorCode),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Started {
    Bind,
    Connect,
    Listen,
}

impl Socket {
    fn new(fd: OwnedFd) -> Arc<Self> {
        Arc::new(Self { fd, interest: Mutex::new(None) })
    }

    pub(super) fn fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }

    fn wait_for(&self, interest: Option<Interest>) {
        *self.interest.lock().unwrap_or_else(PoisonError::into_inner) = interest;
    }
}

impl Subscribe for Socket {
    fn readiness(&self) -> Readiness<'_> {
        match *self.interest.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(interest) => Readiness::Fd(self.fd(), interest),
            None => Readiness::Ready,
        }
    }
}

impl TcpSocket {
    pub(crate) fn new(family: IpAddressFamily, held: Held) -> Result<Self, ErrorCode> {
        let socket = Socket::new(options::socket(family, SocketType::STREAM)?);
        let (state, started, is_bound) = (State::Open, None, false);
        Ok(Self { socket, family, state, started, is_bound, backlog: BACKLOG, _held: held })
    }

    /// Fails if something else was started.
    fn check_idle(&self) -> Result<(), ErrorCode> {
        self.started.is_none().then_some(()).ok_or(ErrorCode::ConcurrencyConflict)
    }

    /// Ends what was started.
    fn finish(&mut self, what: Started) -> Result<(), ErrorCode> {
        if self.started != Some(what) {
            return Err(ErrorCode::NotInProgress);
        }
        self.started = None;
        Ok(())
    }

    pub(super) fn start_bind(&mut self, to: SocketAddr, allowed: &Allowed) -> Result<(), ErrorCode> {
        self.check_idle()?;
        if self.is_bound || !matches!(self.state, State::Open) {
            return Err(ErrorCode::InvalidState);
        }
        address::check_unicast(to)?;
        address::check_family(to, self.family)?;
        allowed.check(to, SocketAddrUse::TcpBind)?;
        // A port that was just closed can be used again.
        sockopt::set_socket_reuseaddr(&self.socket.fd, true).map_err(error::of)?;
        rustix::net::bind(&self.socket.fd, &to).map_err(error::of_bind)?;
        self.is_bound = true;
        self.started = Some(Started::Bind);
        Ok(())
    }

    pub(super) fn finish_bind(&mut self) -> Result<(), ErrorCode> {
        self.finish(Started::Bind)
    }

    pub(super) fn start_connect(&mut self, to: SocketAddr, allowed: &Allowed) -> Result<(), ErrorCode> {
        self.check_idle()?;
        if !matches!(self.state, State::Open) {
            return Err(ErrorCode::InvalidState);
        }
        address::check_unicast(to)?;
        address::check_remote(to)?;
        address::check_family(to, self.family)?;
        allowed.check(to, SocketAddrUse::TcpConnect)?;
        let failed = match rustix::net::connect(&self.socket.fd, &to) {
            // What a signal interrupts goes on by itself.
            Ok(()) | Err(Errno::INPROGRESS | Errno::INTR) => None,
            Err(error) => Some(error),
        };
        self.socket.wait_for(failed.is_none().then_some(Interest::Write));
        self.state = State::Connecting(failed);
        self.started = Some(Started::Connect);
        Ok(())
    }

    /// The connection, once there is one.
    pub(super) fn finish_connect(
        &mut self,
        held: impl FnOnce() -> embody::Result<Held>,
    ) -> embody::Result<Result<(Reading, Writing), ErrorCode>> {
        if self.started != Some(Started::Connect) {
            return Ok(Err(ErrorCode::NotInProgress));
        }
        let failed = match self.state {
            State::Connecting(Some(error)) => Some(error),
            _ => match fd::is_ready(self.socket.fd(), PollFlags::OUT) {
                Ok(false) => return Ok(Err(ErrorCode::WouldBlock)),
                Ok(true) => sockopt::socket_error(&self.socket.fd).and_then(|error| error).err(),
                Err(_) => Some(Errno::IO),
            },
        };
        self.started = None;
        self.socket.wait_for(None);
        if let Some(error) = failed {
            let code = error::of_connect(error);
            self.state = State::Closed(code);
            return Ok(Err(code));
        }
        let (reading, writing) = self.connected(held()?);
        Ok(Ok((reading, writing)))
    }

    /// The streams of a connection.
    fn connected(&mut self, held: Held) -> (Reading, Writing) {
        let connection = Arc::new(Connection::new(Arc::clone(&self.socket), held));
        self.state = State::Connected(Arc::clone(&connection));
        (Reading(Arc::clone(&connection)), Writing(connection))
    }

    pub(super) fn start_listen(&mut self) -> Result<(), ErrorCode> {
        self.check_idle()?;
        if !self.is_bound || !matches!(self.state, State::Open) {
            return Err(ErrorCode::InvalidState);
        }
        rustix::net::listen(&self.socket.fd, self.backlog).map_err(error::of)?;
        self.state = State::Listening;
        self.started = Some(Started::Listen);
        Ok(())
    }

    pub(super) fn finish_listen(&mut self) -> Result<(), ErrorCode> {
        self.finish(Started::Listen)?;
        self.socket.wait_for(Some(Interest::Read));
        Ok(())
    }

    /// A socket for a connection that somebody else made; `held` are for it and for the connection.
    pub(super) fn accept(
        &self,
        mut held: impl FnMut() -> embody::Result<Held>,
    ) -> embody::Result<Result<(Self, Reading, Writing), ErrorCode>> {
        if !matches!(self.state, State::Listening) {
            return Ok(Err(ErrorCode::InvalidState));
        }
        let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
        let fd = match rustix::net::accept_with(&self.socket.fd, flags) {
            Ok(fd) => fd,
            Err(error) => return Ok(Err(error::of_accept(error))),
        };
        let mut accepted = Self {
            socket: Socket::new(fd),
            family: self.family,
            state: State::Open,
            started: None,
            is_bound: true,
            backlog: BACKLOG,
            _held: held()?,
        };
        let (reading, writing) = accepted.connected(held()?);
        Ok(Ok((accepted, reading, writing)))
    }

    pub(super) fn local_address(&self) -> Result<SocketAddr, ErrorCode> {
        match self.state {
            State::Open if !self.is_bound => Err(ErrorCode::InvalidState),
            State::Connecting(_) => Err(ErrorCode::InvalidState),
            State::Closed(code) => Err(code),
            _ => address::of_system(rustix::net::getsockname(&self.socket.fd).map_err(error::of)?),
        }
    }

    pub(super) fn remote_address(&self) -> Result<SocketAddr, ErrorCode> {
        match self.state {
            State::Connected(_) => {
                let address = rustix::net::getpeername(&self.socket.fd).map_err(error::of)?;
                address::of_system(address.ok_or(ErrorCode::InvalidState)?)
            }
            State::Closed(code) => Err(code),
            _ => Err(ErrorCode::InvalidState),
        }
    }

    pub(super) fn is_listening(&self) -> bool {
        matches!(self.state, State::Listening)
    }

    pub(super) fn set_listen_backlog_size(&mut self, value: u64) -> Result<(), ErrorCode> {
        if value == 0 {
            return Err(ErrorCode::InvalidArgument);
        }
        let value = i32::try_from(value).unwrap_or(i32::MAX);
        match self.state {
            State::Open => {}
            State::Listening => {
                rustix::net::listen(&self.socket.fd, value).map_err(|_| ErrorCode::NotSupported)?
            }
            State::Closed(code) => return Err(code),
            State::Connecting(_) | State::Connected(_) => return Err(ErrorCode::InvalidState),
        }
        self.backlog = value;
        Ok(())
    }

    pub(super) fn shut_down(&self, input: bool, output: bool) -> Result<(), ErrorCode> {
        let State::Connected(connection) = &self.state else {
            return Err(ErrorCode::InvalidState);
        };
        if input {
            connection.shut_down_input();
        }
        if output {
            connection.shut_down_output();
        }
        Ok(())
    }

    /// The socket, for its options.
    pub(super) fn fd(&self) -> Result<BorrowedFd<'_>, ErrorCode> {
        match self.state {
            State::Connecting(_) => Err(ErrorCode::InvalidState),
            State::Closed(code) => Err(code),
            State::Open | State::Connected(_) | State::Listening => Ok(self.socket.fd()),
        }
    }
}

/// Time of keep-alive that the system takes.
///
/// # Errors
/// If it is none.
pub(super) fn keep_alive_time(nanos: u64) -> Result<Duration, ErrorCode> {
    let (least, most) = KEEP_ALIVE_NANOS;
    if nanos == 0 {
        Err(ErrorCode::InvalidArgument)
    } else {
        Ok(Duration::from_nanos(nanos.clamp(least, most)))
    }
}

/// Count of keep-alive that the system takes.
///
/// # Errors
/// If it is none.
pub(super) fn keep_alive_count(count: u32) -> Result<u32, ErrorCode> {
    let (least, most) = KEEP_ALIVE_COUNT;
    if count == 0 { Err(ErrorCode::InvalidArgument) } else { Ok(count.clamp(least, most)) }
}
