//! `wasi:http/types` and `outgoing-handler`, one function after the other.

use std::sync::Arc;

use embody::Result;

use super::body::incoming::{FutureTrailers, IncomingBody};
use super::body::outgoing::OutgoingBody;
use super::client::{self, FutureIncomingResponse};
use super::fields::Fields;
use super::message::{
    self, IncomingRequest, IncomingResponse, OutgoingRequest, OutgoingResponse, RequestOptions, Timeouts,
};
use super::server::ResponseOutparam;
use super::{HttpError, error};
use crate::WasiView;
use crate::bindings::http::outgoing_handler;
use crate::bindings::http::types::{self, ErrorCode, HeaderError, Method, Scheme};
use crate::io::{InputStream, IoError, OutputStream, Pollable};

/// What came, if it did: the first time it is taken, an error after that.
type Once<T> = Result<Option<Result<Result<T, ErrorCode>, ()>>>;

impl<T: WasiView> types::Host for T {
    type Fields = Fields;
    type FutureIncomingResponse = FutureIncomingResponse;
    type FutureTrailers = FutureTrailers;
    type IncomingBody = IncomingBody;
    type IncomingRequest = IncomingRequest;
    type IncomingResponse = IncomingResponse;
    type OutgoingBody = OutgoingBody;
    type OutgoingRequest = OutgoingRequest;
    type OutgoingResponse = OutgoingResponse;
    type RequestOptions = RequestOptions;
    type ResponseOutparam = ResponseOutparam;

    fn fields_new(&mut self) -> Result<Fields> {
        Ok(Fields::new(self.wasi().hold()?))
    }

    fn fields_from_list(&mut self, entries: Vec<(&str, &[u8])>) -> Result<Result<Fields, HeaderError>> {
        let ctx = self.wasi();
        let mut fields = Fields::new(ctx.hold()?);
        for (name, value) in entries {
            if let Err(error) = fields.append(name, value, ctx.limits.header_bytes)? {
                return Ok(Err(error));
            }
        }
        Ok(Ok(fields))
    }

    fn fields_get(&mut self, fields: &mut Fields, name: &str) -> Result<Vec<Vec<u8>>> {
        Ok(fields.get(name))
    }

    fn fields_has(&mut self, fields: &mut Fields, name: &str) -> Result<bool> {
        Ok(fields.has(name))
    }

    fn fields_set(
        &mut self,
        fields: &mut Fields,
        name: &str,
        values: Vec<&[u8]>,
    ) -> Result<Result<(), HeaderError>> {
        fields.set(name, &values, self.wasi().limits.header_bytes)
    }

    fn fields_delete(&mut self, fields: &mut Fields, name: &str) -> Result<Result<(), HeaderError>> {
        Ok(fields.delete(name))
    }

    fn fields_append(
        &mut self,
        fields: &mut Fields,
        name: &str,
        value: &[u8],
    ) -> Result<Result<(), HeaderError>> {
        fields.append(name, value, self.wasi().limits.header_bytes)
    }

    fn fields_entries(&mut self, fields: &mut Fields) -> Result<Vec<(String, Vec<u8>)>> {
        Ok(fields.entries())
    }

    fn fields_clone(&mut self, fields: &mut Fields) -> Result<Fields> {
        Ok(fields.copy(self.wasi().hold()?))
    }

    fn incoming_request_method(&mut self, request: &mut IncomingRequest) -> Result<Method> {
        Ok(request.method.clone())
    }

    fn incoming_request_path_with_query(&mut self, request: &mut IncomingRequest) -> Result<Option<String>> {
        Ok(request.path_with_query.clone())
    }

    fn incoming_request_scheme(&mut self, request: &mut IncomingRequest) -> Result<Option<Scheme>> {
        Ok(request.scheme.clone())
    }

    fn incoming_request_authority(&mut self, request: &mut IncomingRequest) -> Result<Option<String>> {
        Ok(request.authority.clone())
    }

    fn incoming_request_headers(&mut self, request: &mut IncomingRequest) -> Result<Fields> {
        Ok(Fields::shared(Arc::clone(&request.headers), self.wasi().hold()?))
    }

    fn incoming_request_consume(
        &mut self,
        request: &mut IncomingRequest,
    ) -> Result<Result<IncomingBody, ()>> {
        Ok(message::incoming_body(&mut request.body, self.wasi())?.ok_or(()))
    }

    fn outgoing_request_new(&mut self, headers: Fields) -> Result<OutgoingRequest> {
        Ok(OutgoingRequest::new(headers.into_map(), self.wasi().hold()?))
    }

    fn outgoing_request_body(&mut self, request: &mut OutgoingRequest) -> Result<Result<OutgoingBody, ()>> {
        Ok(request.body(self.wasi())?.ok_or(()))
    }

    fn outgoing_request_method(&mut self, request: &mut OutgoingRequest) -> Result<Method> {
        Ok(request.method.clone())
    }

    fn outgoing_request_set_method(
        &mut self,
        request: &mut OutgoingRequest,
        method: Method,
    ) -> Result<Result<(), ()>> {
        Ok(set_if(message::http_method(&method).is_some(), &mut request.method, method))
    }

    fn outgoing_request_path_with_query(&mut self, request: &mut OutgoingRequest) -> Result<Option<String>> {
        Ok(request.path_with_query.clone())
    }

    fn outgoing_request_set_path_with_query(
        &mut self,
        request: &mut OutgoingRequest,
        path: Option<&str>,
    ) -> Result<Result<(), ()>> {
        let is_good = path.is_none_or(message::is_path);
        Ok(set_if(is_good, &mut request.path_with_query, path.map(str::to_owned)))
    }

    fn outgoing_request_scheme(&mut self, request: &mut OutgoingRequest) -> Result<Option<Scheme>> {
        Ok(request.scheme.clone())
    }

    fn outgoing_request_set_scheme(
        &mut self,
        request: &mut OutgoingRequest,
        scheme: Option<Scheme>,
    ) -> Result<Result<(), ()>> {
        let is_good = scheme.as_ref().is_none_or(message::is_scheme);
        Ok(set_if(is_good, &mut request.scheme, scheme))
    }

    fn outgoing_request_authority(&mut self, request: &mut OutgoingRequest) -> Result<Option<String>> {
        Ok(request.authority.clone())
    }

    fn outgoing_request_set_authority(
        &mut self,
        request: &mut OutgoingRequest,
        authority: Option<&str>,
    ) -> Result<Result<(), ()>> {
        let is_good = authority.is_none_or(message::is_authority);
        Ok(set_if(is_good, &mut request.authority, authority.map(str::to_owned)))
    }

    fn outgoing_request_headers(&mut self, request: &mut OutgoingRequest) -> Result<Fields> {
        Ok(Fields::shared(Arc::clone(&request.headers), self.wasi().hold()?))
    }

    fn request_options_new(&mut self) -> Result<RequestOptions> {
        let _held = self.wasi().hold()?;
        Ok(RequestOptions { connect: None, first_byte: None, between_bytes: None, _held })
    }

    fn request_options_connect_timeout(&mut self, options: &mut RequestOptions) -> Result<Option<u64>> {
        Ok(options.connect)
    }

    fn request_options_set_connect_timeout(
        &mut self,
        options: &mut RequestOptions,
        duration: Option<u64>,
    ) -> Result<Result<(), ()>> {
        options.connect = duration;
        Ok(Ok(()))
    }

    fn request_options_first_byte_timeout(&mut self, options: &mut RequestOptions) -> Result<Option<u64>> {
        Ok(options.first_byte)
    }

    fn request_options_set_first_byte_timeout(
        &mut self,
        options: &mut RequestOptions,
        duration: Option<u64>,
    ) -> Result<Result<(), ()>> {
        options.first_byte = duration;
        Ok(Ok(()))
    }

    fn request_options_between_bytes_timeout(&mut self, options: &mut RequestOptions) -> Result<Option<u64>> {
        Ok(options.between_bytes)
    }

    fn request_options_set_between_bytes_timeout(
        &mut self,
        options: &mut RequestOptions,
        duration: Option<u64>,
    ) -> Result<Result<(), ()>> {
        options.between_bytes = duration;
        Ok(Ok(()))
    }

    fn response_outparam_send_informational(
        &mut self,
        _: &mut ResponseOutparam,
        status: u16,
        _: Fields,
    ) -> Result<Result<(), ErrorCode>> {
        let unsupported = "informational responses are not supported";
        Ok(Err(match status {
            100..=199 => error::internal(unsupported),
            _ => ErrorCode::HttpProtocolError,
        }))
    }

    fn response_outparam_set(
        &mut self,
        param: ResponseOutparam,
        response: Result<OutgoingResponse, ErrorCode>,
    ) -> Result<()> {
        param.set(response);
        Ok(())
    }

    fn incoming_response_status(&mut self, response: &mut IncomingResponse) -> Result<u16> {
        Ok(response.status)
    }

    fn incoming_response_headers(&mut self, response: &mut IncomingResponse) -> Result<Fields> {
        Ok(Fields::shared(Arc::clone(&response.headers), self.wasi().hold()?))
    }

    fn incoming_response_consume(
        &mut self,
        response: &mut IncomingResponse,
    ) -> Result<Result<IncomingBody, ()>> {
        Ok(message::incoming_body(&mut response.body, self.wasi())?.ok_or(()))
    }

    fn incoming_body_stream(&mut self, body: &mut IncomingBody) -> Result<Result<InputStream, ()>> {
        let ctx = self.wasi();
        Ok(body.stream().map(|stream| ctx.input_stream(stream)).transpose()?.ok_or(()))
    }

    fn incoming_body_finish(&mut self, body: IncomingBody) -> Result<FutureTrailers> {
        body.finish(self.wasi().hold()?)
    }

    fn future_trailers_subscribe(&mut self, future: &mut FutureTrailers) -> Result<Pollable> {
        let on: Arc<super::body::incoming::Trailers> = Arc::clone(&future.trailers);
        self.wasi().pollable(on)
    }

    fn future_trailers_get(&mut self, future: &mut FutureTrailers) -> Once<Option<Fields>> {
        if future.is_taken {
            return Ok(Some(Err(())));
        }
        let Some(end) = future.trailers.get() else {
            return Ok(None);
        };
        future.is_taken = true;
        Ok(Some(Ok(match end {
            Ok(Some(map)) => Ok(Some(Fields::of(map, self.wasi().hold()?))),
            Ok(None) => Ok(None),
            Err(code) => Err(code),
        })))
    }

    fn outgoing_response_new(&mut self, headers: Fields) -> Result<OutgoingResponse> {
        Ok(OutgoingResponse::new(headers.into_map(), self.wasi().hold()?))
    }

    fn outgoing_response_status_code(&mut self, response: &mut OutgoingResponse) -> Result<u16> {
        Ok(response.status.as_u16())
    }

    fn outgoing_response_set_status_code(
        &mut self,
        response: &mut OutgoingResponse,
        status: u16,
    ) -> Result<Result<(), ()>> {
        Ok(http::StatusCode::from_u16(status).map(|status| response.status = status).map_err(|_| ()))
    }

    fn outgoing_response_headers(&mut self, response: &mut OutgoingResponse) -> Result<Fields> {
        Ok(Fields::shared(Arc::clone(&response.headers), self.wasi().hold()?))
    }

    fn outgoing_response_body(
        &mut self,
        response: &mut OutgoingResponse,
    ) -> Result<Result<OutgoingBody, ()>> {
        Ok(response.body(self.wasi())?.ok_or(()))
    }

    fn outgoing_body_write(&mut self, body: &mut OutgoingBody) -> Result<Result<OutputStream, ()>> {
        let ctx = self.wasi();
        Ok(body.stream().map(|stream| ctx.output_stream(stream)).transpose()?.ok_or(()))
    }

    fn outgoing_body_finish(
        &mut self,
        body: OutgoingBody,
        trailers: Option<Fields>,
    ) -> Result<Result<(), ErrorCode>> {
        body.finish(trailers.map(|trailers| Arc::unwrap_or_clone(trailers.into_map())))
    }

    fn future_incoming_response_subscribe(
        &mut self,
        future: &mut FutureIncomingResponse,
    ) -> Result<Pollable> {
        let on: Arc<super::signal::Promise<client::Outcome>> = Arc::clone(&future.response);
        self.wasi().pollable(on)
    }

    fn future_incoming_response_get(
        &mut self,
        future: &mut FutureIncomingResponse,
    ) -> Once<IncomingResponse> {
        let response = match future.response.take() {
            None => return Ok(None),
            Some(Err(())) => return Ok(Some(Err(()))),
            Some(Ok(Err(code))) => return Ok(Some(Ok(Err(code)))),
            Some(Ok(Ok(response))) => response,
        };
        let headers = Fields::of(response.headers, self.wasi().hold()?).into_map();
        let (status, body, _held) = (response.status, Some(response.body), self.wasi().hold()?);
        Ok(Some(Ok(Ok(IncomingResponse { status, headers, body, _held }))))
    }

    fn http_error_code(&mut self, error: &mut IoError) -> Result<Option<ErrorCode>> {
        Ok(error.get().downcast_ref::<HttpError>().map(|HttpError(code)| code.clone()))
    }
}

/// Sets something to what it may be.
fn set_if<T>(is_good: bool, place: &mut T, value: T) -> Result<(), ()> {
    if is_good {
        *place = value;
    }
    is_good.then_some(()).ok_or(())
}

impl<T: WasiView> outgoing_handler::Host for T {
    fn handle(
        &mut self,
        request: OutgoingRequest,
        options: Option<RequestOptions>,
    ) -> Result<Result<FutureIncomingResponse, ErrorCode>> {
        client::begin(self.wasi(), request, Timeouts::of(options.as_ref()))
    }
}
