//! `wasi:http`: requests that a guest makes, and requests that it answers.
//!
//! In: what is [allowed](allow), and requests of a host's own server. Out: hyper, in [one thread](runtime) of the process that
//! starts when it is first needed. Bodies cross between it and a guest in pieces, of which a limited number of bytes waits;
//! an event of the system wakes whoever waits. A guest's thread never runs a future.

pub(crate) mod allow;
mod body;
mod client;
mod error;
mod fields;
mod host;
mod message;
mod runtime;
mod server;
mod signal;
#[cfg(feature = "tls")]
mod tls;

pub use body::incoming::{FutureTrailers, IncomingBody};
pub use body::outgoing::{Body, OutgoingBody};
pub use client::FutureIncomingResponse;
pub use error::HttpError;
pub use fields::Fields;
pub use message::{IncomingRequest, IncomingResponse, OutgoingRequest, OutgoingResponse, RequestOptions};
pub use server::{ResponseFuture, ResponseOutparam};
#[cfg(feature = "tls")]
pub use tls::RootCertificates;
