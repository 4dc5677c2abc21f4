//! Requests that a guest answers.

use super::*;

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
