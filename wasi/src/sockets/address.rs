//! Addresses: between WASI's and Rust's, and which of them a socket can have.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};

use rustix::net::SocketAddrAny;

use crate::bindings::sockets::network::{
    ErrorCode, IpAddress, IpAddressFamily, IpSocketAddress, Ipv4SocketAddress, Ipv6SocketAddress,
};

/// An address of Rust's.
pub(super) fn lift(address: IpSocketAddress) -> SocketAddr {
    match address {
        IpSocketAddress::Ipv4(Ipv4SocketAddress { port, address: (a, b, c, d) }) => {
            SocketAddrV4::new(Ipv4Addr::new(a, b, c, d), port).into()
        }
        IpSocketAddress::Ipv6(Ipv6SocketAddress { port, flow_info, address, scope_id }) => {
            let (a, b, c, d, e, f, g, h) = address;
            let ip = Ipv6Addr::new(a, b, c, d, e, f, g, h);
            SocketAddrV6::new(ip, port, flow_info, scope_id).into()
        }
    }
}

/// An address of WASI's.
pub(super) fn lower(address: SocketAddr) -> IpSocketAddress {
    match address {
        SocketAddr::V4(address) => IpSocketAddress::Ipv4(Ipv4SocketAddress {
            port: address.port(),
            address: address.ip().octets().into(),
        }),
        SocketAddr::V6(address) => IpSocketAddress::Ipv6(Ipv6SocketAddress {
            port: address.port(),
            flow_info: address.flowinfo(),
            address: address.ip().segments().into(),
            scope_id: address.scope_id(),
        }),
    }
}

/// An address of WASI's, without a port. One of IPv4 that is written as IPv6 is one of IPv4.
pub(super) fn lower_ip(address: IpAddr) -> IpAddress {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddress::Ipv4(address.octets().into()),
        IpAddr::V6(address) => IpAddress::Ipv6(address.segments().into()),
    }
}

/// An address that the system gave.
///
/// # Errors
/// If it is neither of IPv4 nor of IPv6.
pub(super) fn of_system(address: SocketAddrAny) -> Result<SocketAddr, ErrorCode> {
    SocketAddr::try_from(address).map_err(|_| ErrorCode::Unknown)
}

/// Fails if a socket of this family cannot have the address: addresses of IPv4 do not come as IPv6.
pub(super) fn check_family(address: SocketAddr, family: IpAddressFamily) -> Result<(), ErrorCode> {
    let fits = match (address.ip(), family) {
        (IpAddr::V4(_), IpAddressFamily::Ipv4) => true,
        (IpAddr::V6(ip), IpAddressFamily::Ipv6) => !is_ipv4_inside(ip),
        _ => false,
    };
    fits.then_some(()).ok_or(ErrorCode::InvalidArgument)
}

/// IPv4-mapped (`::ffff:1.2.3.4`), or IPv4-compatible (`::1.2.3.4`).
fn is_ipv4_inside(ip: Ipv6Addr) -> bool {
    let is_compatible = ip.segments().starts_with(&[0; 6]);
    ip.to_ipv4_mapped().is_some() || is_compatible && !ip.is_unspecified() && !ip.is_loopback()
}

/// Fails if this is the address of more than one host.
pub(super) fn check_unicast(address: SocketAddr) -> Result<(), ErrorCode> {
    let is_broadcast = matches!(address.ip(), IpAddr::V4(ip) if ip.is_broadcast());
    (!is_broadcast && !address.ip().is_multicast()).then_some(()).ok_or(ErrorCode::InvalidArgument)
}

/// Fails if nobody can be reached there.
pub(super) fn check_remote(address: SocketAddr) -> Result<(), ErrorCode> {
    (!address.ip().is_unspecified() && address.port() != 0).then_some(()).ok_or(ErrorCode::InvalidArgument)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> SocketAddr {
        text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn addresses_come_back_as_they_were() {
        for text in ["127.0.0.1:80", "[2001:db8::1]:443", "[fe80::1%3]:1"] {
            assert_eq!(lift(lower(address(text))), address(text));
        }
    }

    #[test]
    fn ipv4_does_not_come_as_ipv6() {
        let v6 = IpAddressFamily::Ipv6;
        for good in ["[::1]:1", "[::]:1", "[2001:db8::1]:1"] {
            assert_eq!(check_family(address(good), v6), Ok(()), "{good}");
        }
        for bad in ["[::ffff:127.0.0.1]:1", "[::127.0.0.1]:1", "127.0.0.1:1"] {
            assert_eq!(check_family(address(bad), v6), Err(ErrorCode::InvalidArgument), "{bad}");
        }
        let v4 = IpAddressFamily::Ipv4;
        assert_eq!(check_family(address("127.0.0.1:1"), v4), Ok(()));
        assert_eq!(check_family(address("[::1]:1"), v4), Err(ErrorCode::InvalidArgument));
    }

    #[test]
    fn one_host_can_be_reached_at_a_remote_address() {
        assert_eq!(check_remote(address("127.0.0.1:1")), Ok(()));
        for bad in ["127.0.0.1:0", "0.0.0.0:1", "[::]:1"] {
            assert_eq!(check_remote(address(bad)), Err(ErrorCode::InvalidArgument), "{bad}");
        }
        assert_eq!(check_unicast(address("0.0.0.0:0")), Ok(()));
        for bad in ["255.255.255.255:1", "224.254.0.0:1", "[ff00::]:1"] {
            assert_eq!(check_unicast(address(bad)), Err(ErrorCode::InvalidArgument), "{bad}");
        }
    }
}
