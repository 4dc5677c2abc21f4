//! `wasi:sockets` as a guest sees it, over the loopback interface: states, error codes, streams, datagrams, names, and what
//! is refused. The codes are those that Wasmtime's test programs of the same names expect.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use embody::Result;
use embody_wasi::bindings::io::poll::Host as _;
use embody_wasi::bindings::io::streams::{Host as _, StreamError};
use embody_wasi::bindings::sockets::instance_network::Host as _;
use embody_wasi::bindings::sockets::ip_name_lookup::Host as _;
use embody_wasi::bindings::sockets::network::{
    ErrorCode, Host as _, IpAddress, IpAddressFamily, IpSocketAddress, Ipv4SocketAddress, Ipv6SocketAddress,
};
use embody_wasi::bindings::sockets::tcp::{Host as _, ShutdownType};
use embody_wasi::bindings::sockets::tcp_create_socket::Host as _;
use embody_wasi::bindings::sockets::udp::{Host as _, OutgoingDatagram};
use embody_wasi::bindings::sockets::udp_create_socket::Host as _;
use embody_wasi::io::{InputStream, OutputStream};
use embody_wasi::sockets::{
    IncomingDatagramStream, Network, OutgoingDatagramStream, SocketAddrUse, TcpSocket, UdpSocket,
};
use embody_wasi::{Limits, WasiCtx};

type Told<T> = std::result::Result<T, ErrorCode>;

const V4: IpAddressFamily = IpAddressFamily::Ipv4;
const V6: IpAddressFamily = IpAddressFamily::Ipv6;
const SECOND: u64 = 1_000_000_000;
/// A port that nothing is ever connected to at.
const SOME_PORT: u16 = 47;

fn wasi(address: SocketAddr) -> IpSocketAddress {
    match address {
        SocketAddr::V4(a) => {
            IpSocketAddress::Ipv4(Ipv4SocketAddress { port: a.port(), address: a.ip().octets().into() })
        }
        SocketAddr::V6(a) => IpSocketAddress::Ipv6(Ipv6SocketAddress {
            port: a.port(),
            flow_info: a.flowinfo(),
            address: a.ip().segments().into(),
            scope_id: a.scope_id(),
        }),
    }
}

fn std(address: IpSocketAddress) -> SocketAddr {
    match address {
        IpSocketAddress::Ipv4(a) => {
            let (b, c, d, e) = a.address;
            SocketAddr::new(Ipv4Addr::new(b, c, d, e).into(), a.port)
        }
        IpSocketAddress::Ipv6(a) => {
            let (b, c, d, e, f, g, h, i) = a.address;
            SocketAddr::new(Ipv6Addr::new(b, c, d, e, f, g, h, i).into(), a.port)
        }
    }
}

fn at(text: &str) -> IpSocketAddress {
    wasi(text.parse().unwrap())
}

fn loopback(family: IpAddressFamily, port: u16) -> IpSocketAddress {
    let ip: IpAddr = if family == V4 { Ipv4Addr::LOCALHOST.into() } else { Ipv6Addr::LOCALHOST.into() };
    wasi((ip, port).into())
}

fn unspecified(family: IpAddressFamily, port: u16) -> IpSocketAddress {
    let ip: IpAddr = if family == V4 { Ipv4Addr::UNSPECIFIED.into() } else { Ipv6Addr::UNSPECIFIED.into() };
    wasi((ip, port).into())
}

/// Families that this machine has.
fn families() -> Vec<IpAddressFamily> {
    match TcpListener::bind((Ipv6Addr::LOCALHOST, 0)) {
        Ok(_) => vec![V4, V6],
        Err(error) => {
            println!("skipped: IPv6 ({error})");
            vec![V4]
        }
    }
}

/// A guest that may do anything in the network.
struct Guest {
    ctx: WasiCtx,
    network: Network,
}

impl Guest {
    fn new() -> Self {
        Self::of(WasiCtx::builder().inherit_network().build())
    }

    fn of(mut ctx: WasiCtx) -> Self {
        let network = ctx.instance_network().unwrap();
        Self { ctx, network }
    }

    fn tcp(&mut self, family: IpAddressFamily) -> TcpSocket {
        self.ctx.create_tcp_socket(family).unwrap().unwrap()
    }

    fn bind(&mut self, socket: &mut TcpSocket, to: IpSocketAddress) -> Told<()> {
        self.ctx.tcp_socket_start_bind(socket, &mut self.network, to).unwrap()?;
        self.ctx.tcp_socket_finish_bind(socket).unwrap()
    }

    fn listen(&mut self, family: IpAddressFamily) -> (TcpSocket, IpSocketAddress) {
        let mut socket = self.tcp(family);
        self.bind(&mut socket, loopback(family, 0)).unwrap();
        self.ctx.tcp_socket_start_listen(&mut socket).unwrap().unwrap();
        self.ctx.tcp_socket_finish_listen(&mut socket).unwrap().unwrap();
        let address = self.ctx.tcp_socket_local_address(&mut socket).unwrap().unwrap();
        (socket, address)
    }

    fn wait(&mut self, socket: &mut TcpSocket) {
        let mut pollable = self.ctx.tcp_socket_subscribe(socket).unwrap();
        self.ctx.pollable_block(&mut pollable).unwrap();
    }

    fn connect(&mut self, socket: &mut TcpSocket, to: IpSocketAddress) -> Told<(InputStream, OutputStream)> {
        self.ctx.tcp_socket_start_connect(socket, &mut self.network, to).unwrap()?;
        loop {
            match self.ctx.tcp_socket_finish_connect(socket).unwrap() {
                Err(ErrorCode::WouldBlock) => self.wait(socket),
                result => return result,
            }
        }
    }

    fn accept(&mut self, socket: &mut TcpSocket) -> Told<(TcpSocket, InputStream, OutputStream)> {
        loop {
            match self.ctx.tcp_socket_accept(socket).unwrap() {
                Err(ErrorCode::WouldBlock) => self.wait(socket),
                result => return result,
            }
        }
    }

    /// Two ends of a connection.
    fn pair(&mut self, family: IpAddressFamily) -> (End, End) {
        let (mut listener, address) = self.listen(family);
        let mut socket = self.tcp(family);
        let (input, output) = self.connect(&mut socket, address).unwrap();
        let client = End { socket, input, output };
        let (socket, input, output) = self.accept(&mut listener).unwrap();
        (End { socket, input, output }, client)
    }

    fn udp(&mut self, family: IpAddressFamily) -> UdpSocket {
        self.ctx.create_udp_socket(family).unwrap().unwrap()
    }

    fn bind_udp(&mut self, socket: &mut UdpSocket, to: IpSocketAddress) -> Told<()> {
        self.ctx.udp_socket_start_bind(socket, &mut self.network, to).unwrap()?;
        self.ctx.udp_socket_finish_bind(socket).unwrap()
    }

    fn stream(
        &mut self,
        socket: &mut UdpSocket,
        to: Option<IpSocketAddress>,
    ) -> Told<(IncomingDatagramStream, OutgoingDatagramStream)> {
        self.ctx.udp_socket_stream(socket, to).unwrap()
    }

    fn send(
        &mut self,
        stream: &mut OutgoingDatagramStream,
        data: &[u8],
        to: Option<IpSocketAddress>,
    ) -> Told<u64> {
        assert!(self.ctx.outgoing_datagram_stream_check_send(stream).unwrap()? > 0);
        let datagram = OutgoingDatagram { data: data.to_vec(), remote_address: to };
        self.ctx.outgoing_datagram_stream_send(stream, vec![datagram]).unwrap()
    }

    fn receive(&mut self, stream: &mut IncomingDatagramStream) -> (Vec<u8>, SocketAddr) {
        loop {
            let mut got = self.ctx.incoming_datagram_stream_receive(stream, 1).unwrap().unwrap();
            if let Some(datagram) = got.pop() {
                return (datagram.data, std(datagram.remote_address));
            }
            let mut pollable = self.ctx.incoming_datagram_stream_subscribe(stream).unwrap();
            self.ctx.pollable_block(&mut pollable).unwrap();
        }
    }

    fn resolve(&mut self, name: &str) -> Told<Vec<IpAddress>> {
        let mut stream = self.ctx.resolve_addresses(&mut self.network, name).unwrap()?;
        let mut addresses = Vec::new();
        loop {
            match self.ctx.resolve_address_stream_resolve_next_address(&mut stream).unwrap() {
                Ok(Some(address)) => addresses.push(address),
                Ok(None) => return Ok(addresses),
                Err(ErrorCode::WouldBlock) => {
                    let mut pollable = self.ctx.resolve_address_stream_subscribe(&mut stream).unwrap();
                    self.ctx.pollable_block(&mut pollable).unwrap();
                }
                Err(code) => return Err(code),
            }
        }
    }
}

struct End {
    socket: TcpSocket,
    input: InputStream,
    output: OutputStream,
}

/// All that comes until the other side closes.
fn read_to_end(ctx: &mut WasiCtx, input: &mut InputStream) -> Vec<u8> {
    let mut all = Vec::new();
    loop {
        match ctx.input_stream_blocking_read(input, 1 << 20).unwrap() {
            Ok(bytes) => all.extend(bytes),
            Err(StreamError::Closed) => return all,
            Err(error) => panic!("{error:?}"),
        }
    }
}

fn check_options(guest: &mut Guest, socket: &mut TcpSocket) {
    let ctx = &mut guest.ctx;
    ctx.tcp_socket_set_keep_alive_enabled(socket, true).unwrap().unwrap();
    assert_eq!(ctx.tcp_socket_keep_alive_enabled(socket).unwrap(), Ok(true));
    ctx.tcp_socket_set_keep_alive_idle_time(socket, 42 * SECOND).unwrap().unwrap();
    assert_eq!(ctx.tcp_socket_keep_alive_idle_time(socket).unwrap(), Ok(42 * SECOND));
    ctx.tcp_socket_set_keep_alive_interval(socket, 43 * SECOND).unwrap().unwrap();
    assert_eq!(ctx.tcp_socket_keep_alive_interval(socket).unwrap(), Ok(43 * SECOND));
    ctx.tcp_socket_set_keep_alive_count(socket, 44).unwrap().unwrap();
    assert_eq!(ctx.tcp_socket_keep_alive_count(socket).unwrap(), Ok(44));
    ctx.tcp_socket_set_hop_limit(socket, 45).unwrap().unwrap();
    assert_eq!(ctx.tcp_socket_hop_limit(socket).unwrap(), Ok(45));
    ctx.tcp_socket_set_receive_buffer_size(socket, 0x10000).unwrap().unwrap();
    assert_eq!(ctx.tcp_socket_receive_buffer_size(socket).unwrap(), Ok(0x10000));
    ctx.tcp_socket_set_send_buffer_size(socket, 0x10000).unwrap().unwrap();
    assert_eq!(ctx.tcp_socket_send_buffer_size(socket).unwrap(), Ok(0x10000));
}

#[test]
fn tcp_states_unbound() {
    let mut guest = Guest::new();
    for family in families() {
        let mut socket = guest.tcp(family);
        check_options(&mut guest, &mut socket);
        let (ctx, socket) = (&mut guest.ctx, &mut socket);
        assert_eq!(ctx.tcp_socket_finish_bind(socket).unwrap(), Err(ErrorCode::NotInProgress));
        assert_eq!(ctx.tcp_socket_finish_connect(socket).unwrap().err(), Some(ErrorCode::NotInProgress));
        assert_eq!(ctx.tcp_socket_start_listen(socket).unwrap(), Err(ErrorCode::InvalidState));
        assert_eq!(ctx.tcp_socket_finish_listen(socket).unwrap(), Err(ErrorCode::NotInProgress));
        assert_eq!(ctx.tcp_socket_accept(socket).unwrap().err(), Some(ErrorCode::InvalidState));
        assert_eq!(
            ctx.tcp_socket_shutdown(socket, ShutdownType::Both).unwrap(),
            Err(ErrorCode::InvalidState)
        );
        assert_eq!(ctx.tcp_socket_local_address(socket).unwrap(), Err(ErrorCode::InvalidState));
        assert_eq!(ctx.tcp_socket_remote_address(socket).unwrap(), Err(ErrorCode::InvalidState));
        assert!(!ctx.tcp_socket_is_listening(socket).unwrap());
        assert_eq!(ctx.tcp_socket_address_family(socket).unwrap(), family);
        assert_eq!(ctx.tcp_socket_set_listen_backlog_size(socket, 32).unwrap(), Ok(()));
    }
}

#[test]
fn tcp_states_bound() {
    let mut guest = Guest::new();
    for family in families() {
        let mut socket = guest.tcp(family);
        let to = loopback(family, 0);
        guest.ctx.tcp_socket_start_bind(&mut socket, &mut guest.network, to).unwrap().unwrap();
        // One thing at a time.
        let again = guest.ctx.tcp_socket_start_bind(&mut socket, &mut guest.network, to).unwrap();
        assert_eq!(again, Err(ErrorCode::ConcurrencyConflict));
        assert_eq!(
            guest.ctx.tcp_socket_start_listen(&mut socket).unwrap(),
            Err(ErrorCode::ConcurrencyConflict)
        );
        assert_eq!(guest.ctx.tcp_socket_finish_listen(&mut socket).unwrap(), Err(ErrorCode::NotInProgress));
        assert_eq!(guest.ctx.tcp_socket_finish_bind(&mut socket).unwrap(), Ok(()));
        assert_eq!(guest.bind(&mut socket, to), Err(ErrorCode::InvalidState));
        check_options(&mut guest, &mut socket);
        let (ctx, socket) = (&mut guest.ctx, &mut socket);
        assert_eq!(ctx.tcp_socket_finish_bind(socket).unwrap(), Err(ErrorCode::NotInProgress));
        assert_eq!(ctx.tcp_socket_finish_connect(socket).unwrap().err(), Some(ErrorCode::NotInProgress));
        assert_eq!(ctx.tcp_socket_finish_listen(socket).unwrap(), Err(ErrorCode::NotInProgress));
        assert_eq!(ctx.tcp_socket_accept(socket).unwrap().err(), Some(ErrorCode::InvalidState));
        assert_eq!(
            ctx.tcp_socket_shutdown(socket, ShutdownType::Both).unwrap(),
            Err(ErrorCode::InvalidState)
        );
        let local = std(ctx.tcp_socket_local_address(socket).unwrap().unwrap());
        assert_eq!(local.ip(), std(to).ip());
        assert_ne!(local.port(), 0);
        assert_eq!(ctx.tcp_socket_remote_address(socket).unwrap(), Err(ErrorCode::InvalidState));
        assert_eq!(ctx.tcp_socket_set_listen_backlog_size(socket, 32).unwrap(), Ok(()));
    }
}

#[test]
fn tcp_states_listening() {
    let mut guest = Guest::new();
    for family in families() {
        let (mut socket, address) = guest.listen(family);
        assert_eq!(guest.bind(&mut socket, address), Err(ErrorCode::InvalidState));
        assert_eq!(guest.connect(&mut socket, address).err(), Some(ErrorCode::InvalidState));
        check_options(&mut guest, &mut socket);
        let (ctx, socket) = (&mut guest.ctx, &mut socket);
        assert_eq!(ctx.tcp_socket_start_listen(socket).unwrap(), Err(ErrorCode::InvalidState));
        assert_eq!(ctx.tcp_socket_finish_listen(socket).unwrap(), Err(ErrorCode::NotInProgress));
        assert_eq!(ctx.tcp_socket_accept(socket).unwrap().err(), Some(ErrorCode::WouldBlock));
        assert_eq!(
            ctx.tcp_socket_shutdown(socket, ShutdownType::Both).unwrap(),
            Err(ErrorCode::InvalidState)
        );
        assert_eq!(ctx.tcp_socket_remote_address(socket).unwrap(), Err(ErrorCode::InvalidState));
        assert!(ctx.tcp_socket_is_listening(socket).unwrap());
        assert_eq!(ctx.tcp_socket_set_listen_backlog_size(socket, 32).unwrap(), Ok(()));
        let mut pollable = ctx.tcp_socket_subscribe(socket).unwrap();
        assert!(!ctx.pollable_ready(&mut pollable).unwrap());
    }
}

#[test]
fn tcp_states_connected() {
    let mut guest = Guest::new();
    for family in families() {
        let (server, client) = guest.pair(family);
        for mut end in [server, client] {
            assert_eq!(guest.bind(&mut end.socket, loopback(family, 0)), Err(ErrorCode::InvalidState));
            let to = loopback(family, SOME_PORT);
            assert_eq!(guest.connect(&mut end.socket, to).err(), Some(ErrorCode::InvalidState));
            check_options(&mut guest, &mut end.socket);
            let (ctx, socket) = (&mut guest.ctx, &mut end.socket);
            assert_eq!(ctx.tcp_socket_finish_connect(socket).unwrap().err(), Some(ErrorCode::NotInProgress));
            assert_eq!(ctx.tcp_socket_start_listen(socket).unwrap(), Err(ErrorCode::InvalidState));
            assert_eq!(ctx.tcp_socket_accept(socket).unwrap().err(), Some(ErrorCode::InvalidState));
            assert!(ctx.tcp_socket_local_address(socket).unwrap().is_ok());
            assert!(ctx.tcp_socket_remote_address(socket).unwrap().is_ok());
            assert_eq!(
                ctx.tcp_socket_set_listen_backlog_size(socket, 32).unwrap(),
                Err(ErrorCode::InvalidState)
            );
        }
    }
}

#[test]
fn tcp_options_are_checked_and_clamped() {
    let mut guest = Guest::new();
    for family in families() {
        let mut socket = guest.tcp(family);
        let (ctx, socket) = (&mut guest.ctx, &mut socket);
        let bad = Err(ErrorCode::InvalidArgument);
        assert_eq!(ctx.tcp_socket_set_listen_backlog_size(socket, 0).unwrap(), bad);
        assert_eq!(ctx.tcp_socket_set_listen_backlog_size(socket, u64::MAX).unwrap(), Ok(()));
        assert_eq!(ctx.tcp_socket_set_keep_alive_idle_time(socket, 0).unwrap(), bad);
        assert_eq!(ctx.tcp_socket_set_keep_alive_idle_time(socket, 1).unwrap(), Ok(()));
        assert_eq!(ctx.tcp_socket_keep_alive_idle_time(socket).unwrap(), Ok(SECOND));
        assert_eq!(ctx.tcp_socket_set_keep_alive_idle_time(socket, u64::MAX).unwrap(), Ok(()));
        assert_eq!(ctx.tcp_socket_set_keep_alive_interval(socket, 0).unwrap(), bad);
        assert_eq!(ctx.tcp_socket_set_keep_alive_interval(socket, 1).unwrap(), Ok(()));
        assert_eq!(ctx.tcp_socket_keep_alive_interval(socket).unwrap(), Ok(SECOND));
        assert_eq!(ctx.tcp_socket_set_keep_alive_interval(socket, u64::MAX).unwrap(), Ok(()));
        assert_eq!(ctx.tcp_socket_set_keep_alive_count(socket, 0).unwrap(), bad);
        assert_eq!(ctx.tcp_socket_set_keep_alive_count(socket, u32::MAX).unwrap(), Ok(()));
        assert_eq!(ctx.tcp_socket_set_hop_limit(socket, 0).unwrap(), bad);
        assert_eq!(ctx.tcp_socket_set_hop_limit(socket, 255).unwrap(), Ok(()));
        assert_eq!(ctx.tcp_socket_set_receive_buffer_size(socket, 0).unwrap(), bad);
        assert_eq!(ctx.tcp_socket_set_receive_buffer_size(socket, u64::MAX).unwrap(), Ok(()));
        assert_eq!(ctx.tcp_socket_set_send_buffer_size(socket, 0).unwrap(), bad);
        assert_eq!(ctx.tcp_socket_set_send_buffer_size(socket, 1).unwrap(), Ok(()));
    }
}

#[test]
fn tcp_accepted_sockets_have_the_listeners_options() {
    let mut guest = Guest::new();
    for family in families() {
        let (mut listener, address) = guest.listen(family);
        check_options(&mut guest, &mut listener);
        let mut client = guest.tcp(family);
        guest.connect(&mut client, address).unwrap();
        let (mut accepted, ..) = guest.accept(&mut listener).unwrap();
        let ctx = &mut guest.ctx;
        assert_eq!(ctx.tcp_socket_keep_alive_enabled(&mut accepted).unwrap(), Ok(true));
        assert_eq!(ctx.tcp_socket_keep_alive_idle_time(&mut accepted).unwrap(), Ok(42 * SECOND));
        assert_eq!(ctx.tcp_socket_keep_alive_interval(&mut accepted).unwrap(), Ok(43 * SECOND));
        assert_eq!(ctx.tcp_socket_keep_alive_count(&mut accepted).unwrap(), Ok(44));
        assert_eq!(ctx.tcp_socket_hop_limit(&mut accepted).unwrap(), Ok(45));
        assert_eq!(ctx.tcp_socket_receive_buffer_size(&mut accepted).unwrap(), Ok(0x10000));
    }
}

#[test]
fn tcp_bind_takes_addresses_of_this_host_alone() {
    let mut guest = Guest::new();
    for family in families() {
        let (listener, address) = guest.listen(family);
        let mut socket = guest.tcp(family);
        assert_eq!(guest.bind(&mut socket, address), Err(ErrorCode::AddressInUse));
        drop(listener);
        // A failed bind can be tried again, and the port is free at once.
        assert_eq!(guest.bind(&mut socket, address), Ok(()));
    }
    for (family, bad, code) in [
        (V4, "192.0.2.0:0", ErrorCode::AddressNotBindable),
        (V4, "[::1]:0", ErrorCode::InvalidArgument),
        (V4, "255.255.255.255:0", ErrorCode::InvalidArgument),
        (V4, "224.254.0.0:0", ErrorCode::InvalidArgument),
        (V6, "[2001:db8::]:0", ErrorCode::AddressNotBindable),
        (V6, "127.0.0.1:0", ErrorCode::InvalidArgument),
        (V6, "[ff00::]:0", ErrorCode::InvalidArgument),
        (V6, "[::ffff:127.0.0.1]:0", ErrorCode::InvalidArgument),
    ] {
        if families().contains(&family) {
            let mut socket = guest.tcp(family);
            assert_eq!(guest.bind(&mut socket, at(bad)), Err(code), "{bad}");
        }
    }
}

#[test]
fn tcp_connect_takes_addresses_of_one_host_alone() {
    let mut guest = Guest::new();
    for (family, bad) in [
        (V4, "0.0.0.0:47"),
        (V4, "127.0.0.1:0"),
        (V4, "[::1]:47"),
        (V4, "255.255.255.255:47"),
        (V4, "224.254.0.0:47"),
        (V6, "[::]:47"),
        (V6, "[::1]:0"),
        (V6, "127.0.0.1:47"),
        (V6, "[ff00::]:47"),
        (V6, "[::ffff:127.0.0.1]:47"),
    ] {
        if families().contains(&family) {
            let mut socket = guest.tcp(family);
            assert_eq!(guest.connect(&mut socket, at(bad)).err(), Some(ErrorCode::InvalidArgument), "{bad}");
        }
    }
}

#[test]
fn tcp_connect_can_be_refused_and_closes_the_socket() {
    let mut guest = Guest::new();
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
    let mut socket = guest.tcp(V4);
    assert_eq!(guest.connect(&mut socket, wasi(free)).err(), Some(ErrorCode::ConnectionRefused));
    let ctx = &mut guest.ctx;
    assert_eq!(ctx.tcp_socket_finish_connect(&mut socket).unwrap().err(), Some(ErrorCode::NotInProgress));
    assert_eq!(ctx.tcp_socket_hop_limit(&mut socket).unwrap(), Err(ErrorCode::ConnectionRefused));
    assert_eq!(guest.connect(&mut socket, wasi(free)).err(), Some(ErrorCode::InvalidState));
}

#[test]
fn tcp_sockets_that_connect_can_have_an_address() {
    let mut guest = Guest::new();
    let (_listener, address) = guest.listen(V4);
    let mut socket = guest.tcp(V4);
    guest.bind(&mut socket, loopback(V4, 0)).unwrap();
    let local = guest.ctx.tcp_socket_local_address(&mut socket).unwrap();
    guest.connect(&mut socket, address).unwrap();
    assert_eq!(guest.ctx.tcp_socket_local_address(&mut socket).unwrap(), local);
    assert_eq!(guest.ctx.tcp_socket_remote_address(&mut socket).unwrap(), Ok(address));
}

#[test]
fn tcp_streams_carry_bytes_both_ways() {
    let mut guest = Guest::new();
    for family in families() {
        let (mut server, mut client) = guest.pair(family);
        let ctx = &mut guest.ctx;
        assert_eq!(ctx.input_stream_read(&mut server.input, 10).unwrap().unwrap(), b"");
        ctx.output_stream_blocking_write_and_flush(&mut client.output, b"there").unwrap().unwrap();
        assert_eq!(ctx.input_stream_blocking_read(&mut server.input, 10).unwrap().unwrap(), b"there");
        ctx.output_stream_blocking_write_and_flush(&mut server.output, b"and back").unwrap().unwrap();
        assert_eq!(ctx.input_stream_blocking_read(&mut client.input, 3).unwrap().unwrap(), b"and");
        assert_eq!(ctx.input_stream_blocking_read(&mut client.input, 10).unwrap().unwrap(), b" back");
    }
}

#[test]
fn tcp_streams_are_closed_by_either_side() {
    let mut guest = Guest::new();
    let (mut server, mut client) = guest.pair(V4);
    let ctx = &mut guest.ctx;
    // What was not read is not there any more.
    ctx.output_stream_blocking_write_and_flush(&mut server.output, b"lost").unwrap().unwrap();
    let mut pollable = ctx.input_stream_subscribe(&mut client.input).unwrap();
    ctx.pollable_block(&mut pollable).unwrap();
    ctx.tcp_socket_shutdown(&mut client.socket, ShutdownType::Receive).unwrap().unwrap();
    for len in [10, 0] {
        let read = ctx.input_stream_read(&mut client.input, len).unwrap();
        assert!(matches!(read, Err(StreamError::Closed)), "{read:?}");
    }
    assert!(ctx.output_stream_check_write(&mut client.output).unwrap().unwrap() > 0);
    ctx.tcp_socket_shutdown(&mut client.socket, ShutdownType::Send).unwrap().unwrap();
    // Once more changes nothing.
    ctx.tcp_socket_shutdown(&mut client.socket, ShutdownType::Both).unwrap().unwrap();
    assert!(matches!(ctx.output_stream_write(&mut client.output, b"x").unwrap(), Err(StreamError::Closed)));
    assert!(matches!(ctx.output_stream_check_write(&mut client.output).unwrap(), Err(StreamError::Closed)));
    assert!(matches!(ctx.output_stream_flush(&mut client.output).unwrap(), Err(StreamError::Closed)));
    assert_eq!(read_to_end(ctx, &mut server.input), b"");
    let read = ctx.input_stream_read(&mut server.input, 0).unwrap();
    assert!(matches!(read, Err(StreamError::Closed)), "{read:?}");
}

/// Writes as much as is taken while nobody reads. How much it was.
fn fill(ctx: &mut WasiCtx, end: &mut End) -> usize {
    ctx.tcp_socket_set_send_buffer_size(&mut end.socket, 1024).unwrap().unwrap();
    let mut sent = 0;
    loop {
        let permit =
            usize::try_from(ctx.output_stream_check_write(&mut end.output).unwrap().unwrap()).unwrap();
        if permit == 0 {
            return sent;
        }
        ctx.output_stream_write(&mut end.output, &vec![7; permit]).unwrap().unwrap();
        sent += permit;
    }
}

#[test]
fn tcp_shutdown_does_not_lose_what_was_written() {
    let mut guest = Guest::new();
    let (mut server, mut client) = guest.pair(V4);
    let sent = fill(&mut guest.ctx, &mut client);
    guest.ctx.tcp_socket_shutdown(&mut client.socket, ShutdownType::Send).unwrap().unwrap();
    let write = guest.ctx.output_stream_check_write(&mut client.output).unwrap();
    assert!(matches!(write, Err(StreamError::Closed)), "{write:?}");
    assert_eq!(read_to_end(&mut guest.ctx, &mut server.input).len(), sent);
}

#[test]
fn tcp_drop_does_not_lose_what_was_written() {
    let mut guest = Guest::new();
    let (mut server, mut client) = guest.pair(V4);
    let sent = fill(&mut guest.ctx, &mut client);
    drop(client);
    assert_eq!(read_to_end(&mut guest.ctx, &mut server.input).len(), sent);
}

#[test]
fn tcp_rest_goes_out_while_the_guest_waits_for_the_answer() {
    let mut guest = Guest::new();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let mut socket = guest.tcp(V4);
    let (input, output) = guest.connect(&mut socket, wasi(listener.local_addr().unwrap())).unwrap();
    let (mut other, _) = listener.accept().unwrap();
    let mut end = End { socket, input, output };
    let sent = fill(&mut guest.ctx, &mut end);
    let other = std::thread::spawn(move || {
        let mut all = vec![0; sent];
        other.read_exact(&mut all).unwrap();
        other.write_all(b"answer").unwrap();
        all
    });
    // Nothing more is written or flushed.
    let answer = guest.ctx.input_stream_blocking_read(&mut end.input, 10).unwrap().unwrap();
    assert_eq!(answer, b"answer");
    assert!(other.join().unwrap().iter().all(|byte| *byte == 7));
    assert!(guest.ctx.output_stream_check_write(&mut end.output).unwrap().unwrap() > 0);
}

#[test]
fn tcp_many_small_writes_are_taken() {
    let mut guest = Guest::new();
    let (mut server, mut client) = guest.pair(V4);
    let ctx = &mut guest.ctx;
    for _ in 0..300 {
        assert!(ctx.output_stream_check_write(&mut client.output).unwrap().unwrap() > 0);
        ctx.output_stream_write(&mut client.output, b"x").unwrap().unwrap();
    }
    ctx.tcp_socket_shutdown(&mut client.socket, ShutdownType::Send).unwrap().unwrap();
    assert_eq!(read_to_end(ctx, &mut server.input).len(), 300);
}

#[test]
fn tcp_reset_has_a_code() {
    let mut guest = Guest::new();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let mut socket = guest.tcp(V4);
    let (mut input, mut output) = guest.connect(&mut socket, wasi(listener.local_addr().unwrap())).unwrap();
    let (other, _) = listener.accept().unwrap();
    let ctx = &mut guest.ctx;
    ctx.output_stream_blocking_write_and_flush(&mut output, b"never read").unwrap().unwrap();
    let mut peeked = [0];
    other.peek(&mut peeked).unwrap();
    drop(other);
    let Err(StreamError::LastOperationFailed(mut error)) =
        ctx.input_stream_blocking_read(&mut input, 1).unwrap()
    else {
        panic!("the connection was not reset");
    };
    assert_eq!(ctx.network_error_code(&mut error).unwrap(), Some(ErrorCode::ConnectionReset));
    let read = ctx.input_stream_read(&mut input, 1).unwrap();
    assert!(matches!(read, Err(StreamError::Closed)), "{read:?}");
}

#[test]
fn a_guest_waits_for_many_sockets_at_once() {
    let mut guest = Guest::new();
    let (mut first, _) = guest.listen(V4);
    let (mut second, address) = guest.listen(V4);
    let address = std(address);
    let other = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(20));
        TcpStream::connect(address).unwrap()
    });
    let ctx = &mut guest.ctx;
    let pollables =
        [ctx.tcp_socket_subscribe(&mut first).unwrap(), ctx.tcp_socket_subscribe(&mut second).unwrap()];
    assert_eq!(ctx.poll(pollables.iter().collect()).unwrap(), [1]);
    assert!(guest.ctx.tcp_socket_accept(&mut second).unwrap().is_ok());
    drop(other.join().unwrap());
}

#[test]
fn udp_states() {
    let mut guest = Guest::new();
    for family in families() {
        let mut socket = guest.udp(family);
        assert_eq!(guest.ctx.udp_socket_finish_bind(&mut socket).unwrap(), Err(ErrorCode::NotInProgress));
        assert_eq!(guest.stream(&mut socket, None).err(), Some(ErrorCode::InvalidState));
        assert_eq!(guest.ctx.udp_socket_local_address(&mut socket).unwrap(), Err(ErrorCode::InvalidState));
        assert_eq!(guest.ctx.udp_socket_remote_address(&mut socket).unwrap(), Err(ErrorCode::InvalidState));
        assert_eq!(guest.ctx.udp_socket_address_family(&mut socket).unwrap(), family);
        let to = loopback(family, 0);
        guest.ctx.udp_socket_start_bind(&mut socket, &mut guest.network, to).unwrap().unwrap();
        let again = guest.ctx.udp_socket_start_bind(&mut socket, &mut guest.network, to).unwrap();
        assert_eq!(again, Err(ErrorCode::ConcurrencyConflict));
        guest.ctx.udp_socket_finish_bind(&mut socket).unwrap().unwrap();
        assert_eq!(guest.bind_udp(&mut socket, to), Err(ErrorCode::InvalidState));
        assert!(guest.ctx.udp_socket_local_address(&mut socket).unwrap().is_ok());
        assert_eq!(guest.ctx.udp_socket_remote_address(&mut socket).unwrap(), Err(ErrorCode::InvalidState));
        let (ctx, socket) = (&mut guest.ctx, &mut socket);
        let bad = Err(ErrorCode::InvalidArgument);
        assert_eq!(ctx.udp_socket_set_unicast_hop_limit(socket, 0).unwrap(), bad);
        assert_eq!(ctx.udp_socket_set_unicast_hop_limit(socket, 42).unwrap(), Ok(()));
        assert_eq!(ctx.udp_socket_unicast_hop_limit(socket).unwrap(), Ok(42));
        assert_eq!(ctx.udp_socket_set_receive_buffer_size(socket, 0).unwrap(), bad);
        assert_eq!(ctx.udp_socket_set_receive_buffer_size(socket, 16_000).unwrap(), Ok(()));
        assert_eq!(ctx.udp_socket_receive_buffer_size(socket).unwrap(), Ok(16_000));
        assert_eq!(ctx.udp_socket_set_send_buffer_size(socket, u64::MAX).unwrap(), Ok(()));
        assert!(ctx.udp_socket_send_buffer_size(socket).unwrap().unwrap() > 0);
    }
}

#[test]
fn udp_sockets_connect_and_disconnect() {
    let mut guest = Guest::new();
    for family in families() {
        let mut socket = guest.udp(family);
        guest.bind_udp(&mut socket, unspecified(family, 0)).unwrap();
        for port in [None, None, Some(4321), Some(4321), Some(4320), None, Some(4321)] {
            let to = port.map(|port| loopback(family, port));
            guest.stream(&mut socket, to).unwrap();
            let remote = guest.ctx.udp_socket_remote_address(&mut socket).unwrap();
            assert_eq!(remote, to.ok_or(ErrorCode::InvalidState));
            assert!(guest.ctx.udp_socket_local_address(&mut socket).unwrap().is_ok());
        }
        for bad in [unspecified(family, SOME_PORT), loopback(family, 0)] {
            assert_eq!(guest.stream(&mut socket, Some(bad)).err(), Some(ErrorCode::InvalidArgument));
        }
        let other = loopback(if family == V4 { V6 } else { V4 }, SOME_PORT);
        assert_eq!(guest.stream(&mut socket, Some(other)).err(), Some(ErrorCode::InvalidArgument));
    }
}

#[test]
fn udp_datagrams_go_both_ways() {
    let mut guest = Guest::new();
    for family in families() {
        let (mut server, mut client) = (guest.udp(family), guest.udp(family));
        guest.bind_udp(&mut server, loopback(family, 0)).unwrap();
        guest.bind_udp(&mut client, loopback(family, 0)).unwrap();
        let to = guest.ctx.udp_socket_local_address(&mut server).unwrap().unwrap();
        let from = guest.ctx.udp_socket_local_address(&mut client).unwrap().unwrap();
        let (mut server_in, mut server_out) = guest.stream(&mut server, None).unwrap();
        let (mut client_in, mut client_out) = guest.stream(&mut client, Some(to)).unwrap();
        assert_eq!(guest.ctx.incoming_datagram_stream_receive(&mut server_in, 1).unwrap(), Ok(vec![]));
        assert_eq!(guest.send(&mut client_out, b"there", None), Ok(1));
        assert_eq!(guest.send(&mut client_out, b"", Some(to)), Ok(1));
        assert_eq!(guest.receive(&mut server_in), (b"there".to_vec(), std(from)));
        assert_eq!(guest.receive(&mut server_in), (b"".to_vec(), std(from)));
        assert_eq!(guest.send(&mut server_out, b"back", Some(from)), Ok(1));
        assert_eq!(guest.receive(&mut client_in), (b"back".to_vec(), std(to)));
        // Who it talks to is known.
        assert_eq!(guest.send(&mut server_out, b"", None), Err(ErrorCode::InvalidArgument));
        assert_eq!(guest.send(&mut client_out, b"", Some(from)), Err(ErrorCode::InvalidArgument));
        for bad in [unspecified(family, SOME_PORT), loopback(family, 0)] {
            assert_eq!(guest.send(&mut server_out, b"", Some(bad)), Err(ErrorCode::InvalidArgument));
        }
        let too_large = vec![0; 1 << 16];
        assert_eq!(guest.send(&mut client_out, &too_large, None), Err(ErrorCode::DatagramTooLarge));
    }
}

#[test]
fn udp_what_came_from_others_is_not_for_a_connected_socket() {
    let mut guest = Guest::new();
    let (mut socket, mut friend, mut other) = (guest.udp(V4), guest.udp(V4), guest.udp(V4));
    for socket in [&mut socket, &mut friend, &mut other] {
        guest.bind_udp(socket, loopback(V4, 0)).unwrap();
    }
    let to = guest.ctx.udp_socket_local_address(&mut socket).unwrap().unwrap();
    let from = guest.ctx.udp_socket_local_address(&mut friend).unwrap().unwrap();
    let (_in, mut other_out) = guest.stream(&mut other, None).unwrap();
    let (_in, mut friend_out) = guest.stream(&mut friend, None).unwrap();
    // Comes before the socket is connected, and stays.
    assert_eq!(guest.send(&mut other_out, b"no", Some(to)), Ok(1));
    let (mut incoming, _out) = guest.stream(&mut socket, Some(from)).unwrap();
    assert_eq!(guest.send(&mut friend_out, b"yes", Some(to)), Ok(1));
    assert_eq!(guest.receive(&mut incoming), (b"yes".to_vec(), std(from)));
}

#[test]
fn udp_rules_of_streams_trap() {
    let mut guest = Guest::new();
    let mut socket = guest.udp(V4);
    guest.bind_udp(&mut socket, loopback(V4, 0)).unwrap();
    let to = guest.ctx.udp_socket_local_address(&mut socket).unwrap().unwrap();
    let (incoming, mut outgoing) = guest.stream(&mut socket, None).unwrap();
    let datagram = OutgoingDatagram { data: vec![1], remote_address: Some(to) };
    // Not allowed by `check-send`.
    assert!(guest.ctx.outgoing_datagram_stream_send(&mut outgoing, vec![datagram.clone()]).is_err());
    assert_eq!(guest.ctx.outgoing_datagram_stream_send(&mut outgoing, vec![]).unwrap(), Ok(0));
    let permit = guest.ctx.outgoing_datagram_stream_check_send(&mut outgoing).unwrap().unwrap();
    let too_many = vec![datagram.clone(); usize::try_from(permit).unwrap() + 1];
    assert!(guest.ctx.outgoing_datagram_stream_send(&mut outgoing, too_many).is_err());
    assert_eq!(guest.ctx.outgoing_datagram_stream_send(&mut outgoing, vec![datagram; 2]).unwrap(), Ok(2));
    // One pair at a time.
    drop(outgoing);
    assert!(guest.ctx.udp_socket_stream(&mut socket, None).is_err());
    drop(incoming);
    assert!(guest.ctx.udp_socket_stream(&mut socket, None).unwrap().is_ok());
}

#[test]
fn udp_one_read_gives_as_many_bytes_as_are_allowed() {
    let limits = {
        let mut limits = Limits::default();
        limits.read_bytes = 100;
        limits
    };
    let mut guest = Guest::of(WasiCtx::builder().inherit_network().limits(limits).build());
    let mut socket = guest.udp(V4);
    guest.bind_udp(&mut socket, loopback(V4, 0)).unwrap();
    let to = guest.ctx.udp_socket_local_address(&mut socket).unwrap().unwrap();
    let (mut incoming, mut outgoing) = guest.stream(&mut socket, Some(to)).unwrap();
    for _ in 0..3 {
        assert_eq!(guest.send(&mut outgoing, &[1; 60], None), Ok(1));
    }
    for _ in 0..3 {
        assert_eq!(guest.ctx.incoming_datagram_stream_receive(&mut incoming, 9).unwrap().unwrap().len(), 1);
    }
}

#[test]
fn names_have_addresses() {
    let mut guest = Guest::new();
    let found = guest.resolve("localhost").unwrap();
    let is_loopback = |address: &IpAddress| {
        matches!(address, IpAddress::Ipv4((127, ..)) | IpAddress::Ipv6((0, 0, 0, 0, 0, 0, 0, 1)))
    };
    assert!(!found.is_empty() && found.iter().all(is_loopback), "{found:?}");
    assert_eq!(guest.resolve("192.0.2.7"), Ok(vec![IpAddress::Ipv4((192, 0, 2, 7))]));
    assert_eq!(guest.resolve("[::1]"), Ok(vec![IpAddress::Ipv6((0, 0, 0, 0, 0, 0, 0, 1))]));
    // No address of IPv4 is written as one of IPv6.
    assert_eq!(guest.resolve("::ffff:1.2.3.4"), Ok(vec![IpAddress::Ipv4((1, 2, 3, 4))]));
    for bad in ["", " ", "a.b<&>", "127.0.0.1:80", "[::]:80", "http://example.com/"] {
        assert_eq!(guest.resolve(bad), Err(ErrorCode::InvalidArgument), "{bad}");
    }
    let code = guest.resolve("no-such-name.invalid").unwrap_err();
    assert!(matches!(code, ErrorCode::NameUnresolvable | ErrorCode::TemporaryResolverFailure), "{code:?}");
}

#[test]
fn nothing_is_allowed_unless_said() {
    let mut guest = Guest::of(WasiCtx::default());
    assert_eq!(guest.ctx.create_tcp_socket(V4).unwrap().err(), Some(ErrorCode::AccessDenied));
    assert_eq!(guest.ctx.create_udp_socket(V4).unwrap().err(), Some(ErrorCode::AccessDenied));
    for name in ["localhost", "127.0.0.1", ""] {
        assert_eq!(guest.resolve(name), Err(ErrorCode::PermanentResolverFailure), "{name}");
    }
    // Sockets alone are good for nothing.
    let ctx = WasiCtx::builder().allow_tcp(true).allow_udp(true).build();
    let mut guest = Guest::of(ctx);
    let mut socket = guest.tcp(V4);
    assert_eq!(guest.bind(&mut socket, loopback(V4, 0)), Err(ErrorCode::AccessDenied));
    assert_eq!(guest.connect(&mut socket, loopback(V4, 80)).err(), Some(ErrorCode::AccessDenied));
    let mut socket = guest.udp(V4);
    assert_eq!(guest.bind_udp(&mut socket, loopback(V4, 0)), Err(ErrorCode::AccessDenied));
}

#[test]
fn addresses_are_allowed_one_by_one() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let other = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let (port, other_port) = (listener.local_addr().unwrap().port(), other.local_addr().unwrap().port());
    let ctx = WasiCtx::builder()
        .allow_address(Ipv4Addr::LOCALHOST, port, [SocketAddrUse::TcpConnect])
        .allow_address(Ipv4Addr::LOCALHOST, .., [SocketAddrUse::UdpBind])
        .allow_address(Ipv4Addr::LOCALHOST, 4000..=4999, [SocketAddrUse::UdpSend])
        .socket_addr_check(|address, usage| address.port() == 7 && usage == SocketAddrUse::UdpConnect)
        .build();
    let mut guest = Guest::of(ctx);
    let mut socket = guest.tcp(V4);
    let denied = Some(ErrorCode::AccessDenied);
    assert_eq!(guest.connect(&mut socket, loopback(V4, other_port)).err(), denied);
    assert_eq!(guest.bind(&mut socket, loopback(V4, 0)).err(), denied);
    // The socket is as good as before.
    assert!(guest.connect(&mut socket, loopback(V4, port)).is_ok());
    let mut socket = guest.udp(V4);
    guest.bind_udp(&mut socket, loopback(V4, 0)).unwrap();
    assert_eq!(guest.stream(&mut socket, Some(loopback(V4, 8))).err(), denied);
    drop(guest.stream(&mut socket, Some(loopback(V4, 7))).unwrap());
    let (_incoming, mut outgoing) = guest.stream(&mut socket, None).unwrap();
    assert_eq!(guest.send(&mut outgoing, b"", Some(loopback(V4, 5000))).err(), denied);
    assert_eq!(guest.send(&mut outgoing, b"", Some(loopback(V4, 4000))), Ok(1));
    // UDP was allowed by its addresses, names were not.
    assert_eq!(guest.resolve("127.0.0.1"), Err(ErrorCode::PermanentResolverFailure));
}

#[test]
fn sockets_are_counted() -> Result<()> {
    let limits = {
        let mut limits = Limits::default();
        limits.handles = 3;
        limits
    };
    let mut guest = Guest::of(WasiCtx::builder().inherit_network().limits(limits).build());
    let first = guest.tcp(V4);
    let _second = guest.udp(V4);
    assert!(guest.ctx.create_tcp_socket(V4).is_err());
    drop(first);
    assert!(guest.ctx.create_tcp_socket(V4)?.is_ok());
    Ok(())
}
