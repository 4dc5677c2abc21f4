//! Error codes of WASI for those of the system.

use std::io::Error;

use rustix::io::Errno;

use crate::bindings::sockets::network::ErrorCode;

/// The code for an error of the system.
pub(super) fn of(error: Errno) -> ErrorCode {
    match error {
        Errno::AGAIN | Errno::INTR => ErrorCode::WouldBlock,
        Errno::ACCESS | Errno::PERM => ErrorCode::AccessDenied,
        Errno::ADDRINUSE => ErrorCode::AddressInUse,
        Errno::ADDRNOTAVAIL => ErrorCode::AddressNotBindable,
        Errno::ALREADY => ErrorCode::ConcurrencyConflict,
        Errno::TIMEDOUT => ErrorCode::Timeout,
        Errno::CONNREFUSED => ErrorCode::ConnectionRefused,
        Errno::CONNRESET => ErrorCode::ConnectionReset,
        Errno::CONNABORTED => ErrorCode::ConnectionAborted,
        Errno::INVAL => ErrorCode::InvalidArgument,
        Errno::HOSTUNREACH | Errno::HOSTDOWN | Errno::NETDOWN | Errno::NETUNREACH => {
            ErrorCode::RemoteUnreachable
        }
        #[cfg(target_os = "linux")]
        Errno::NONET => ErrorCode::RemoteUnreachable,
        Errno::ISCONN | Errno::NOTCONN | Errno::DESTADDRREQ => ErrorCode::InvalidState,
        Errno::NFILE | Errno::MFILE => ErrorCode::NewSocketLimit,
        Errno::MSGSIZE => ErrorCode::DatagramTooLarge,
        Errno::NOMEM | Errno::NOBUFS => ErrorCode::OutOfMemory,
        Errno::OPNOTSUPP
        | Errno::NOPROTOOPT
        | Errno::PFNOSUPPORT
        | Errno::PROTONOSUPPORT
        | Errno::PROTOTYPE
        | Errno::SOCKTNOSUPPORT
        | Errno::AFNOSUPPORT => ErrorCode::NotSupported,
        _ => ErrorCode::Unknown,
    }
}

/// The code for an error that a stream gave.
pub(super) fn of_io(error: &Error) -> ErrorCode {
    Errno::from_io_error(error).map_or(ErrorCode::Unknown, of)
}

/// The code for what `bind` fails with.
pub(super) fn of_bind(error: Errno) -> ErrorCode {
    match error {
        Errno::AFNOSUPPORT => ErrorCode::InvalidArgument,
        error => of(error),
    }
}

/// The code for what `connect` fails with.
pub(super) fn of_connect(error: Errno) -> ErrorCode {
    match error {
        Errno::AFNOSUPPORT => ErrorCode::InvalidArgument,
        // There are no ports for an address of one's own, which is bound on the way.
        Errno::ADDRNOTAVAIL => ErrorCode::AddressInUse,
        error => of(error),
    }
}

/// The code for what `accept` fails with. Linux gives it errors that the new connection has already.
pub(super) fn of_accept(error: Errno) -> ErrorCode {
    match error {
        Errno::CONNRESET
        | Errno::NETRESET
        | Errno::HOSTUNREACH
        | Errno::HOSTDOWN
        | Errno::NETDOWN
        | Errno::NETUNREACH
        | Errno::PROTO
        | Errno::NOPROTOOPT
        | Errno::OPNOTSUPP => ErrorCode::ConnectionAborted,
        error => of(error),
    }
}
