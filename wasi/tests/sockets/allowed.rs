//! Names, and what a guest may not.

use super::*;

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
