//! `wasi:http/types`: requests, responses and options, before they are sent and after they came.

use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use http::uri::{Authority, PathAndQuery, Uri};
use http::{HeaderMap, StatusCode};

use super::body::incoming::{IncomingBody, Receiving};
use super::body::outgoing::{Body, Of, OutgoingBody};
use super::fields::Fields;
use super::{body, fields};
use crate::WasiCtx;
use crate::bindings::http::types::{ErrorCode, Method, Scheme};
use crate::limits::Held;

/// How long something may take, unless it is said.
const TIMEOUT: Duration = Duration::from_secs(600);

/// `wasi:http/types.request-options`.
pub struct RequestOptions {
    pub(super) connect: Option<u64>,
    pub(super) first_byte: Option<u64>,
    pub(super) between_bytes: Option<u64>,
    pub(super) _held: Held,
}

/// How long things may take.
#[derive(Clone, Copy)]
pub(super) struct Timeouts {
    pub(super) connect: Duration,
    pub(super) first_byte: Duration,
    pub(super) between_bytes: Duration,
}

/// `wasi:http/types.outgoing-request`.
pub struct OutgoingRequest {
    pub(super) method: Method,
    pub(super) path_with_query: Option<String>,
    pub(super) scheme: Option<Scheme>,
    pub(super) authority: Option<String>,
    pub(super) headers: Arc<HeaderMap>,
    /// What is sent, once the guest has had its end of it.
    body: Option<Body>,
    pub(super) _held: Held,
}

/// `wasi:http/types.outgoing-response`.
pub struct OutgoingResponse {
    pub(super) status: StatusCode,
    pub(super) headers: Arc<HeaderMap>,
    body: Option<Body>,
    pub(super) _held: Held,
}

/// `wasi:http/types.incoming-request`.
pub struct IncomingRequest {
    pub(super) method: Method,
    pub(super) path_with_query: Option<String>,
    pub(super) scheme: Option<Scheme>,
    pub(super) authority: Option<String>,
    pub(super) headers: Arc<HeaderMap>,
    pub(super) body: Option<Arc<Receiving>>,
    pub(super) _held: Held,
}

/// `wasi:http/types.incoming-response`.
pub struct IncomingResponse {
    pub(super) status: u16,
    pub(super) headers: Arc<HeaderMap>,
    pub(super) body: Option<Arc<Receiving>>,
    pub(super) _held: Held,
}

impl Timeouts {
    pub(super) fn of(options: Option<&RequestOptions>) -> Self {
        let or_default = |nanos: Option<u64>| nanos.map_or(TIMEOUT, Duration::from_nanos);
        Self {
            connect: or_default(options.and_then(|options| options.connect)),
            first_byte: or_default(options.and_then(|options| options.first_byte)),
            between_bytes: or_default(options.and_then(|options| options.between_bytes)),
        }
    }
}

impl OutgoingRequest {
    pub(super) fn new(headers: Arc<HeaderMap>, held: Held) -> Self {
        Self {
            method: Method::Get,
            path_with_query: None,
            scheme: None,
            authority: None,
            headers,
            body: None,
            _held: held,
        }
    }

    /// The guest's end of the body, the first time.
    pub(super) fn body(&mut self, ctx: &WasiCtx) -> embody::Result<Option<OutgoingBody>> {
        outgoing_body(&mut self.body, Of::Request, &self.headers, ctx)
    }

    /// The request, as it is sent.
    pub(super) fn build(self) -> Result<http::Request<Body>, ErrorCode> {
        let promised = fields::content_length(&self.headers).unwrap_or_default();
        if self.body.is_none() && promised != 0 {
            return Err(ErrorCode::HttpRequestBodySize(Some(0)));
        }
        let scheme = match &self.scheme {
            Some(Scheme::Http) => "http",
            Some(Scheme::Https) | None => "https",
            Some(Scheme::Other(_)) => return Err(ErrorCode::HttpProtocolError),
        };
        let authority = self.authority.unwrap_or_default();
        let path = self.path_with_query.unwrap_or_else(|| "/".to_owned());
        let uri = Uri::builder().scheme(scheme).authority(authority).path_and_query(path).build();
        let mut request = http::Request::new(self.body.unwrap_or_else(Body::empty));
        *request.uri_mut() = uri.map_err(|_| ErrorCode::HttpRequestUriInvalid)?;
        *request.method_mut() = http_method(&self.method).ok_or(ErrorCode::HttpRequestMethodInvalid)?;
        *request.headers_mut() = Arc::unwrap_or_clone(self.headers);
        Ok(request)
    }
}

impl OutgoingResponse {
    pub(super) fn new(headers: Arc<HeaderMap>, held: Held) -> Self {
        Self { status: StatusCode::OK, headers, body: None, _held: held }
    }

    /// The guest's end of the body, the first time.
    pub(super) fn body(&mut self, ctx: &WasiCtx) -> embody::Result<Option<OutgoingBody>> {
        outgoing_body(&mut self.body, Of::Response, &self.headers, ctx)
    }

    /// The response, as it is sent.
    pub(super) fn build(self) -> http::Response<Body> {
        let mut response = http::Response::new(self.body.unwrap_or_else(Body::empty));
        *response.status_mut() = self.status;
        *response.headers_mut() = Arc::unwrap_or_clone(self.headers);
        response
    }
}

fn outgoing_body(
    body: &mut Option<Body>,
    of: Of,
    headers: &HeaderMap,
    ctx: &WasiCtx,
) -> embody::Result<Option<OutgoingBody>> {
    if body.is_some() {
        return Ok(None);
    }
    let promised = fields::content_length(headers);
    let (outgoing, sent) = body::outgoing::pair(of, promised, ctx.limits.write_bytes, ctx.hold()?)?;
    *body = Some(sent);
    Ok(Some(outgoing))
}

/// What a guest reads of a body, the first time.
pub(super) fn incoming_body(
    body: &mut Option<Arc<Receiving>>,
    ctx: &WasiCtx,
) -> embody::Result<Option<IncomingBody>> {
    let Some(body) = body.take() else {
        return Ok(None);
    };
    Ok(Some(IncomingBody::new(body, ctx.hold()?)))
}

/// A request of a host's server, for a guest.
pub(super) fn incoming_request<B>(request: http::Request<B>, ctx: &WasiCtx) -> embody::Result<IncomingRequest>
where
    B: http_body::Body<Data = bytes::Bytes> + Send + 'static,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let (head, body) = request.into_parts();
    let host = head.headers.get(http::header::HOST).and_then(|host| host.to_str().ok());
    let authority = head.uri.authority().map(Authority::as_str).or(host).map(str::to_owned);
    let scheme = match head.uri.scheme_str() {
        None | Some("http") => Scheme::Http,
        Some("https") => Scheme::Https,
        Some(other) => Scheme::Other(other.to_owned()),
    };
    let held = ctx.hold()?;
    let body =
        body::incoming::receive(body, ctx.limits.read_bytes, TIMEOUT, ErrorCode::ConnectionTerminated)?;
    Ok(IncomingRequest {
        method: wasi_method(&head.method),
        path_with_query: head.uri.path_and_query().map(|path| path.as_str().to_owned()),
        scheme: Some(scheme),
        authority,
        headers: Fields::of(head.headers, ctx.hold()?).into_map(),
        body: Some(body),
        _held: held,
    })
}

/// A method as HTTP has it, if there is one.
pub(super) fn http_method(method: &Method) -> Option<http::Method> {
    Some(match method {
        Method::Get => http::Method::GET,
        Method::Head => http::Method::HEAD,
        Method::Post => http::Method::POST,
        Method::Put => http::Method::PUT,
        Method::Delete => http::Method::DELETE,
        Method::Connect => http::Method::CONNECT,
        Method::Options => http::Method::OPTIONS,
        Method::Trace => http::Method::TRACE,
        Method::Patch => http::Method::PATCH,
        Method::Other(other) => http::Method::from_bytes(other.as_bytes()).ok()?,
    })
}

fn wasi_method(method: &http::Method) -> Method {
    match *method {
        http::Method::GET => Method::Get,
        http::Method::HEAD => Method::Head,
        http::Method::POST => Method::Post,
        http::Method::PUT => Method::Put,
        http::Method::DELETE => Method::Delete,
        http::Method::CONNECT => Method::Connect,
        http::Method::OPTIONS => Method::Options,
        http::Method::TRACE => Method::Trace,
        http::Method::PATCH => Method::Patch,
        _ => Method::Other(method.as_str().to_owned()),
    }
}

/// Whether a guest may name this path.
pub(super) fn is_path(text: &str) -> bool {
    let is_path = matches!(text.as_bytes(), [] | [b'/' | b'?', ..] | [b'*']);
    // A fragment would be left out without a word.
    is_path && !text.contains('#') && PathAndQuery::from_str(text).is_ok()
}

/// Whether a guest may name this authority: a host, and perhaps a port.
pub(super) fn is_authority(text: &str) -> bool {
    // What stands before an `@` is no host, and would be sent to it.
    let is_host = |authority: Authority| authority.port_u16().is_some() || authority.host() == text;
    !text.contains('@') && Authority::from_str(text).is_ok_and(is_host)
}

/// Whether a guest may name this scheme.
pub(super) fn is_scheme(scheme: &Scheme) -> bool {
    match scheme {
        Scheme::Http | Scheme::Https => true,
        Scheme::Other(other) => http::uri::Scheme::from_str(other).is_ok(),
    }
}
