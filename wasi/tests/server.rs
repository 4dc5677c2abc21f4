//! A component of Rust that answers HTTP requests, as a guest: `guests/server-rs`, whose path says how it answers.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::thread::JoinHandle;

use bytes::Bytes;
use embody::Result;
use embody_wasi::bindings::http::types::ErrorCode;
use embody_wasi::http::{Body, HttpError};
use embody_wasi::{WasiCtx, WasiCtxBuilder};
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;

#[allow(missing_docs, reason = "a component's items")]
mod server {
    embody::component!("guests/server-rs.wasm");
}

/// What a guest does with a request, in a thread of its own: its response comes while it runs.
fn handle<B>(
    builder: WasiCtxBuilder,
    request: Request<B>,
) -> Result<(embody_wasi::http::ResponseFuture, JoinHandle<Result<()>>)>
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let wasi = builder.build();
    let request = wasi.incoming_request(request)?;
    let (outparam, response) = wasi.response_outparam()?;
    let guest = std::thread::spawn(move || {
        server::Instance::new(wasi)?.wasi_http_incoming_handler().handle(request, outparam)
    });
    Ok((response, guest))
}

/// What came back, and whether the guest ended well.
type Exchange = (std::result::Result<Response<String>, HttpError>, Result<()>);

fn exchange(builder: WasiCtxBuilder, request: Request<Full<Bytes>>) -> Result<Exchange> {
    let (response, guest) = handle(builder, request)?;
    let response = response.wait().and_then(|response| {
        let (head, body) = response.into_parts();
        collect(body).map(|bytes| Response::from_parts(head, String::from_utf8_lossy(&bytes).into_owned()))
    });
    Ok((response, guest.join().unwrap()))
}

fn collect(body: Body) -> std::result::Result<Bytes, HttpError> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(body.collect()).map(http_body_util::Collected::to_bytes)
}

fn request(method: &str, uri: &str, body: impl Into<Bytes>) -> Request<Full<Bytes>> {
    Request::builder().method(method).uri(uri).header("host", "example").body(Full::new(body.into())).unwrap()
}

/// The answer to a request of a guest that may do nothing else.
fn answer(request: Request<Full<Bytes>>) -> Result<(u16, String)> {
    let (response, handled) = exchange(WasiCtx::builder(), request)?;
    handled?;
    let response = response.map_err(embody::Error::new)?;
    assert_eq!(response.headers().get("x-answer").unwrap(), "yes");
    Ok((response.status().as_u16(), response.into_body()))
}

#[test]
fn a_component_answers() -> Result<()> {
    let text = |status, text: &str| (status, text.to_owned());
    assert_eq!(answer(request("GET", "/", ""))?, text(200, "Hello from a component!\n"));
    assert_eq!(answer(request("GET", "/status/418", ""))?, text(418, ""));
    assert_eq!(answer(request("GET", "/no/such/path", ""))?, text(404, "not found\n"));
    assert_eq!(answer(request("GET", "/slow/20", ""))?, text(200, "slept\n"));
    Ok(())
}

#[test]
fn a_component_sees_the_request() -> Result<()> {
    let mut asked = request("PURGE", "/request?a=b&c", "");
    for (name, value) in [("x-custom", "one"), ("accept", "*/*"), ("x-custom", "two")] {
        asked.headers_mut().append(name, value.parse().unwrap());
    }
    let seen = "PURGE /request query \"a=b&c\" authority true custom [\"one\", \"two\"] accept true\n";
    assert_eq!(answer(asked)?, (200, seen.to_owned()));
    Ok(())
}

#[test]
fn bodies_of_any_length_cross() -> Result<()> {
    for len in [0, 1, 4_096, 3_000_000] {
        let body = "abcdefg".repeat(len).into_bytes();
        let body = String::from_utf8_lossy(&body[..len]).into_owned();
        assert_eq!(answer(request("POST", "/length", body.clone()))?, (200, format!("{len}\n")));
        let (status, echoed) = answer(request("POST", "/echo", body.clone()))?;
        assert!(status == 200 && echoed == body, "{} bytes of {len}", echoed.len());
        let (_, large) = answer(request("GET", &format!("/large/{len}"), ""))?;
        assert!(large == "x".repeat(len), "{} bytes of {len}", large.len());
    }
    Ok(())
}

#[test]
fn a_component_that_does_not_answer_is_an_error() -> Result<()> {
    // It says so itself.
    let (response, handled) = exchange(WasiCtx::builder(), request("GET", "/fail", ""))?;
    assert!(handled.is_ok());
    let said = ErrorCode::InternalError(Some("as was asked".to_owned()));
    assert_eq!(response.err(), Some(HttpError(said)));
    // It says nothing, or traps.
    for (path, is_trap) in [("/forget", false), ("/trap", true)] {
        let (response, handled) = exchange(WasiCtx::builder(), request("GET", path, ""))?;
        let trap = handled.err().map(|error| error.downcast_ref::<embody::Trap>().is_some());
        assert_eq!(trap, is_trap.then_some(true), "{path}");
        let HttpError(code) = response.err().unwrap();
        assert!(matches!(code, ErrorCode::InternalError(Some(_))), "{path}: {code:?}");
    }
    Ok(())
}

#[test]
fn a_component_asks_another_server_if_it_may() -> Result<()> {
    let to = serve()?;
    let asked = || request("GET", &format!("/fetch/{to}?/status/203"), "");
    let (response, handled) = exchange(WasiCtx::builder().allow_http(to.to_string()), asked())?;
    handled?;
    assert_eq!(response.map(|response| response.status().as_u16()).ok(), Some(203));
    let (status, text) = answer(asked())?;
    assert!(status == 502 && text.contains("HttpRequestDenied"), "{text}");
    Ok(())
}

/// A server on hyper, each of whose requests an instance of its own answers.
fn serve() -> Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    std::thread::spawn(move || -> Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            loop {
                let (stream, _) = listener.accept().await?;
                let service = service_fn(|request| async {
                    let (response, _) = handle(WasiCtx::builder(), request)?;
                    Ok::<_, embody::Error>(response.await?)
                });
                let builder = hyper::server::conn::http1::Builder::new();
                tokio::spawn(builder.serve_connection(TokioIo::new(stream), service));
            }
        })
    });
    Ok(address)
}

#[test]
fn a_component_serves_connections_at_once() -> Result<()> {
    let to = serve()?;
    let body = "0123456789".repeat(100_000);
    let client = |body: String| {
        move || -> std::io::Result<String> {
            let mut stream = TcpStream::connect(to)?;
            let mut writer = stream.try_clone()?;
            let sending = std::thread::spawn(move || {
                let head = format!("content-length: {}\r\nconnection: close\r\n\r\n", body.len());
                write!(writer, "POST /echo HTTP/1.1\r\nhost: example\r\n{head}{body}")
            });
            let mut seen = String::new();
            stream.read_to_string(&mut seen)?;
            sending.join().unwrap()?;
            Ok(seen)
        }
    };
    let clients: Vec<_> = (0..8).map(|_| std::thread::spawn(client(body.clone()))).collect();
    for client in clients {
        let seen = client.join().unwrap()?;
        assert!(seen.starts_with("HTTP/1.1 200 OK\r\n") && seen.contains("x-answer: yes\r\n"));
        let digits = seen.split_once("\r\n\r\n").map_or(0, |(_, body)| body.matches("0123456789").count());
        // Where a piece ends in between, the digits are not together.
        assert!(digits > 99_000, "{digits}");
    }
    // One after another, on one connection.
    let mut stream = TcpStream::connect(to)?;
    for _ in 0..3 {
        write!(stream, "GET /status/204 HTTP/1.1\r\nhost: example\r\n\r\n")?;
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte)?;
            head.push(char::from(byte[0]));
        }
        assert!(head.starts_with("HTTP/1.1 204 No Content\r\n"), "{head}");
    }
    Ok(())
}
