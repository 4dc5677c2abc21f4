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

mod allowed;
mod tcp;
mod udp;

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
