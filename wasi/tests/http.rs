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

#[test]
fn a_request_goes_there_and_the_response_comes_back() {
    let mut ctx = guest();
    let to = echo();
    let mut request = request(&mut ctx, to, &[("x-in", "one"), ("X-In", "two")]);
    ctx.outgoing_request_set_method(&mut request, Method::Post).unwrap().unwrap();
    ctx.outgoing_request_set_path_with_query(&mut request, Some("/a?b=c")).unwrap().unwrap();
    let mut body = ctx.outgoing_request_body(&mut request).unwrap().unwrap();
    assert!(ctx.outgoing_request_body(&mut request).unwrap().is_err());
    write(&mut ctx, &mut body, b"there and back");
    ctx.outgoing_body_finish(body, None).unwrap().unwrap();
    let mut response = send(&mut ctx, request, None).unwrap();
    assert_eq!(ctx.incoming_response_status(&mut response).unwrap(), 200);
    let mut headers = ctx.incoming_response_headers(&mut response).unwrap();
    assert_eq!(ctx.fields_get(&mut headers, "X-LINE").unwrap(), [b"POST /a?b=c"]);
    assert_eq!(ctx.fields_get(&mut headers, "x-out").unwrap(), [b"one", b"two"]);
    assert!(matches!(ctx.fields_set(&mut headers, "a", vec![]).unwrap(), Err(HeaderError::Immutable)));
    let (bytes, trailers) = read_response(&mut ctx, response);
    assert_eq!((bytes.unwrap(), trailers), (b"there and back".to_vec(), Ok(None)));
}

#[test]
fn a_large_body_streams_both_ways_at_once() {
    let mut ctx = guest();
    let to = echo();
    let mut request = request(&mut ctx, to, &[]);
    ctx.outgoing_request_set_method(&mut request, Method::Put).unwrap().unwrap();
    let mut body = ctx.outgoing_request_body(&mut request).unwrap().unwrap();
    let mut future = ctx.handle(request, None).unwrap().unwrap();
    let mut output = ctx.outgoing_body_write(&mut body).unwrap().unwrap();
    let mut pollable = ctx.future_incoming_response_subscribe(&mut future).unwrap();
    ctx.pollable_block(&mut pollable).unwrap();
    let mut response = ctx.future_incoming_response_get(&mut future).unwrap().unwrap().unwrap().unwrap();
    let mut incoming = ctx.incoming_response_consume(&mut response).unwrap().unwrap();
    let mut input = ctx.incoming_body_stream(&mut incoming).unwrap().unwrap();
    // Far more than the two buffers and the system keep.
    let total = 16 << 20;
    let (mut sent, mut got) = (0, 0);
    let mut body = Some((body, ()));
    while got < total {
        if sent < total {
            let permit =
                usize::try_from(ctx.output_stream_check_write(&mut output).unwrap().unwrap()).unwrap();
            let piece = (0..permit.min(total - sent)).map(|i| ((sent + i) % 251) as u8).collect::<Vec<_>>();
            ctx.output_stream_write(&mut output, &piece).unwrap().unwrap();
            sent += piece.len();
        }
        let bytes = ctx.input_stream_read(&mut input, 1 << 20).unwrap().unwrap();
        assert!(bytes.iter().enumerate().all(|(i, byte)| *byte == ((got + i) % 251) as u8));
        got += bytes.len();
        if sent < total {
            let pollables = [
                ctx.output_stream_subscribe(&mut output).unwrap(),
                ctx.input_stream_subscribe(&mut input).unwrap(),
            ];
            assert!(!ctx.poll(pollables.iter().collect()).unwrap().is_empty());
        } else if got < total {
            let mut pollable = ctx.input_stream_subscribe(&mut input).unwrap();
            ctx.pollable_block(&mut pollable).unwrap();
        }
    }
    drop(output);
    let (body, ()) = body.take().unwrap();
    ctx.outgoing_body_finish(body, None).unwrap().unwrap();
    let end = ctx.input_stream_blocking_read(&mut input, 1).unwrap();
    assert!(matches!(end, Err(StreamError::Closed)), "{end:?}");
}

#[test]
fn trailers_follow_the_body() {
    let mut ctx = guest();
    let to = echo();
    let mut request = request(&mut ctx, to, &[("trailer", "x-sum"), ("te", "trailers")]);
    ctx.outgoing_request_set_method(&mut request, Method::Post).unwrap().unwrap();
    let mut body = ctx.outgoing_request_body(&mut request).unwrap().unwrap();
    write(&mut ctx, &mut body, b"body");
    let trailers = fields(&mut ctx, &[("x-sum", "4")]);
    ctx.outgoing_body_finish(body, Some(trailers)).unwrap().unwrap();
    let response = send(&mut ctx, request, None).unwrap();
    let (bytes, trailers) = read_response(&mut ctx, response);
    assert_eq!(bytes.unwrap(), b"body");
    assert_eq!(trailers, Ok(Some(vec![("x-sum".to_owned(), b"4".to_vec())])));
}

#[test]
fn a_body_that_is_not_read_is_no_hindrance_to_its_trailers() {
    let mut ctx = guest_with(|limits| limits.read_bytes = 1000);
    let (to, server) = server(|mut stream| {
        read_head(&mut stream);
        stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").unwrap();
        for _ in 0..1000 {
            stream.write_all(b"400\r\n").unwrap();
            stream.write_all(&[7; 1024]).unwrap();
            stream.write_all(b"\r\n").unwrap();
        }
        stream.write_all(b"0\r\nx-a: b\r\nconnection: x\r\n\r\n").unwrap();
    });
    let mut response = get(&mut ctx, to).unwrap();
    let mut body = ctx.incoming_response_consume(&mut response).unwrap().unwrap();
    let stream = ctx.incoming_body_stream(&mut body).unwrap().unwrap();
    drop(stream);
    let mut future = ctx.incoming_body_finish(body).unwrap();
    let mut pollable = ctx.future_trailers_subscribe(&mut future).unwrap();
    ctx.pollable_block(&mut pollable).unwrap();
    let trailers = ctx.future_trailers_get(&mut future).unwrap().unwrap().unwrap().unwrap();
    // Those that guests do not see are not among them.
    assert_eq!(ctx.fields_entries(&mut trailers.unwrap()).unwrap(), [("x-a".to_owned(), b"b".to_vec())]);
    server.join().unwrap();
}

#[test]
fn the_head_of_a_request_is_the_hosts() {
    let mut ctx = guest();
    let (to, server) = canned(b"HTTP/1.1 204 No Content\r\nconnection: close\r\nx-a: b\r\n\r\n");
    let mut request = request(&mut ctx, to, &[]);
    ctx.outgoing_request_set_method(&mut request, Method::Other("PURGE".to_owned())).unwrap().unwrap();
    ctx.outgoing_request_set_path_with_query(&mut request, Some("?only=query")).unwrap().unwrap();
    let mut response = send(&mut ctx, request, None).unwrap();
    assert_eq!(ctx.incoming_response_status(&mut response).unwrap(), 204);
    let mut headers = ctx.incoming_response_headers(&mut response).unwrap();
    assert_eq!(ctx.fields_entries(&mut headers).unwrap(), [("x-a".to_owned(), b"b".to_vec())]);
    let head = server.join().unwrap();
    assert!(head.starts_with("PURGE /?only=query HTTP/1.1\r\n"), "{head}");
    assert!(head.contains(&format!("host: {to}\r\n")), "{head}");
}

#[test]
fn bad_parts_of_a_request_are_refused() {
    let mut ctx = guest();
    let mut request = request(&mut ctx, ([127, 0, 0, 1], 1).into(), &[]);
    for bad in ["G T", "GET\r\nx: y", ""] {
        assert!(
            ctx.outgoing_request_set_method(&mut request, Method::Other(bad.to_owned())).unwrap().is_err()
        );
    }
    for bad in ["/a b", "/a\r\nx: y", "/a#b", "a", "http://other/"] {
        assert!(ctx.outgoing_request_set_path_with_query(&mut request, Some(bad)).unwrap().is_err(), "{bad}");
    }
    for bad in ["a b", "a\r\nb", "a/b", "user@a", "allowed:x@denied", "", "a:b"] {
        assert!(ctx.outgoing_request_set_authority(&mut request, Some(bad)).unwrap().is_err(), "{bad}");
    }
    assert!(
        ctx.outgoing_request_set_scheme(&mut request, Some(Scheme::Other("f p".to_owned())))
            .unwrap()
            .is_err()
    );
    // Nothing of it was taken.
    assert_eq!(ctx.outgoing_request_method(&mut request).unwrap(), Method::Get);
    assert_eq!(ctx.outgoing_request_path_with_query(&mut request).unwrap(), None);
    assert_eq!(ctx.outgoing_request_authority(&mut request).unwrap().as_deref(), Some("127.0.0.1:1"));
    assert_eq!(ctx.outgoing_request_scheme(&mut request).unwrap(), Some(Scheme::Http));
    ctx.outgoing_request_set_scheme(&mut request, Some(Scheme::Other("ftp".to_owned()))).unwrap().unwrap();
    assert_eq!(send(&mut ctx, request, None).err(), Some(ErrorCode::HttpProtocolError));
    let headers = ctx.fields_new().unwrap();
    let request = ctx.outgoing_request_new(headers).unwrap();
    assert_eq!(send(&mut ctx, request, None).err(), Some(ErrorCode::HttpRequestUriInvalid));
}

#[test]
fn nobody_is_asked_unless_allowed() {
    let to = echo();
    let other: SocketAddr = ([127, 0, 0, 1], 1).into();
    assert_eq!(get(&mut WasiCtx::default(), to).err(), Some(ErrorCode::HttpRequestDenied));
    let mut ctx = WasiCtx::builder().allow_http(to.to_string()).build();
    assert!(get(&mut ctx, to).is_ok());
    assert_eq!(get(&mut ctx, other).err(), Some(ErrorCode::HttpRequestDenied));
    let mut ctx = WasiCtx::builder().http_request_check(move |uri| uri.port_u16() == Some(to.port())).build();
    assert!(get(&mut ctx, to).is_ok());
    assert_eq!(get(&mut ctx, other).err(), Some(ErrorCode::HttpRequestDenied));
    // Sockets are something else.
    let mut ctx = WasiCtx::builder().allow_tcp(true).socket_addr_check(|_, _| true).build();
    assert_eq!(get(&mut ctx, to).err(), Some(ErrorCode::HttpRequestDenied));
    assert!(get(&mut WasiCtx::builder().inherit_network().build(), to).is_ok());
}

#[test]
fn errors_of_the_connection_have_codes() {
    let mut ctx = guest();
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
    assert_eq!(get(&mut ctx, free).err(), Some(ErrorCode::ConnectionRefused));

    let mut nowhere = request(&mut ctx, free, &[]);
    ctx.outgoing_request_set_authority(&mut nowhere, Some("no-such-name.invalid")).unwrap().unwrap();
    let error = send(&mut ctx, nowhere, None).err();
    assert!(matches!(error, Some(ErrorCode::DnsError(_))), "{error:?}");

    let (to, _server) = canned(b"SMTP ready\r\n\r\n");
    assert_eq!(get(&mut ctx, to).err(), Some(ErrorCode::HttpProtocolError));

    let (to, _server) = canned(b"");
    assert_eq!(get(&mut ctx, to).err(), Some(ErrorCode::HttpResponseIncomplete));
}

#[test]
fn what_takes_too_long_ends() {
    let mut ctx = guest();
    // The head never comes.
    let (to, server) = server(|mut stream| {
        read_head(&mut stream);
        stream.read(&mut [0]).unwrap_or_default()
    });
    let late = request(&mut ctx, to, &[]);
    let short = options(&mut ctx, 30 * MILLISECOND);
    assert_eq!(send(&mut ctx, late, Some(short)).err(), Some(ErrorCode::ConnectionReadTimeout));
    // The connection is closed, so the server reads its end.
    assert_eq!(server.join().unwrap(), 0);

    // The rest of the body never comes.
    let (to, server) = self::server(|mut stream| {
        read_head(&mut stream);
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nbegin").unwrap();
        stream.read(&mut [0]).unwrap_or_default()
    });
    let late = request(&mut ctx, to, &[]);
    let short = options(&mut ctx, 300 * MILLISECOND);
    let response = send(&mut ctx, late, Some(short)).unwrap();
    let (bytes, trailers) = read_response(&mut ctx, response);
    assert_eq!(bytes, Err(ErrorCode::ConnectionReadTimeout));
    assert_eq!(trailers, Err(ErrorCode::ConnectionReadTimeout));
    assert_eq!(server.join().unwrap(), 0);
}

#[test]
fn a_body_that_breaks_off_is_an_error() {
    let mut ctx = guest();
    let (to, _server) = canned(b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nbegin");
    let response = get(&mut ctx, to).unwrap();
    let (bytes, trailers) = read_response(&mut ctx, response);
    assert_eq!(bytes, Err(ErrorCode::HttpResponseIncomplete));
    assert_eq!(trailers, Err(ErrorCode::HttpResponseIncomplete));
}

#[test]
fn a_head_that_is_too_large_is_an_error() {
    let mut ctx = guest_with(|limits| limits.header_bytes = 10_000);
    let (to, _server) = server(|mut stream| {
        read_head(&mut stream);
        let line = format!("x-a: {}\r\n", "b".repeat(100));
        // The client closes early.
        let _ = stream.write_all(format!("HTTP/1.1 200 OK\r\n{}\r\n", line.repeat(90)).as_bytes());
        let _ = stream.write_all(line.repeat(1000).as_bytes());
        let _ = stream.read(&mut [0]);
    });
    let error = get(&mut ctx, to).err();
    assert_eq!(error, None);
    let (to, _server) = self::server(|mut stream| {
        read_head(&mut stream);
        let line = format!("x-a: {}\r\n", "b".repeat(100));
        let _ = stream.write_all(format!("HTTP/1.1 200 OK\r\n{}\r\n", line.repeat(2000)).as_bytes());
        let _ = stream.read(&mut [0]);
    });
    assert_eq!(get(&mut ctx, to).err(), Some(ErrorCode::HttpResponseHeaderSectionSize(None)));
}

#[test]
fn what_is_not_read_waits_with_the_sender() {
    let mut ctx = guest_with(|limits| limits.read_bytes = 10_000);
    let (to, server) = server(|mut stream| {
        read_head(&mut stream);
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
        stream.set_write_timeout(Some(Duration::from_millis(300))).unwrap();
        let mut sent = 0;
        // Until nobody takes more.
        while sent < 1 << 30 {
            match stream.write(&[0; 1 << 16]) {
                Ok(count) => sent += count,
                Err(_) => break,
            }
        }
        sent
    });
    let mut response = get(&mut ctx, to).unwrap();
    let mut body = ctx.incoming_response_consume(&mut response).unwrap().unwrap();
    let mut stream = ctx.incoming_body_stream(&mut body).unwrap().unwrap();
    // What the system's buffers take, and not more.
    let sent = server.join().unwrap();
    assert!(sent < 1 << 27, "{sent}");
    let mut read = 0;
    while let Ok(bytes) = ctx.input_stream_blocking_read(&mut stream, 1 << 20).unwrap() {
        read += bytes.len();
    }
    assert_eq!(read, sent);
}

#[test]
fn a_body_has_the_length_that_was_promised() {
    let mut ctx = guest();
    let to = echo();
    let post = |ctx: &mut WasiCtx| {
        let mut request = request(ctx, to, &[("content-length", "4")]);
        ctx.outgoing_request_set_method(&mut request, Method::Post).unwrap().unwrap();
        request
    };
    let mut good = post(&mut ctx);
    let mut body = ctx.outgoing_request_body(&mut good).unwrap().unwrap();
    write(&mut ctx, &mut body, b"four");
    ctx.outgoing_body_finish(body, None).unwrap().unwrap();
    let response = send(&mut ctx, good, None).unwrap();
    assert_eq!(read_response(&mut ctx, response).0.unwrap(), b"four");

    // None at all.
    let none = post(&mut ctx);
    assert_eq!(send(&mut ctx, none, None).err(), Some(ErrorCode::HttpRequestBodySize(Some(0))));

    // Too little.
    let mut little = post(&mut ctx);
    let mut body = ctx.outgoing_request_body(&mut little).unwrap().unwrap();
    let mut future = ctx.handle(little, None).unwrap().unwrap();
    write(&mut ctx, &mut body, b"abc");
    let size = ErrorCode::HttpRequestBodySize(Some(3));
    assert_eq!(ctx.outgoing_body_finish(body, None).unwrap(), Err(size.clone()));
    let mut pollable = ctx.future_incoming_response_subscribe(&mut future).unwrap();
    ctx.pollable_block(&mut pollable).unwrap();
    // The echo may have begun before.
    match ctx.future_incoming_response_get(&mut future).unwrap().unwrap().unwrap() {
        Err(code) => assert_eq!(code, size),
        Ok(response) => assert!(read_response(&mut ctx, response).0.is_err()),
    }

    // Too much.
    let mut much = post(&mut ctx);
    let mut body = ctx.outgoing_request_body(&mut much).unwrap().unwrap();
    let mut stream = ctx.outgoing_body_write(&mut body).unwrap().unwrap();
    let Err(StreamError::LastOperationFailed(mut error)) =
        ctx.output_stream_blocking_write_and_flush(&mut stream, b"five!").unwrap()
    else {
        panic!("more than was promised was taken");
    };
    assert_eq!(ctx.http_error_code(&mut error).unwrap(), Some(ErrorCode::HttpRequestBodySize(Some(5))));
    let closed = ctx.output_stream_check_write(&mut stream).unwrap();
    assert!(matches!(closed, Err(StreamError::Closed)), "{closed:?}");
}

#[test]
fn a_body_that_is_dropped_breaks_off() {
    let mut ctx = guest();
    let (to, server) = server(|mut stream| {
        let mut all = Vec::new();
        stream.read_to_end(&mut all).unwrap();
        all
    });
    let mut post = request(&mut ctx, to, &[]);
    ctx.outgoing_request_set_method(&mut post, Method::Post).unwrap().unwrap();
    let mut body = ctx.outgoing_request_body(&mut post).unwrap().unwrap();
    write(&mut ctx, &mut body, b"some");
    let mut future = ctx.handle(post, None).unwrap().unwrap();
    drop(body);
    let mut pollable = ctx.future_incoming_response_subscribe(&mut future).unwrap();
    ctx.pollable_block(&mut pollable).unwrap();
    let error = ctx.future_incoming_response_get(&mut future).unwrap().unwrap().unwrap().err();
    assert_eq!(error, Some(ErrorCode::HttpProtocolError));
    // The last piece, which is empty, is not there.
    let all = server.join().unwrap();
    assert!(!all.ends_with(b"0\r\n\r\n"), "{all:?}");
}

#[test]
fn a_body_that_nobody_sends_is_not_waited_for() {
    let mut ctx = guest_with(|limits| limits.write_bytes = 1000);
    let mut request = request(&mut ctx, ([127, 0, 0, 1], 1).into(), &[]);
    let mut body = ctx.outgoing_request_body(&mut request).unwrap().unwrap();
    let mut stream = ctx.outgoing_body_write(&mut body).unwrap().unwrap();
    assert_eq!(ctx.output_stream_check_write(&mut stream).unwrap().unwrap(), 1000);
    ctx.output_stream_write(&mut stream, &[0; 1000]).unwrap().unwrap();
    assert_eq!(ctx.output_stream_check_write(&mut stream).unwrap().unwrap(), 0);
    // It would be forever.
    assert!(ctx.output_stream_blocking_flush(&mut stream).is_err());
    drop(request);
    assert!(matches!(ctx.output_stream_check_write(&mut stream).unwrap(), Err(StreamError::Closed)));
}

#[test]
fn streams_are_dropped_before_their_bodies_end() {
    let mut ctx = guest();
    let to = echo();
    let mut post = request(&mut ctx, to, &[]);
    let mut body = ctx.outgoing_request_body(&mut post).unwrap().unwrap();
    let _stream = ctx.outgoing_body_write(&mut body).unwrap().unwrap();
    assert!(ctx.outgoing_body_finish(body, None).is_err());
    let mut response = get(&mut ctx, to).unwrap();
    let mut body = ctx.incoming_response_consume(&mut response).unwrap().unwrap();
    let _stream = ctx.incoming_body_stream(&mut body).unwrap().unwrap();
    assert!(ctx.incoming_body_finish(body).is_err());
}

#[test]
fn fields_are_checked() {
    let mut ctx = guest();
    let mut f = ctx.fields_new().unwrap();
    assert_eq!(ctx.fields_append(&mut f, "A", b"1").unwrap(), Ok(()));
    assert_eq!(ctx.fields_append(&mut f, "a", b"2").unwrap(), Ok(()));
    assert!(ctx.fields_has(&mut f, "a").unwrap() && !ctx.fields_has(&mut f, "b").unwrap());
    assert!(!ctx.fields_has(&mut f, "no name").unwrap());
    assert_eq!(ctx.fields_get(&mut f, "a").unwrap(), [b"1", b"2"]);
    assert!(ctx.fields_get(&mut f, "no name").unwrap().is_empty());
    assert_eq!(ctx.fields_set(&mut f, "a", vec![b"3"]).unwrap(), Ok(()));
    assert_eq!(ctx.fields_entries(&mut f).unwrap(), [("a".to_owned(), b"3".to_vec())]);
    assert_eq!(ctx.fields_delete(&mut f, "a").unwrap(), Ok(()));
    assert_eq!(ctx.fields_delete(&mut f, "a").unwrap(), Ok(()));
    assert!(ctx.fields_entries(&mut f).unwrap().is_empty());
    for (name, value) in [
        ("", "a"),
        ("a b", "a"),
        ("a\n", "a"),
        ("a", "b\r\nc: d"),
        ("a", "b\0"),
        ("content-length", "-1"),
        ("content-length", "+1"),
    ] {
        let error = Err(HeaderError::InvalidSyntax);
        assert_eq!(ctx.fields_append(&mut f, name, value.as_bytes()).unwrap(), error, "{name:?}: {value:?}");
        assert_eq!(ctx.fields_set(&mut f, name, vec![value.as_bytes()]).unwrap(), error);
        assert_eq!(ctx.fields_from_list(vec![(name, value.as_bytes())]).unwrap().err(), error.err());
    }
    for name in ["Host", "connection", "Transfer-Encoding", "upgrade", "keep-alive", "proxy-authorization"] {
        let error = Err(HeaderError::Forbidden);
        assert_eq!(ctx.fields_append(&mut f, name, b"a").unwrap(), error, "{name}");
        assert_eq!(ctx.fields_set(&mut f, name, vec![b"a"]).unwrap(), error);
        assert_eq!(ctx.fields_delete(&mut f, name).unwrap(), error);
        assert_eq!(ctx.fields_from_list(vec![(name, b"a")]).unwrap().err(), error.err());
    }
    // One length.
    assert_eq!(ctx.fields_append(&mut f, "content-length", b"1").unwrap(), Ok(()));
    assert_eq!(ctx.fields_append(&mut f, "content-length", b"1").unwrap(), Err(HeaderError::InvalidSyntax));
    assert_eq!(
        ctx.fields_set(&mut f, "content-length", vec![b"1", b"2"]).unwrap(),
        Err(HeaderError::InvalidSyntax)
    );
    // Those of something do not change, copies do.
    let mut request = ctx.outgoing_request_new(f).unwrap();
    let mut f = ctx.outgoing_request_headers(&mut request).unwrap();
    let error = Err(HeaderError::Immutable);
    assert_eq!(ctx.fields_append(&mut f, "a", b"1").unwrap(), error);
    assert_eq!(ctx.fields_set(&mut f, "a", vec![]).unwrap(), error);
    assert_eq!(ctx.fields_delete(&mut f, "a").unwrap(), error);
    let mut copy = ctx.fields_clone(&mut f).unwrap();
    assert_eq!(ctx.fields_append(&mut copy, "a", b"1").unwrap(), Ok(()));
    assert!(!ctx.fields_has(&mut f, "a").unwrap());
}

#[test]
fn fields_are_not_too_many() {
    let mut ctx = guest_with(|limits| limits.header_bytes = 1000);
    let mut f = ctx.fields_new().unwrap();
    assert!(ctx.fields_append(&mut f, "a", &[b'b'; 1000]).is_err());
    for _ in 0..10 {
        ctx.fields_append(&mut f, "a", b"b").unwrap().unwrap();
    }
    assert!((0..10).any(|_| ctx.fields_append(&mut f, "a", b"b").is_err()));
}

#[test]
fn resources_are_counted() {
    let mut ctx = guest_with(|limits| limits.handles = 2);
    let first = ctx.fields_new().unwrap();
    let _second = ctx.fields_new().unwrap();
    assert!(ctx.fields_new().is_err());
    assert!(ctx.request_options_new().is_err());
    drop(first);
    assert!(ctx.request_options_new().is_ok());
}

#[cfg(not(feature = "tls"))]
#[test]
fn https_needs_the_feature() {
    let mut ctx = guest();
    let mut request = request(&mut ctx, ([127, 0, 0, 1], 1).into(), &[]);
    ctx.outgoing_request_set_scheme(&mut request, Some(Scheme::Https)).unwrap().unwrap();
    assert_eq!(send(&mut ctx, request, None).err(), Some(ErrorCode::HttpProtocolError));
}

#[cfg(feature = "tls")]
#[test]
fn https_takes_nothing_else() {
    let mut ctx = guest();
    let (to, server) = server(|mut stream| {
        let mut hello = [0; 3];
        stream.read_exact(&mut hello).unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").unwrap();
        hello
    });
    let mut request = request(&mut ctx, to, &[]);
    ctx.outgoing_request_set_scheme(&mut request, Some(Scheme::Https)).unwrap().unwrap();
    assert_eq!(send(&mut ctx, request, None).err(), Some(ErrorCode::TlsProtocolError));
    // A handshake of TLS.
    assert_eq!(server.join().unwrap()[..2], [0x16, 0x03]);
}

/// What a guest does with a request.
fn answer(
    ctx: &mut WasiCtx,
    request: http::Request<Full<Bytes>>,
    status: u16,
    bytes: &[u8],
) -> Result<http::Response<embody_wasi::http::Body>, HttpError> {
    let mut request = ctx.incoming_request(request).unwrap();
    let (param, response) = ctx.response_outparam().unwrap();
    let path = ctx.incoming_request_path_with_query(&mut request).unwrap().unwrap_or_default();
    let headers = fields(ctx, &[("x-path", &path)]);
    let mut answer = ctx.outgoing_response_new(headers).unwrap();
    assert_eq!(ctx.outgoing_response_status_code(&mut answer).unwrap(), 200);
    assert!(ctx.outgoing_response_set_status_code(&mut answer, 99).unwrap().is_err());
    ctx.outgoing_response_set_status_code(&mut answer, status).unwrap().unwrap();
    let mut body = ctx.outgoing_response_body(&mut answer).unwrap().unwrap();
    ctx.response_outparam_set(param, Ok(answer)).unwrap();
    write(ctx, &mut body, bytes);
    ctx.outgoing_body_finish(body, None).unwrap().unwrap();
    response.wait()
}

fn collect(body: embody_wasi::http::Body) -> Result<Vec<u8>, HttpError> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(body.collect()).map(|body| body.to_bytes().to_vec())
}

#[test]
fn a_guest_answers() {
    let mut ctx = WasiCtx::default();
    let request = http::Request::builder()
        .method("PATCH")
        .uri("/a?b")
        .header("host", "example.com")
        .header("connection", "close")
        .header("x-in", "c")
        .body(Full::new(Bytes::from_static(b"question")))
        .unwrap();
    let mut seen = ctx.incoming_request(request.clone()).unwrap();
    assert_eq!(ctx.incoming_request_method(&mut seen).unwrap(), Method::Patch);
    assert_eq!(ctx.incoming_request_scheme(&mut seen).unwrap(), Some(Scheme::Http));
    assert_eq!(ctx.incoming_request_authority(&mut seen).unwrap().as_deref(), Some("example.com"));
    let mut headers = ctx.incoming_request_headers(&mut seen).unwrap();
    assert_eq!(ctx.fields_entries(&mut headers).unwrap(), [("x-in".to_owned(), b"c".to_vec())]);
    let body = ctx.incoming_request_consume(&mut seen).unwrap().unwrap();
    assert!(ctx.incoming_request_consume(&mut seen).unwrap().is_err());
    let (bytes, trailers) = read(&mut ctx, body);
    assert_eq!((bytes.unwrap(), trailers), (b"question".to_vec(), Ok(None)));

    let response = answer(&mut ctx, request, 201, b"answer").unwrap();
    assert_eq!((response.status().as_u16(), &response.headers()["x-path"]), (201, &"/a?b".parse().unwrap()));
    assert_eq!(collect(response.into_body()).unwrap(), b"answer");
}

#[test]
fn an_answer_that_is_none_is_an_error() {
    let mut ctx = WasiCtx::default();
    let (param, response) = ctx.response_outparam().unwrap();
    drop(param);
    let HttpError(code) = response.wait().err().unwrap();
    assert!(matches!(code, ErrorCode::InternalError(Some(_))), "{code:?}");

    let (param, response) = ctx.response_outparam().unwrap();
    ctx.response_outparam_set(param, Err(ErrorCode::LoopDetected)).unwrap();
    assert_eq!(response.wait().err().unwrap(), HttpError(ErrorCode::LoopDetected));

    let (mut param, response) = ctx.response_outparam().unwrap();
    for (status, is_internal) in [(103, true), (200, false)] {
        let headers = ctx.fields_new().unwrap();
        let code =
            ctx.response_outparam_send_informational(&mut param, status, headers).unwrap().unwrap_err();
        assert_eq!(matches!(code, ErrorCode::InternalError(_)), is_internal, "{code:?}");
    }
    // A body that breaks off.
    let headers = fields(&mut ctx, &[("content-length", "10")]);
    let mut answer = ctx.outgoing_response_new(headers).unwrap();
    let mut body = ctx.outgoing_response_body(&mut answer).unwrap().unwrap();
    ctx.response_outparam_set(param, Ok(answer)).unwrap();
    write(&mut ctx, &mut body, b"begin");
    let size = ErrorCode::HttpResponseBodySize(Some(5));
    assert_eq!(ctx.outgoing_body_finish(body, None).unwrap(), Err(size.clone()));
    assert_eq!(collect(response.wait().unwrap().into_body()).err().unwrap(), HttpError(size));
}
