//! A component that answers HTTP requests; the path says how.

use wasip2::clocks::monotonic_clock::subscribe_duration;
use wasip2::http::outgoing_handler;
use wasip2::http::types::{
    ErrorCode, Fields, IncomingRequest, Method, OutgoingBody, OutgoingRequest, OutgoingResponse, ResponseOutparam,
    Scheme,
};
use wasip2::io::streams::{InputStream, OutputStream, StreamError};

wasip2::http::proxy::export!(Server);

struct Server;

impl wasip2::exports::http::incoming_handler::Guest for Server {
    fn handle(request: IncomingRequest, out: ResponseOutparam) {
        let target = request.path_with_query().unwrap_or_default();
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        let words: Vec<&str> = path.split('/').skip(1).collect();
        match words[..] {
            [""] => text(out, 200, "Hello from a component!\n"),
            ["status", code] => text(out, code.parse().unwrap_or(500), ""),
            ["request"] => {
                let mut names: Vec<String> = request.headers().entries().into_iter().map(|(name, _)| name).collect();
                names.sort();
                names.dedup();
                let custom: Vec<String> = request.headers().get("x-custom").iter().map(|v| String::from_utf8_lossy(v).into_owned()).collect();
                let has_host = request.authority().is_some();
                text(out, 200, &format!("{} {path} query {query:?} authority {has_host} custom {custom:?} accept {}\n",
                    method(&request.method()), names.iter().any(|name| name == "accept")));
            }
            ["echo"] => echo(&request, out),
            ["length"] => {
                let total = request.consume().map_or(0, |body| {
                    let stream = body.stream().expect("a stream");
                    let mut total = 0;
                    while let Ok(bytes) = stream.blocking_read(65536) {
                        total += bytes.len();
                    }
                    total
                });
                text(out, 200, &format!("{total}\n"));
            }
            ["large", count] => {
                let count: usize = count.parse().unwrap_or(0);
                answer(out, 200, |stream| {
                    let part = [b'x'; 4096];
                    for start in (0..count).step_by(part.len()) {
                        stream.blocking_write_and_flush(&part[..part.len().min(count - start)]).expect("sending");
                    }
                });
            }
            ["slow", millis] => {
                subscribe_duration(millis.parse::<u64>().unwrap_or(0) * 1_000_000).block();
                text(out, 200, "slept\n");
            }
            ["fail"] => ResponseOutparam::set(out, Err(ErrorCode::InternalError(Some("as was asked".into())))),
            ["trap"] => panic!("as was asked"),
            ["forget"] => {}
            ["fetch", authority] => fetch(authority, query, out),
            _ => text(out, 404, "not found\n"),
        }
    }
}

fn method(method: &Method) -> String {
    match method {
        Method::Get => "GET".into(),
        Method::Head => "HEAD".into(),
        Method::Post => "POST".into(),
        Method::Put => "PUT".into(),
        Method::Delete => "DELETE".into(),
        Method::Other(other) => other.clone(),
        other => format!("{other:?}"),
    }
}

fn text(out: ResponseOutparam, status: u16, body: &str) {
    answer(out, status, |stream| {
        if !body.is_empty() {
            stream.blocking_write_and_flush(body.as_bytes()).expect("sending");
        }
    });
}

fn answer(out: ResponseOutparam, status: u16, write: impl FnOnce(&OutputStream)) {
    let headers = Fields::new();
    headers.append("x-answer", b"yes").expect("a header");
    let response = OutgoingResponse::new(headers);
    if response.set_status_code(status).is_err() {
        return ResponseOutparam::set(out, Err(ErrorCode::InternalError(Some("no such status".into()))));
    }
    let body = response.body().expect("a body");
    ResponseOutparam::set(out, Ok(response));
    {
        let stream = body.write().expect("a stream");
        write(&stream);
    }
    OutgoingBody::finish(body, None).expect("an end");
}

/// Sends the body back while it arrives.
fn echo(request: &IncomingRequest, out: ResponseOutparam) {
    let incoming = request.consume().expect("a body");
    let input = incoming.stream().expect("a stream");
    answer(out, 200, |output| copy(&input, output));
}

fn copy(input: &InputStream, output: &OutputStream) {
    loop {
        match input.blocking_read(4096) {
            Ok(bytes) if bytes.is_empty() => {}
            Ok(bytes) => output.blocking_write_and_flush(&bytes).expect("sending"),
            Err(StreamError::Closed) => return,
            Err(StreamError::LastOperationFailed(error)) => panic!("{}", error.to_debug_string()),
        }
    }
}

/// Asks another server, and sends on what it answers.
fn fetch(authority: &str, path: &str, out: ResponseOutparam) {
    let request = OutgoingRequest::new(Fields::new());
    request.set_scheme(Some(&Scheme::Http)).expect("a scheme");
    let made = request
        .set_authority(Some(authority))
        .and_then(|()| request.set_path_with_query(Some(if path.is_empty() { "/" } else { path })));
    if made.is_err() {
        return text(out, 400, "no such address\n");
    }
    let response = outgoing_handler::handle(request, None).and_then(|future| {
        future.subscribe().block();
        future.get().expect("it is ready").expect("it was not taken")
    });
    match response {
        Ok(response) => {
            let incoming = response.consume().expect("a body");
            let input = incoming.stream().expect("a stream");
            answer(out, response.status(), |output| copy(&input, output));
        }
        Err(error) => text(out, 502, &format!("{error:?}\n")),
    }
}
