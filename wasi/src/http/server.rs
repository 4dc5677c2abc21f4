//! `wasi:http/incoming-handler`: requests of a host's own server, which a guest answers.
//!
//! In: a request as the crate `http` has it, whoever read it. Out: what a component's `handle` takes, and its response, as
//! soon as the guest has begun it; the body follows while `handle` runs.

use std::error::Error;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use embody::Result;
use tokio::sync::oneshot;

use super::body::outgoing::Body;
use super::error;
use super::message::{self, IncomingRequest, OutgoingResponse};
use crate::WasiCtx;
use crate::bindings::http::types::ErrorCode;
use crate::http::HttpError;
use crate::limits::Held;

/// `wasi:http/types.response-outparam`: where a guest puts its response.
pub struct ResponseOutparam {
    to: oneshot::Sender<Answer>,
    _held: Held,
}

/// The response of a guest, once it has begun one.
///
/// It is a future, and [`wait`](Self::wait) is there for those who have none.
pub struct ResponseFuture(oneshot::Receiver<Answer>);

type Answer = std::result::Result<http::Response<Body>, HttpError>;

impl ResponseOutparam {
    /// The guest's answer.
    pub(super) fn set(self, response: std::result::Result<OutgoingResponse, ErrorCode>) {
        let response = response.map(OutgoingResponse::build).map_err(HttpError);
        if let Ok(response) = &response {
            response.body().begin();
        }
        // Who asked may be gone.
        let _ = self.to.send(response);
    }
}

/// What somebody gets whose guest said nothing.
fn silence() -> HttpError {
    HttpError(error::internal("the component gave no response"))
}

impl ResponseFuture {
    /// Blocks the thread until there is a response, which is not to be the one that runs the guest.
    ///
    /// # Errors
    /// The error that the guest gave, or that it gave nothing.
    ///
    /// # Panics
    /// In a future.
    pub fn wait(self) -> std::result::Result<http::Response<Body>, HttpError> {
        self.0.blocking_recv().unwrap_or_else(|_| Err(silence()))
    }
}

impl Future for ResponseFuture {
    type Output = std::result::Result<http::Response<Body>, HttpError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(cx).map(|answer| answer.unwrap_or_else(|_| Err(silence())))
    }
}

/// HTTP, for hosts that serve it.
impl WasiCtx {
    /// A request for a component that exports `wasi:http/incoming-handler`.
    ///
    /// Its body is read as the guest reads it. Without a scheme it is one of `http`; without an authority, it has that of
    /// its `Host` header.
    ///
    /// # Errors
    /// If there are too many resources, or the system has no more threads or file descriptors.
    pub fn incoming_request<B>(&self, request: http::Request<B>) -> Result<IncomingRequest>
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<Box<dyn Error + Send + Sync>>,
    {
        message::incoming_request(request, self)
    }

    /// Where the guest puts its response, and where it comes out.
    ///
    /// # Errors
    /// If there are too many resources.
    pub fn response_outparam(&self) -> Result<(ResponseOutparam, ResponseFuture)> {
        let (to, response) = oneshot::channel();
        Ok((ResponseOutparam { to, _held: self.hold()? }, ResponseFuture(response)))
    }
}
