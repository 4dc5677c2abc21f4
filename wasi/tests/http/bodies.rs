//! Bodies, which come and go in pieces, and their trailers.

use super::*;

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
fn a_body_that_breaks_off_is_an_error() {
    let mut ctx = guest();
    let (to, _server) = canned(b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nbegin");
    let response = get(&mut ctx, to).unwrap();
    let (bytes, trailers) = read_response(&mut ctx, response);
    assert_eq!(bytes, Err(ErrorCode::HttpResponseIncomplete));
    assert_eq!(trailers, Err(ErrorCode::HttpResponseIncomplete));
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
