//! A server on hyper whose requests a component answers, each in an instance of its own.
//!
//! ```sh
//! cargo run -p embody-example-http-server -- 127.0.0.1:8080
//! curl -T README.md 127.0.0.1:8080/some/path
//! ```
//!
//! The guest exports `wasi:http/incoming-handler` and sends back what it gets, while it comes. Without arguments the
//! example asks itself.

use std::io::{Read, Write};
use std::net::TcpListener;

use embody_wasi::WasiCtx;
use embody_wasi::http::Body;
use http::{Request, Response, StatusCode};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;

mod echo {
    embody::component!("echo.wasm");
}

fn main() -> embody::Result<()> {
    match std::env::args().nth(1) {
        Some(address) => serve(TcpListener::bind(address)?),
        None => show(),
    }
}

/// Serves for as long as the program runs.
fn serve(listener: TcpListener) -> embody::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        loop {
            let (stream, _) = listener.accept().await?;
            let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service_fn(answer));
            tokio::spawn(async {
                if let Err(error) = connection.await {
                    eprintln!("connection: {error}");
                }
            });
        }
    })
}

/// What the guest says to a request, in an instance of its own and a thread that it may block.
async fn answer(request: Request<Incoming>) -> embody::Result<Response<Body>> {
    let wasi = WasiCtx::builder().inherit_stderr().build();
    let request = wasi.incoming_request(request)?;
    let (outparam, response) = wasi.response_outparam()?;
    tokio::task::spawn_blocking(move || {
        let handled = echo::Instance::new(wasi)
            .and_then(|mut guest| guest.wasi_http_incoming_handler().handle(request, outparam));
        if let Err(error) = handled {
            eprintln!("guest: {error:#}");
        }
    });
    // Its body follows, while the guest writes it.
    Ok(response.await.unwrap_or_else(|error| {
        eprintln!("guest: {error}");
        let mut response = Response::new(Body::default());
        *response.status_mut() = StatusCode::BAD_GATEWAY;
        response
    }))
}

/// Asks the server of this program, piece by piece.
fn show() -> embody::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    std::thread::spawn(move || serve(listener));

    let mut stream = std::net::TcpStream::connect(address)?;
    stream.write_all(
        b"POST /from/here?to=there HTTP/1.1\r\nhost: example\r\ncontent-length: 11\r\n\r\nthere ",
    )?;
    // The first half comes back before the second one is sent.
    let mut seen = read_until(&mut stream, "there ")?;
    stream.write_all(b"again")?;
    seen += &read_until(&mut stream, "0\r\n\r\n")?;
    println!("{seen}");
    assert!(seen.starts_with("HTTP/1.1 200 OK\r\n"));
    assert!(seen.contains("x-path: /from/here?to=there\r\n"));
    assert!(seen.contains("6\r\nthere \r\n5\r\nagain\r\n0\r\n\r\n"));

    // The next request of the connection, which another instance answers.
    stream.write_all(b"GET / HTTP/1.1\r\nhost: example\r\nconnection: close\r\n\r\n")?;
    let mut rest = String::new();
    stream.read_to_string(&mut rest)?;
    println!("{rest}");
    assert!(rest.starts_with("HTTP/1.1 200 OK\r\n") && rest.contains("x-path: /\r\n"));
    Ok(())
}

fn read_until(stream: &mut impl Read, end: &str) -> std::io::Result<String> {
    let mut seen = String::new();
    while !seen.ends_with(end) {
        let mut byte = [0];
        stream.read_exact(&mut byte)?;
        seen.push(char::from(byte[0]));
    }
    Ok(seen)
}
