//! A program that uses sockets: TCP and UDP, as client and server, and looks names up.
//!
//! Rust's standard library has no sockets for this target, so that it calls `wasi:sockets` itself.

use std::env;
use std::process::ExitCode;

use wasip2::io::poll::poll;
use wasip2::io::streams::{InputStream, OutputStream, StreamError};
use wasip2::sockets::instance_network::instance_network;
use wasip2::sockets::ip_name_lookup::resolve_addresses;
use wasip2::sockets::network::{
    ErrorCode, IpAddress, IpAddressFamily, IpSocketAddress, Ipv4SocketAddress, Ipv6SocketAddress, Network,
};
use wasip2::sockets::tcp::{ShutdownType, TcpSocket};
use wasip2::sockets::tcp_create_socket::create_tcp_socket;
use wasip2::sockets::udp::OutgoingDatagram;
use wasip2::sockets::udp_create_socket::create_udp_socket;

fn main() -> ExitCode {
    let args: Vec<String> = env::args().collect();
    let words: Vec<&str> = args.iter().skip(1).map(String::as_str).collect();
    let network = instance_network();
    let result = match words[..] {
        ["echo-server", address, count] => echo_server(&network, address, count),
        ["echo-client", address, text] => echo_client(&network, address, text),
        ["send-udp", address, text] => send_udp(&network, address, text),
        ["echo-udp", address] => echo_udp(&network, address),
        ["lookup", name] => lookup(&network, name),
        ["both", text] => both(&network, text),
        _ => {
            eprintln!("usage: net-rs echo-server|echo-client|send-udp|echo-udp|lookup|both");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}", error.name());
            ExitCode::FAILURE
        }
    }
}

type Result<T> = std::result::Result<T, ErrorCode>;

/// `1.2.3.4:5` or `[::1]:5`.
fn address(text: &str) -> IpSocketAddress {
    match text.parse().expect("an address with a port") {
        std::net::SocketAddr::V4(v4) => {
            let [a, b, c, d] = v4.ip().octets();
            IpSocketAddress::Ipv4(Ipv4SocketAddress { port: v4.port(), address: (a, b, c, d) })
        }
        std::net::SocketAddr::V6(v6) => {
            let [a, b, c, d, e, f, g, h] = v6.ip().segments();
            IpSocketAddress::Ipv6(Ipv6SocketAddress {
                port: v6.port(),
                flow_info: 0,
                address: (a, b, c, d, e, f, g, h),
                scope_id: 0,
            })
        }
    }
}

fn family(address: IpSocketAddress) -> IpAddressFamily {
    match address {
        IpSocketAddress::Ipv4(_) => IpAddressFamily::Ipv4,
        IpSocketAddress::Ipv6(_) => IpAddressFamily::Ipv6,
    }
}

fn port(address: IpSocketAddress) -> u16 {
    match address {
        IpSocketAddress::Ipv4(address) => address.port,
        IpSocketAddress::Ipv6(address) => address.port,
    }
}

/// What comes after waiting as often as it takes.
fn finish<T>(socket: &TcpSocket, mut step: impl FnMut() -> Result<T>) -> Result<T> {
    loop {
        match step() {
            Err(ErrorCode::WouldBlock) => socket.subscribe().block(),
            result => return result,
        }
    }
}

fn listen(network: &Network, at: IpSocketAddress) -> Result<TcpSocket> {
    let socket = create_tcp_socket(family(at))?;
    socket.start_bind(network, at)?;
    finish(&socket, || socket.finish_bind())?;
    socket.start_listen()?;
    finish(&socket, || socket.finish_listen())?;
    Ok(socket)
}

fn connect(network: &Network, to: IpSocketAddress) -> Result<(TcpSocket, InputStream, OutputStream)> {
    let socket = create_tcp_socket(family(to))?;
    socket.start_connect(network, to)?;
    let (input, output) = finish(&socket, || socket.finish_connect())?;
    Ok((socket, input, output))
}

/// Reads until the other side has ended.
fn read_all(input: &InputStream) -> Vec<u8> {
    let mut all = Vec::new();
    loop {
        match input.blocking_read(4096) {
            Ok(bytes) => all.extend(bytes),
            Err(StreamError::Closed) => return all,
            Err(StreamError::LastOperationFailed(error)) => panic!("reading: {}", error.to_debug_string()),
        }
    }
}

fn write_all(output: &OutputStream, bytes: &[u8]) {
    for part in bytes.chunks(4096) {
        output.blocking_write_and_flush(part).expect("writing");
    }
}

/// Serves so many connections, one after the other: each gets back what it sends.
fn echo_server(network: &Network, at: &str, count: &str) -> Result<()> {
    let socket = listen(network, address(at))?;
    println!("listening {}", port(socket.local_address()?));
    for _ in 0..count.parse::<u32>().expect("a number") {
        let (client, input, output) = finish(&socket, || socket.accept())?;
        let mut total = 0;
        while let Ok(bytes) = input.blocking_read(4096) {
            total += bytes.len();
            write_all(&output, &bytes);
        }
        client.shutdown(ShutdownType::Send)?;
        println!("echoed {total}");
    }
    Ok(())
}

fn echo_client(network: &Network, to: &str, text: &str) -> Result<()> {
    let (socket, input, output) = connect(network, address(to))?;
    println!("connected {}", socket.remote_address()? .is_same(address(to)));
    write_all(&output, text.as_bytes());
    socket.shutdown(ShutdownType::Send)?;
    println!("{}", String::from_utf8_lossy(&read_all(&input)));
    Ok(())
}

trait Same {
    fn is_same(self, other: Self) -> bool;
}

impl Same for IpSocketAddress {
    fn is_same(self, other: Self) -> bool {
        format!("{self:?}") == format!("{other:?}")
    }
}

/// A server and a client in one program, which takes turns by waiting for both.
fn both(network: &Network, text: &str) -> Result<()> {
    let server = listen(network, address("127.0.0.1:0"))?;
    let to = server.local_address()?;
    let client = create_tcp_socket(IpAddressFamily::Ipv4)?;
    client.start_connect(network, to)?;
    let (mut accepted, mut connected) = (None, None);
    while accepted.is_none() || connected.is_none() {
        if accepted.is_none() {
            accepted = server.accept().ok();
        }
        if connected.is_none() {
            connected = client.finish_connect().ok();
        }
        let waiting = [server.subscribe(), client.subscribe()];
        let mut on = Vec::new();
        if accepted.is_none() {
            on.push(&waiting[0]);
        }
        if connected.is_none() {
            on.push(&waiting[1]);
        }
        if !on.is_empty() {
            assert!(!poll(&on).is_empty());
        }
    }
    let ((peer, from_client, to_client), (from_server, to_server)) =
        accepted.zip(connected).expect("both are there");
    write_all(&to_server, text.as_bytes());
    client.shutdown(ShutdownType::Send)?;
    let received = read_all(&from_client);
    write_all(&to_client, &received.iter().rev().copied().collect::<Vec<u8>>());
    peer.shutdown(ShutdownType::Both)?;
    println!("{}", String::from_utf8_lossy(&read_all(&from_server)));
    Ok(())
}

fn send_udp(network: &Network, to: &str, text: &str) -> Result<()> {
    let to = address(to);
    let socket = create_udp_socket(family(to))?;
    let any = if matches!(to, IpSocketAddress::Ipv4(_)) { "0.0.0.0:0" } else { "[::]:0" };
    socket.start_bind(network, address(any))?;
    socket.finish_bind()?;
    let (incoming, outgoing) = socket.stream(Some(to))?;
    outgoing.subscribe().block();
    outgoing.check_send()?;
    let sent = outgoing.send(&[OutgoingDatagram { data: text.as_bytes().to_vec(), remote_address: None }])?;
    println!("sent {sent}");
    loop {
        incoming.subscribe().block();
        if let Some(datagram) = incoming.receive(1)?.first() {
            println!("{}", String::from_utf8_lossy(&datagram.data));
            return Ok(());
        }
    }
}

/// Sends one datagram back.
fn echo_udp(network: &Network, at: &str) -> Result<()> {
    let at = address(at);
    let socket = create_udp_socket(family(at))?;
    socket.start_bind(network, at)?;
    socket.finish_bind()?;
    println!("bound {}", port(socket.local_address()?));
    let (incoming, outgoing) = socket.stream(None)?;
    loop {
        incoming.subscribe().block();
        if let Some(datagram) = incoming.receive(1)?.into_iter().next() {
            outgoing.subscribe().block();
            outgoing.check_send()?;
            outgoing.send(&[OutgoingDatagram {
                data: datagram.data,
                remote_address: Some(datagram.remote_address),
            }])?;
            return Ok(());
        }
    }
}

fn lookup(network: &Network, name: &str) -> Result<()> {
    let addresses = resolve_addresses(network, name)?;
    let mut found = Vec::new();
    loop {
        match addresses.resolve_next_address() {
            Ok(Some(IpAddress::Ipv4((a, b, c, d)))) => found.push(format!("{a}.{b}.{c}.{d}")),
            Ok(Some(IpAddress::Ipv6((a, b, c, d, e, f, g, h)))) => {
                found.push(std::net::Ipv6Addr::new(a, b, c, d, e, f, g, h).to_string());
            }
            Ok(None) => break,
            Err(ErrorCode::WouldBlock) => addresses.subscribe().block(),
            Err(error) => return Err(error),
        }
    }
    found.sort();
    found.dedup();
    println!("{}", found.join(" "));
    Ok(())
}
