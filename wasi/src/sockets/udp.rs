//! `wasi:sockets/udp`.
//!
//! In: datagrams of a guest. Out: as many of them as the system takes at once, and those that it has.

use std::net::SocketAddr;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use embody::{Result, bail, ensure};
use rustix::event::PollFlags;
use rustix::io::Errno;
use rustix::net::{RecvFlags, SendFlags, SocketType};

use super::allow::SocketAddrUse;
use super::{Network, address, error, options};
use crate::bindings::sockets::network::{ErrorCode, IpAddressFamily, IpSocketAddress};
use crate::bindings::sockets::udp::{self, IncomingDatagram, OutgoingDatagram};
use crate::io::{Interest, Pollable, Readiness, Subscribe, fd};
use crate::limits::Held;
use crate::{WasiCtx, WasiView};

/// Datagrams that go in or out at once.
const DATAGRAMS: usize = 16;

/// Bytes that no datagram has more of.
const DATAGRAM_BYTES: usize = u16::MAX as usize;

type Told<T> = Result<Result<T, ErrorCode>>;

/// `wasi:sockets/udp.udp-socket`.
pub struct UdpSocket {
    socket: Arc<OwnedFd>,
    family: IpAddressFamily,
    is_bound: bool,
    /// Whether `start-bind` was called and `finish-bind` was not.
    is_binding: bool,
    remote: Option<SocketAddr>,
    /// Lives while a guest has streams of the socket.
    streams: Weak<()>,
    _held: Held,
}

/// `wasi:sockets/udp.incoming-datagram-stream`.
pub struct IncomingDatagramStream {
    socket: Arc<OwnedFd>,
    remote: Option<SocketAddr>,
    /// What could not be given any more.
    later: Mutex<Option<IncomingDatagram>>,
    _streams: Arc<()>,
    _held: Held,
}

/// `wasi:sockets/udp.outgoing-datagram-stream`.
pub struct OutgoingDatagramStream {
    socket: Arc<OwnedFd>,
    family: IpAddressFamily,
    remote: Option<SocketAddr>,
    /// How many datagrams the guest was told that it may send.
    permit: usize,
    _streams: Arc<()>,
    _held: Held,
}

/// A socket that something can be done with at any time.
struct Idle;

/// A socket, once datagrams come or go.
struct Moving(Arc<OwnedFd>, Interest);

impl Subscribe for Idle {
    fn readiness(&self) -> Readiness<'_> {
        Readiness::Ready
    }
}

impl Subscribe for Moving {
    fn readiness(&self) -> Readiness<'_> {
        Readiness::Fd((*self.0).as_fd(), self.1)
    }
}

impl UdpSocket {
    pub(crate) fn new(family: IpAddressFamily, held: Held) -> Result<Self, ErrorCode> {
        let socket = Arc::new(options::socket(family, SocketType::DGRAM)?);
        let (is_bound, is_binding, remote, streams) = (false, false, None, Weak::new());
        Ok(Self { socket, family, is_bound, is_binding, remote, streams, _held: held })
    }

    fn fd(&self) -> BorrowedFd<'_> {
        (*self.socket).as_fd()
    }

    fn start_bind(&mut self, ctx: &WasiCtx, to: SocketAddr) -> Result<(), ErrorCode> {
        if self.is_binding {
            return Err(ErrorCode::ConcurrencyConflict);
        }
        if self.is_bound {
            return Err(ErrorCode::InvalidState);
        }
        address::check_family(to, self.family)?;
        ctx.network.check(to, SocketAddrUse::UdpBind)?;
        rustix::net::bind(&*self.socket, &to).map_err(error::of_bind)?;
        (self.is_bound, self.is_binding) = (true, true);
        Ok(())
    }

    /// Sets who the socket talks to: one address, or any.
    fn connect(&mut self, ctx: &WasiCtx, to: Option<SocketAddr>) -> Result<(), ErrorCode> {
        if !self.is_bound {
            return Err(ErrorCode::InvalidState);
        }
        match to {
            Some(to) => {
                address::check_remote(to)?;
                address::check_family(to, self.family)?;
                ctx.network.check(to, SocketAddrUse::UdpConnect)?;
                let connected = rustix::net::connect(&*self.socket, &to).or_else(|error| match error {
                    // Linux stays on the interface that led to the last address.
                    Errno::INVAL => {
                        let _ = rustix::net::connect_unspec(&*self.socket);
                        rustix::net::connect(&*self.socket, &to)
                    }
                    error => Err(error),
                });
                // If it failed, the socket may talk to nobody in particular.
                self.remote = connected.is_ok().then_some(to);
                connected.map_err(error::of_connect)
            }
            None if self.remote.take().is_some() => {
                rustix::net::connect_unspec(&*self.socket).map_err(error::of)
            }
            None => Ok(()),
        }
    }

    fn local_address(&self) -> Result<SocketAddr, ErrorCode> {
        if !self.is_bound {
            return Err(ErrorCode::InvalidState);
        }
        address::of_system(rustix::net::getsockname(&*self.socket).map_err(error::of)?)
    }
}

impl IncomingDatagramStream {
    /// The next datagram from whom the stream is for; none if there is none yet.
    fn receive_one(&self) -> Result<Option<IncomingDatagram>, ErrorCode> {
        // It stays where it is until there is room for it, and nobody else takes it.
        let peek = || rustix::net::recv(&*self.socket, &mut [0; 0], RecvFlags::PEEK | RecvFlags::TRUNC);
        let receive = || {
            let mut data = vec![0; peek()?.1];
            let (_, len, from) = rustix::net::recvfrom(&*self.socket, &mut data[..], RecvFlags::empty())?;
            data.truncate(len);
            Ok((data, from))
        };
        loop {
            let (data, from) = match receive() {
                Ok(received) => received,
                Err(Errno::INTR) => continue,
                Err(Errno::AGAIN) => return Ok(None),
                Err(error) => return Err(error::of(error)),
            };
            let from = address::of_system(from.ok_or(ErrorCode::Unknown)?)?;
            // What came before the socket was connected is there still.
            if self.remote.is_none_or(|remote| remote == from) {
                return Ok(Some(IncomingDatagram { data, remote_address: address::lower(from) }));
            }
        }
    }

    /// At most `max` datagrams, which have not more than `limit` bytes together, unless one alone has.
    fn receive(&self, max: u64, limit: usize) -> Result<Vec<IncomingDatagram>, ErrorCode> {
        let max = usize::try_from(max).unwrap_or(DATAGRAMS).min(DATAGRAMS);
        let mut later = self.later.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut datagrams, mut bytes) = (Vec::new(), 0);
        while datagrams.len() < max {
            let next = match later.take() {
                Some(datagram) => Ok(Some(datagram)),
                None => self.receive_one(),
            };
            match next {
                Ok(Some(datagram)) if !datagrams.is_empty() && bytes + datagram.data.len() > limit => {
                    *later = Some(datagram);
                    break;
                }
                Ok(Some(datagram)) => {
                    bytes += datagram.data.len();
                    datagrams.push(datagram);
                }
                Ok(None) => break,
                Err(code) if datagrams.is_empty() => return Err(code),
                Err(_) => break,
            }
        }
        Ok(datagrams)
    }
}

impl OutgoingDatagramStream {
    fn check_send(&mut self) -> Result<u64, ErrorCode> {
        self.permit = match fd::is_ready((*self.socket).as_fd(), PollFlags::OUT) {
            Ok(true) => DATAGRAMS,
            Ok(false) => 0,
            Err(_) => return Err(ErrorCode::Unknown),
        };
        Ok(self.permit as u64)
    }

    /// Sends a datagram. Whether the system took it.
    fn send_one(&self, ctx: &WasiCtx, datagram: &OutgoingDatagram) -> Result<bool, ErrorCode> {
        let to = datagram.remote_address.map(address::lift);
        if datagram.data.len() > DATAGRAM_BYTES {
            return Err(ErrorCode::DatagramTooLarge);
        }
        let sent = match (to, self.remote) {
            (None, None) => return Err(ErrorCode::InvalidArgument),
            (Some(to), Some(remote)) if to != remote => return Err(ErrorCode::InvalidArgument),
            // Whether this is allowed was asked when the socket was connected.
            (_, Some(_)) => rustix::net::send(&*self.socket, &datagram.data, SendFlags::NOSIGNAL),
            (Some(to), None) => {
                address::check_remote(to)?;
                address::check_family(to, self.family)?;
                ctx.network.check(to, SocketAddrUse::UdpSend)?;
                rustix::net::sendto(&*self.socket, &datagram.data, SendFlags::NOSIGNAL, &to)
            }
        };
        match sent {
            Ok(_) => Ok(true),
            Err(Errno::AGAIN | Errno::INTR) => Ok(false),
            Err(error) => Err(error::of(error)),
        }
    }

    fn send(&mut self, ctx: &WasiCtx, datagrams: &[OutgoingDatagram]) -> Told<u64> {
        if datagrams.is_empty() {
            return Ok(Ok(0));
        }
        ensure!(
            datagrams.len() <= self.permit,
            "the component sends {} datagrams where `check-send` had allowed {}",
            datagrams.len(),
            self.permit
        );
        self.permit = 0;
        let mut count = 0;
        for datagram in datagrams {
            match self.send_one(ctx, datagram) {
                Ok(true) => count += 1,
                Ok(false) => break,
                Err(code) if count == 0 => return Ok(Err(code)),
                Err(_) => break,
            }
        }
        Ok(Ok(count))
    }
}

impl<T: WasiView> udp::Host for T {
    type UdpSocket = UdpSocket;
    type IncomingDatagramStream = IncomingDatagramStream;
    type OutgoingDatagramStream = OutgoingDatagramStream;

    fn udp_socket_start_bind(
        &mut self,
        socket: &mut UdpSocket,
        _: &mut Network,
        local: IpSocketAddress,
    ) -> Told<()> {
        Ok(socket.start_bind(self.wasi(), address::lift(local)))
    }

    fn udp_socket_finish_bind(&mut self, socket: &mut UdpSocket) -> Told<()> {
        Ok(std::mem::take(&mut socket.is_binding).then_some(()).ok_or(ErrorCode::NotInProgress))
    }

    fn udp_socket_stream(
        &mut self,
        socket: &mut UdpSocket,
        remote: Option<IpSocketAddress>,
    ) -> Told<(IncomingDatagramStream, OutgoingDatagramStream)> {
        let ctx = self.wasi();
        if socket.streams.strong_count() != 0 {
            bail!("the component asks for streams of a UDP socket whose last ones it has still");
        }
        if let Err(code) = socket.connect(ctx, remote.map(address::lift)) {
            return Ok(Err(code));
        }
        let streams = Arc::new(());
        socket.streams = Arc::downgrade(&streams);
        let incoming = IncomingDatagramStream {
            socket: Arc::clone(&socket.socket),
            remote: socket.remote,
            later: Mutex::new(None),
            _streams: Arc::clone(&streams),
            _held: ctx.hold()?,
        };
        let outgoing = OutgoingDatagramStream {
            socket: Arc::clone(&socket.socket),
            family: socket.family,
            remote: socket.remote,
            permit: 0,
            _streams: streams,
            _held: ctx.hold()?,
        };
        Ok(Ok((incoming, outgoing)))
    }

    fn udp_socket_local_address(&mut self, socket: &mut UdpSocket) -> Told<IpSocketAddress> {
        Ok(socket.local_address().map(address::lower))
    }

    fn udp_socket_remote_address(&mut self, socket: &mut UdpSocket) -> Told<IpSocketAddress> {
        Ok(socket.remote.map(address::lower).ok_or(ErrorCode::InvalidState))
    }

    fn udp_socket_address_family(&mut self, socket: &mut UdpSocket) -> Result<IpAddressFamily> {
        Ok(socket.family)
    }

    fn udp_socket_unicast_hop_limit(&mut self, socket: &mut UdpSocket) -> Told<u8> {
        Ok(options::hop_limit(socket.fd(), socket.family))
    }

    fn udp_socket_set_unicast_hop_limit(&mut self, socket: &mut UdpSocket, value: u8) -> Told<()> {
        Ok(options::set_hop_limit(socket.fd(), socket.family, value))
    }

    fn udp_socket_receive_buffer_size(&mut self, socket: &mut UdpSocket) -> Told<u64> {
        Ok(options::receive_buffer_size(socket.fd()))
    }

    fn udp_socket_set_receive_buffer_size(&mut self, socket: &mut UdpSocket, value: u64) -> Told<()> {
        Ok(options::set_receive_buffer_size(socket.fd(), value))
    }

    fn udp_socket_send_buffer_size(&mut self, socket: &mut UdpSocket) -> Told<u64> {
        Ok(options::send_buffer_size(socket.fd()))
    }

    fn udp_socket_set_send_buffer_size(&mut self, socket: &mut UdpSocket, value: u64) -> Told<()> {
        Ok(options::set_send_buffer_size(socket.fd(), value))
    }

    fn udp_socket_subscribe(&mut self, _: &mut UdpSocket) -> Result<Pollable> {
        self.wasi().pollable(Arc::new(Idle))
    }

    fn incoming_datagram_stream_receive(
        &mut self,
        stream: &mut IncomingDatagramStream,
        max_results: u64,
    ) -> Told<Vec<IncomingDatagram>> {
        Ok(stream.receive(max_results, self.wasi().limits.read_bytes))
    }

    fn incoming_datagram_stream_subscribe(
        &mut self,
        stream: &mut IncomingDatagramStream,
    ) -> Result<Pollable> {
        self.wasi().pollable(Arc::new(Moving(Arc::clone(&stream.socket), Interest::Read)))
    }

    fn outgoing_datagram_stream_check_send(&mut self, stream: &mut OutgoingDatagramStream) -> Told<u64> {
        Ok(stream.check_send())
    }

    fn outgoing_datagram_stream_send(
        &mut self,
        stream: &mut OutgoingDatagramStream,
        datagrams: Vec<OutgoingDatagram>,
    ) -> Told<u64> {
        stream.send(self.wasi(), &datagrams)
    }

    fn outgoing_datagram_stream_subscribe(
        &mut self,
        stream: &mut OutgoingDatagramStream,
    ) -> Result<Pollable> {
        self.wasi().pollable(Arc::new(Moving(Arc::clone(&stream.socket), Interest::Write)))
    }
}
