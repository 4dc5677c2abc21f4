//! A program that makes HTTP requests: `fetch-rs METHOD URL [HEADER:VALUE]… [-]`, `-` to send standard input.
//!
//! It prints the status, the header `x-answer` if there is one, and the body.

use std::env;
use std::io::{Read, Write};
use std::process::ExitCode;

use wasip2::http::outgoing_handler::handle;
use wasip2::http::types::{
    ErrorCode, Fields, IncomingBody, Method, OutgoingBody, OutgoingRequest, RequestOptions, Scheme,
};
use wasip2::io::streams::StreamError;

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let [method, url, rest @ ..] = &args[..] else {
        eprintln!("usage: fetch-rs METHOD URL [HEADER:VALUE]… [-]");
        return ExitCode::from(2);
    };
    match fetch(method, url, rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:?}");
            ExitCode::FAILURE
        }
    }
}

fn fetch(method: &str, url: &str, rest: &[String]) -> Result<(), ErrorCode> {
    let headers = Fields::new();
    for (name, value) in rest.iter().filter_map(|word| word.split_once(':')) {
        if let Err(error) = headers.append(name, value.as_bytes()) {
            println!("header {name}: {error:?}");
        }
    }
    let request = OutgoingRequest::new(headers);
    let (scheme, url) = url.split_once("://").unwrap_or(("http", url));
    let (authority, path) = url.split_at(url.find('/').unwrap_or(url.len()));
    let method = match method {
        "GET" => Method::Get,
        "POST" => Method::Post,
        "HEAD" => Method::Head,
        other => Method::Other(other.to_owned()),
    };
    let scheme = if scheme == "https" { Scheme::Https } else { Scheme::Http };
    let refused = |()| ErrorCode::InternalError(Some("the request cannot be written".into()));
    request.set_method(&method).map_err(refused)?;
    request.set_scheme(Some(&scheme)).map_err(refused)?;
    request.set_authority(Some(authority)).map_err(refused)?;
    request.set_path_with_query(Some(if path.is_empty() { "/" } else { path })).map_err(refused)?;

    let mut sent = Vec::new();
    if rest.iter().any(|word| word == "-") {
        std::io::stdin().read_to_end(&mut sent).expect("standard input");
    }
    let outgoing = request.body().expect("a body");
    let options = RequestOptions::new();
    options.set_connect_timeout(Some(5_000_000_000)).expect("a timeout");
    let future = handle(request, Some(options))?;
    {
        let stream = outgoing.write().expect("a stream");
        for part in sent.chunks(4096) {
            stream.blocking_write_and_flush(part).expect("sending");
        }
    }
    OutgoingBody::finish(outgoing, None)?;

    future.subscribe().block();
    let response = future.get().expect("it is ready").expect("it was not taken")?;
    println!("status {}", response.status());
    for value in response.headers().get("x-answer") {
        println!("x-answer {}", String::from_utf8_lossy(&value));
    }
    let incoming = response.consume().expect("a body");
    let stream = incoming.stream().expect("a stream");
    let mut body = Vec::new();
    loop {
        match stream.blocking_read(65536) {
            Ok(bytes) => body.extend(bytes),
            Err(StreamError::Closed) => break,
            Err(StreamError::LastOperationFailed(error)) => {
                println!("body failed behind {} bytes", body.len());
                return Err(ErrorCode::InternalError(Some(error.to_debug_string())));
            }
        }
    }
    drop(stream);
    let trailers = IncomingBody::finish(incoming);
    trailers.subscribe().block();
    if let Some(trailers) = trailers.get().expect("they are ready").expect("they were not taken")? {
        println!("trailers {}", trailers.entries().len());
    }
    let mut out = std::io::stdout().lock();
    out.write_all(&body).and_then(|()| out.write_all(b"\n")).expect("standard output");
    Ok(())
}
