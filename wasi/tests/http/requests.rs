//! Requests: their heads, whom they go to, what is refused, and what goes wrong.

use super::*;

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
