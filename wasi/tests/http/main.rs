//! `wasi:http` as a guest sees it, over the loopback interface: requests, answers, and what is refused or goes wrong.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::thread::JoinHandle;
use std::time::Duration;

use bytes::Bytes;
use embody_wasi::bindings::http::outgoing_handler::Host as _;
use embody_wasi::bindings::http::types::{ErrorCode, HeaderError, Host as _, Method, Scheme};
use embody_wasi::bindings::io::poll::Host as _;
use embody_wasi::bindings::io::streams::{Host as _, StreamError};
use embody_wasi::http::{
    Fields, HttpError, IncomingBody, IncomingResponse, OutgoingBody, OutgoingRequest, RequestOptions,
};
use embody_wasi::{Limits, WasiCtx};
use http_body_util::{BodyExt, Full};
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;

mod answers;
mod bodies;
mod fields;
mod requests;
mod tls;

const MILLISECOND: u64 = 1_000_000;

type Trailers = Option<Vec<(String, Vec<u8>)>>;

/// A guest that may make any request.
fn guest() -> WasiCtx {
    WasiCtx::builder().inherit_http().build()
}

fn guest_with(limit: impl FnOnce(&mut Limits)) -> WasiCtx {
    let mut limits = Limits::default();
    limit(&mut limits);
    WasiCtx::builder().inherit_http().limits(limits).build()
}

/// A server that answers the first connection with `f`.
fn server<T: Send + 'static>(f: impl FnOnce(TcpStream) -> T + Send + 'static) -> (SocketAddr, JoinHandle<T>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    (address, std::thread::spawn(move || f(listener.accept().unwrap().0)))
}

/// The head of a request.
fn read_head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        head.push(byte[0]);
    }
    String::from_utf8(head).unwrap()
}

/// A server that answers with these bytes, and gives the request's head.
fn canned(answer: &'static [u8]) -> (SocketAddr, JoinHandle<String>) {
    server(move |mut stream| {
        let head = read_head(&mut stream);
        stream.write_all(answer).unwrap();
        head
    })
}

/// A server of hyper's that sends back what it gets: method, path, the header `x-in` as `x-out`, and the body with its
/// trailers.
fn echo() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let service = service_fn(|request: http::Request<hyper::body::Incoming>| async {
                    let line = format!("{} {}", request.method(), request.uri());
                    let mut response = http::Response::builder().header("x-line", line);
                    for value in request.headers().get_all("x-in") {
                        response = response.header("x-out", value);
                    }
                    if let Some(trailer) = request.headers().get("trailer") {
                        response = response.header("trailer", trailer);
                    }
                    response.body(request.into_body())
                });
                let builder = hyper::server::conn::http1::Builder::new();
                tokio::spawn(builder.serve_connection(TokioIo::new(stream), service));
            }
        });
    });
    address
}

fn fields(ctx: &mut WasiCtx, entries: &[(&str, &str)]) -> Fields {
    let entries = entries.iter().map(|(name, value)| (*name, value.as_bytes())).collect();
    ctx.fields_from_list(entries).unwrap().unwrap()
}

fn request(ctx: &mut WasiCtx, to: SocketAddr, headers: &[(&str, &str)]) -> OutgoingRequest {
    let headers = fields(ctx, headers);
    let mut request = ctx.outgoing_request_new(headers).unwrap();
    ctx.outgoing_request_set_scheme(&mut request, Some(Scheme::Http)).unwrap().unwrap();
    ctx.outgoing_request_set_authority(&mut request, Some(&to.to_string())).unwrap().unwrap();
    request
}

fn options(ctx: &mut WasiCtx, nanos: u64) -> RequestOptions {
    let mut options = ctx.request_options_new().unwrap();
    ctx.request_options_set_connect_timeout(&mut options, Some(nanos)).unwrap().unwrap();
    ctx.request_options_set_first_byte_timeout(&mut options, Some(nanos)).unwrap().unwrap();
    ctx.request_options_set_between_bytes_timeout(&mut options, Some(nanos)).unwrap().unwrap();
    assert_eq!(ctx.request_options_connect_timeout(&mut options).unwrap(), Some(nanos));
    assert_eq!(ctx.request_options_first_byte_timeout(&mut options).unwrap(), Some(nanos));
    assert_eq!(ctx.request_options_between_bytes_timeout(&mut options).unwrap(), Some(nanos));
    options
}

fn send(
    ctx: &mut WasiCtx,
    request: OutgoingRequest,
    options: Option<RequestOptions>,
) -> Result<IncomingResponse, ErrorCode> {
    let mut future = ctx.handle(request, options).unwrap()?;
    let mut pollable = ctx.future_incoming_response_subscribe(&mut future).unwrap();
    ctx.pollable_block(&mut pollable).unwrap();
    let response = ctx.future_incoming_response_get(&mut future).unwrap().expect("it was ready").unwrap();
    // Once.
    assert!(matches!(ctx.future_incoming_response_get(&mut future).unwrap(), Some(Err(()))));
    response
}

fn get(ctx: &mut WasiCtx, to: SocketAddr) -> Result<IncomingResponse, ErrorCode> {
    let request = request(ctx, to, &[]);
    send(ctx, request, None)
}

/// All of a body, and what was after it.
fn read(
    ctx: &mut WasiCtx,
    mut body: IncomingBody,
) -> (Result<Vec<u8>, ErrorCode>, Result<Trailers, ErrorCode>) {
    let mut stream = ctx.incoming_body_stream(&mut body).unwrap().unwrap();
    assert!(ctx.incoming_body_stream(&mut body).unwrap().is_err());
    let mut all = Vec::new();
    let bytes = loop {
        match ctx.input_stream_blocking_read(&mut stream, 1 << 20).unwrap() {
            Ok(bytes) => all.extend(bytes),
            Err(StreamError::Closed) => break Ok(all),
            Err(StreamError::LastOperationFailed(mut error)) => {
                break Err(ctx.http_error_code(&mut error).unwrap().unwrap());
            }
        }
    };
    drop(stream);
    let mut future = ctx.incoming_body_finish(body).unwrap();
    let mut pollable = ctx.future_trailers_subscribe(&mut future).unwrap();
    ctx.pollable_block(&mut pollable).unwrap();
    let trailers = ctx.future_trailers_get(&mut future).unwrap().expect("it was ready").unwrap();
    assert!(matches!(ctx.future_trailers_get(&mut future).unwrap(), Some(Err(()))));
    let trailers =
        trailers.map(|trailers| trailers.map(|mut trailers| ctx.fields_entries(&mut trailers).unwrap()));
    (bytes, trailers)
}

fn read_response(
    ctx: &mut WasiCtx,
    mut response: IncomingResponse,
) -> (Result<Vec<u8>, ErrorCode>, Result<Trailers, ErrorCode>) {
    let body = ctx.incoming_response_consume(&mut response).unwrap().unwrap();
    assert!(ctx.incoming_response_consume(&mut response).unwrap().is_err());
    read(ctx, body)
}

fn write(ctx: &mut WasiCtx, body: &mut OutgoingBody, bytes: &[u8]) {
    let mut stream = ctx.outgoing_body_write(body).unwrap().unwrap();
    assert!(ctx.outgoing_body_write(body).unwrap().is_err());
    for piece in bytes.chunks(4096) {
        ctx.output_stream_blocking_write_and_flush(&mut stream, piece).unwrap().unwrap();
    }
}
