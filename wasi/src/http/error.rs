//! Error codes of WASI for what goes wrong on the way.

use std::error::Error;
use std::io;

use crate::bindings::http::types::{DnsErrorPayload, ErrorCode};
use crate::io::Failure;

/// Why there is no request, response or body, in the words of WASI.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("HTTP: {0:?}")]
pub struct HttpError(pub ErrorCode);

impl From<HttpError> for Failure {
    fn from(error: HttpError) -> Self {
        Self::Failed(error.into())
    }
}

/// Something that is not the guest's fault.
pub(super) fn internal(message: impl ToString) -> ErrorCode {
    ErrorCode::InternalError(Some(message.to_string()))
}

/// The code for what hyper fails with. That a head is too large, a client of hyper's says in words alone.
pub(super) fn of_hyper(error: &hyper::Error) -> ErrorCode {
    if let Some(code) = of_source(error) {
        code
    } else if error.is_timeout() {
        ErrorCode::HttpResponseTimeout
    } else if error.is_parse() && error.to_string().contains("too large") {
        ErrorCode::HttpResponseHeaderSectionSize(None)
    } else if error.is_incomplete_message() {
        ErrorCode::HttpResponseIncomplete
    } else {
        ErrorCode::HttpProtocolError
    }
}

/// The code that an error of ours inside of another one has, or the system's.
fn of_source(error: &(dyn Error + 'static)) -> Option<ErrorCode> {
    let mut source = error.source();
    while let Some(error) = source {
        if let Some(HttpError(code)) = error.downcast_ref() {
            return Some(code.clone());
        }
        if let Some(error) = error.downcast_ref::<io::Error>() {
            return Some(of_io(error));
        }
        source = error.source();
    }
    None
}

/// The code for any error of a body.
pub(super) fn of_any(error: &(dyn Error + 'static)) -> ErrorCode {
    if let Some(HttpError(code)) = error.downcast_ref() {
        return code.clone();
    }
    match error.downcast_ref::<hyper::Error>() {
        Some(error) => of_hyper(error),
        None => of_source(error).unwrap_or_else(|| internal(error)),
    }
}

/// The code for what the system fails with, of a connection.
pub(super) fn of_io(error: &io::Error) -> ErrorCode {
    use io::ErrorKind as Kind;
    match error.kind() {
        Kind::ConnectionRefused => ErrorCode::ConnectionRefused,
        Kind::ConnectionReset | Kind::ConnectionAborted | Kind::BrokenPipe => ErrorCode::ConnectionTerminated,
        Kind::UnexpectedEof => ErrorCode::HttpResponseIncomplete,
        Kind::TimedOut => ErrorCode::ConnectionTimeout,
        Kind::HostUnreachable | Kind::NetworkUnreachable | Kind::NetworkDown => {
            ErrorCode::DestinationIpUnroutable
        }
        Kind::AddrNotAvailable => ErrorCode::DestinationUnavailable,
        Kind::PermissionDenied => ErrorCode::DestinationIpProhibited,
        _ => internal(error),
    }
}

/// The code for a name that has no address.
pub(super) fn of_lookup() -> ErrorCode {
    let rcode = Some("address not available".to_owned());
    ErrorCode::DnsError(DnsErrorPayload { rcode, info_code: None })
}
