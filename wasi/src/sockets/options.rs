//! Options that all sockets have: families, hop limits and the system's buffers.

use std::os::fd::{BorrowedFd, OwnedFd};

use rustix::io::Errno;
use rustix::net::{AddressFamily, SocketFlags, SocketType, sockopt};

use super::error;
use crate::bindings::sockets::network::{ErrorCode, IpAddressFamily};

/// A socket that does not block. Of IPv6, it takes no addresses of IPv4.
pub(super) fn socket(family: IpAddressFamily, kind: SocketType) -> Result<OwnedFd, ErrorCode> {
    let domain = match family {
        IpAddressFamily::Ipv4 => AddressFamily::INET,
        IpAddressFamily::Ipv6 => AddressFamily::INET6,
    };
    let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
    let fd = rustix::net::socket_with(domain, kind, flags, None).map_err(error::of)?;
    if family == IpAddressFamily::Ipv6 {
        sockopt::set_ipv6_v6only(&fd, true).map_err(error::of)?;
    }
    Ok(fd)
}

pub(super) fn hop_limit(fd: BorrowedFd<'_>, family: IpAddressFamily) -> Result<u8, ErrorCode> {
    match family {
        IpAddressFamily::Ipv4 => {
            let ttl = sockopt::ip_ttl(fd).map_err(error::of)?;
            u8::try_from(ttl).map_err(|_| ErrorCode::NotSupported)
        }
        IpAddressFamily::Ipv6 => sockopt::ipv6_unicast_hops(fd).map_err(error::of),
    }
}

pub(super) fn set_hop_limit(fd: BorrowedFd<'_>, family: IpAddressFamily, value: u8) -> Result<(), ErrorCode> {
    match family {
        _ if value == 0 => Err(ErrorCode::InvalidArgument),
        IpAddressFamily::Ipv4 => sockopt::set_ip_ttl(fd, value.into()).map_err(error::of),
        IpAddressFamily::Ipv6 => sockopt::set_ipv6_unicast_hops(fd, Some(value)).map_err(error::of),
    }
}

pub(super) fn receive_buffer_size(fd: BorrowedFd<'_>) -> Result<u64, ErrorCode> {
    sockopt::socket_recv_buffer_size(fd).map(as_it_was_set).map_err(error::of)
}

pub(super) fn send_buffer_size(fd: BorrowedFd<'_>) -> Result<u64, ErrorCode> {
    sockopt::socket_send_buffer_size(fd).map(as_it_was_set).map_err(error::of)
}

pub(super) fn set_receive_buffer_size(fd: BorrowedFd<'_>, value: u64) -> Result<(), ErrorCode> {
    set_buffer_size(value, |size| sockopt::set_socket_recv_buffer_size(fd, size))
}

pub(super) fn set_send_buffer_size(fd: BorrowedFd<'_>, value: u64) -> Result<(), ErrorCode> {
    set_buffer_size(value, |size| sockopt::set_socket_send_buffer_size(fd, size))
}

/// Linux takes twice what was asked for, and says so.
fn as_it_was_set(size: usize) -> u64 {
    let size = if cfg!(target_os = "linux") { size / 2 } else { size };
    size as u64
}

fn set_buffer_size(value: u64, set: impl FnOnce(usize) -> Result<(), Errno>) -> Result<(), ErrorCode> {
    if value == 0 {
        return Err(ErrorCode::InvalidArgument);
    }
    let most = usize::try_from(i32::MAX).unwrap_or(usize::MAX);
    match set(usize::try_from(value).unwrap_or(most).min(most)) {
        // More than the system lets anybody have; the size is a wish.
        Ok(()) | Err(Errno::NOBUFS) => Ok(()),
        Err(error) => Err(error::of(error)),
    }
}
