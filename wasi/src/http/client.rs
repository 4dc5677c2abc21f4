//! `wasi:http/outgoing-handler`: requests that a guest makes.
//!
//! In: a request that is allowed. Out: a connection of its own for it, and a response whose body comes piece by piece.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use http::header::HOST;
use http::uri::{Authority, PathAndQuery, Uri};
use http::{HeaderMap, HeaderValue, Request};
use hyper::body::Incoming;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::task::AbortHandle;

use super::allow;
use super::body::incoming::{self, Receiving};
use super::body::outgoing::Body;
use super::error;
use super::message::{OutgoingRequest, Timeouts};
use super::runtime;
use super::signal::Promise;
use crate::WasiCtx;
use crate::bindings::http::types::ErrorCode;
use crate::limits::Held;

/// The least that hyper wants to keep of a message's head.
const HEAD_BYTES: usize = 8_192;

/// `wasi:http/types.future-incoming-response`.
pub struct FutureIncomingResponse {
    pub(super) response: Arc<Promise<Outcome>>,
    task: AbortHandle,
    _held: Held,
}

/// A response, or why there is none.
pub(super) type Outcome = Result<Response, ErrorCode>;

/// What came of a response so far.
pub(super) struct Response {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Arc<Receiving>,
}

impl Drop for FutureIncomingResponse {
    /// Nobody waits any more.
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// What the guest and its host say of a request besides what is sent.
struct Terms {
    timeouts: Timeouts,
    /// Bytes that are kept of the response's head.
    head: usize,
    /// Bytes of its body that wait to be read.
    body: usize,
    #[cfg(feature = "tls")]
    roots: Arc<super::RootCertificates>,
}

/// Begins a request.
///
/// # Errors
/// If there are too many resources; inside, if it is not allowed or none that can be made.
pub(super) fn begin(
    ctx: &WasiCtx,
    request: OutgoingRequest,
    timeouts: Timeouts,
) -> embody::Result<Result<FutureIncomingResponse, ErrorCode>> {
    let held = ctx.hold()?;
    let request = match request.build() {
        Ok(request) => request,
        Err(code) => return Ok(Err(code)),
    };
    if !ctx.http.allows(request.uri()) {
        return Ok(Err(ErrorCode::HttpRequestDenied));
    }
    if !cfg!(feature = "tls") && is_https(request.uri()) {
        return Ok(Err(ErrorCode::HttpProtocolError));
    }
    request.body().begin();
    let terms = Terms {
        timeouts,
        head: ctx.limits.header_bytes,
        body: ctx.limits.read_bytes,
        #[cfg(feature = "tls")]
        roots: ctx.tls_roots.clone().unwrap_or_else(super::RootCertificates::shared),
    };
    let started = runtime::handle().and_then(|runtime| {
        let response = Promise::new()?;
        let kept = Arc::clone(&response);
        let task = runtime.spawn(async move {
            kept.keep(respond(request, &terms).await);
        });
        Ok(FutureIncomingResponse { response, task: task.abort_handle(), _held: held })
    });
    Ok(started.map_err(error::internal))
}

fn is_https(uri: &Uri) -> bool {
    uri.scheme_str() == Some("https")
}

async fn respond(mut request: Request<Body>, terms: &Terms) -> Outcome {
    let uri = request.uri().clone();
    let (Some(authority), Some(port)) = (uri.authority(), allow::port(&uri)) else {
        return Err(ErrorCode::HttpRequestUriInvalid);
    };
    request.headers_mut().insert(HOST, host(authority)?);
    // Only a proxy is told more than the path.
    let path = uri.path_and_query().cloned().unwrap_or_else(|| PathAndQuery::from_static("/"));
    *request.uri_mut() = path.into();

    let name = authority.host().trim_start_matches('[').trim_end_matches(']');
    let connection = within(terms.timeouts.connect, ErrorCode::ConnectionTimeout, connect(name, port));
    let response = if is_https(&uri) {
        secure(name, connection.await?, request, terms).await?
    } else {
        exchange(connection.await?, request, terms).await?
    };
    let (head, body) = response.into_parts();
    let incomplete = ErrorCode::HttpResponseIncomplete;
    let body = incoming::receive(body, terms.body, terms.timeouts.between_bytes, incomplete);
    let body = body.map_err(error::internal)?;
    Ok(Response { status: head.status.as_u16(), headers: head.headers, body })
}

/// What a server is told that it is.
fn host(authority: &Authority) -> Result<HeaderValue, ErrorCode> {
    let host = match authority.port() {
        Some(port) => format!("{}:{port}", authority.host()),
        None => authority.host().to_owned(),
    };
    host.try_into().map_err(|_| ErrorCode::HttpRequestUriInvalid)
}

async fn within<T>(
    time: Duration,
    late: ErrorCode,
    what: impl Future<Output = Result<T, ErrorCode>>,
) -> Result<T, ErrorCode> {
    tokio::time::timeout(time, what).await.unwrap_or(Err(late))
}

/// A connection to the first address that takes it.
async fn connect(name: &str, port: u16) -> Result<TcpStream, ErrorCode> {
    let addresses = tokio::net::lookup_host((name, port)).await.map_err(|_| error::of_lookup())?;
    let mut failed = error::of_lookup();
    for address in addresses {
        match connect_to(address).await {
            Ok(stream) => return Ok(stream),
            Err(error) => failed = error::of_io(&error),
        }
    }
    Err(failed)
}

async fn connect_to(address: SocketAddr) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(address).await?;
    // Pieces of a body go out when they are written.
    stream.set_nodelay(true)?;
    Ok(stream)
}

#[cfg(feature = "tls")]
async fn secure(
    name: &str,
    stream: TcpStream,
    request: Request<Body>,
    terms: &Terms,
) -> Result<http::Response<Incoming>, ErrorCode> {
    let connected = terms.roots.connect(name, stream);
    let stream = within(terms.timeouts.connect, ErrorCode::ConnectionTimeout, connected).await?;
    exchange(stream, request, terms).await
}

#[cfg(not(feature = "tls"))]
async fn secure(
    _: &str,
    _: TcpStream,
    _: Request<Body>,
    _: &Terms,
) -> Result<http::Response<Incoming>, ErrorCode> {
    Err(ErrorCode::HttpProtocolError)
}

/// Sends a request, and waits for the head of the response.
async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
    request: Request<Body>,
    terms: &Terms,
) -> Result<http::Response<Incoming>, ErrorCode> {
    let mut builder = hyper::client::conn::http1::Builder::new();
    builder.max_buf_size(terms.head.max(HEAD_BYTES));
    let handshake = builder.handshake(TokioIo::new(stream));
    let (mut sender, connection) = handshake.await.map_err(|error| error::of_hyper(&error))?;
    // What it fails with, request and body fail with, too. It ends when both are gone.
    tokio::spawn(connection);
    let response = async { sender.send_request(request).await.map_err(|error| error::of_hyper(&error)) };
    within(terms.timeouts.first_byte, ErrorCode::ConnectionReadTimeout, response).await
}
