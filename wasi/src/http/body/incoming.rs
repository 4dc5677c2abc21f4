//! Bodies that a guest reads.
//!
//! In: frames of a body, which a task fetches as long as there is room. Out: bytes for a stream, and trailers. What nobody
//! wants any more is fetched no more.

use std::collections::VecDeque;
use std::error::Error;
use std::future::poll_fn;
use std::io;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use bytes::{Buf, Bytes};
use http::HeaderMap;
use tokio::sync::Notify;
use tokio::task::AbortHandle;

use crate::bindings::http::types::ErrorCode;
use crate::http::error::{self, HttpError};
use crate::http::runtime;
use crate::http::signal::Signal;
use crate::io::{Failure, Input, Readiness, Subscribe};
use crate::limits::Held;

/// How a body ended: with trailers or without, or because of an error.
type End = Result<Option<HeaderMap>, ErrorCode>;

/// `wasi:http/types.incoming-body`.
pub struct IncomingBody {
    receiving: Arc<Receiving>,
    /// The stream, once the guest has had it.
    stream: Option<Weak<BodyInput>>,
    _held: Held,
}

/// `wasi:http/types.future-trailers`.
pub struct FutureTrailers {
    pub(in crate::http) trailers: Arc<Trailers>,
    pub(in crate::http) is_taken: bool,
    _held: Held,
}

/// What a guest has of a body that comes: while it lives, more is fetched.
pub(in crate::http) struct Receiving {
    inbox: Arc<Inbox>,
    task: AbortHandle,
}

/// The stream of a body.
pub(in crate::http) struct BodyInput(Arc<Receiving>);

/// The end of a body.
pub(in crate::http) struct Trailers(Arc<Receiving>);

/// What came and was not read.
struct Inbox {
    state: Mutex<State>,
    /// Set while there is something to read, or nothing to wait for.
    signal: Signal,
    /// Somebody read.
    read: Notify,
    limit: usize,
    /// How it ends if it breaks off.
    incomplete: ErrorCode,
}

#[derive(Default)]
struct State {
    pieces: VecDeque<Bytes>,
    bytes: usize,
    end: Option<End>,
    /// Whether only the trailers are wanted.
    is_skipped: bool,
    /// Whether the guest was told of the error.
    is_told: bool,
}

/// Begins to fetch a body, of which at most about `limit` bytes wait to be read. If it breaks off, its end is `incomplete`.
///
/// # Errors
/// If the system has no more threads or file descriptors.
pub(in crate::http) fn receive<B>(
    body: B,
    limit: usize,
    between: Duration,
    incomplete: ErrorCode,
) -> io::Result<Arc<Receiving>>
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let inbox =
        Inbox { state: Mutex::default(), signal: Signal::new()?, read: Notify::new(), limit, incomplete };
    let inbox = Arc::new(inbox);
    let to = Arc::clone(&inbox);
    let task = runtime::handle()?.spawn(async move { to.fetch(body, between).await }).abort_handle();
    Ok(Arc::new(Receiving { inbox, task }))
}

impl Drop for Receiving {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Inbox {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn fetch<B>(&self, body: B, between: Duration)
    where
        B: http_body::Body<Data = Bytes>,
        B::Error: Into<Box<dyn Error + Send + Sync>>,
    {
        let mut body = pin!(body);
        let end = loop {
            while self.is_full() {
                self.read.notified().await;
            }
            let frame = tokio::time::timeout(between, poll_fn(|cx| body.as_mut().poll_frame(cx))).await;
            match frame {
                Err(_) => break Err(ErrorCode::ConnectionReadTimeout),
                Ok(None) => break Ok(None),
                Ok(Some(Err(error))) => break Err(self.code(&*error.into())),
                Ok(Some(Ok(frame))) => match frame.into_data() {
                    Ok(data) => self.push(data),
                    Err(frame) => {
                        if let Ok(trailers) = frame.into_trailers() {
                            break Ok(Some(trailers));
                        }
                    }
                },
            }
        };
        self.state().end = Some(end);
        self.signal.set();
    }

    fn code(&self, error: &(dyn Error + 'static)) -> ErrorCode {
        match error::of_any(error) {
            ErrorCode::HttpResponseIncomplete => self.incomplete.clone(),
            code => code,
        }
    }

    fn is_full(&self) -> bool {
        let state = self.state();
        state.bytes >= self.limit && !state.is_skipped
    }

    fn push(&self, data: Bytes) {
        let mut state = self.state();
        if !data.is_empty() && !state.is_skipped {
            state.bytes += data.len();
            state.pieces.push_back(data);
            self.signal.set();
        }
    }

    fn read(&self, len: usize) -> Result<Vec<u8>, Failure> {
        let mut state = self.state();
        if state.is_skipped {
            return Err(Failure::Closed);
        }
        let Some(piece) = state.pieces.front_mut() else {
            return match &state.end {
                None => Ok(Vec::new()),
                Some(Ok(_)) => Err(Failure::Closed),
                Some(Err(_)) if state.is_told => Err(Failure::Closed),
                Some(Err(code)) => {
                    let error = HttpError(code.clone());
                    state.is_told = true;
                    Err(error.into())
                }
            };
        };
        let bytes = piece.split_to(len.min(piece.len())).to_vec();
        if !piece.has_remaining() {
            state.pieces.pop_front();
        }
        state.bytes -= bytes.len();
        if state.pieces.is_empty() && state.end.is_none() {
            self.signal.clear();
        }
        self.read.notify_one();
        Ok(bytes)
    }

    /// Throws away what came and what comes, up to the trailers.
    fn skip(&self) {
        let mut state = self.state();
        state.is_skipped = true;
        state.bytes = 0;
        state.pieces.clear();
        if state.end.is_none() {
            self.signal.clear();
        }
        self.read.notify_one();
    }
}

impl Subscribe for BodyInput {
    fn readiness(&self) -> Readiness<'_> {
        let inbox = &self.0.inbox;
        let state = inbox.state();
        if state.is_skipped || !state.pieces.is_empty() || state.end.is_some() {
            return Readiness::Ready;
        }
        inbox.signal.readiness()
    }
}

impl Input for BodyInput {
    fn read(&self, len: usize) -> Result<Vec<u8>, Failure> {
        self.0.inbox.read(len)
    }
}

impl Subscribe for Trailers {
    fn readiness(&self) -> Readiness<'_> {
        let inbox = &self.0.inbox;
        let is_ended = inbox.state().end.is_some();
        if is_ended { Readiness::Ready } else { inbox.signal.readiness() }
    }
}

impl IncomingBody {
    pub(in crate::http) fn new(receiving: Arc<Receiving>, held: Held) -> Self {
        Self { receiving, stream: None, _held: held }
    }

    /// The stream, the first time.
    pub(in crate::http) fn stream(&mut self) -> Option<Arc<BodyInput>> {
        if self.stream.is_some() {
            return None;
        }
        let stream = Arc::new(BodyInput(Arc::clone(&self.receiving)));
        self.stream = Some(Arc::downgrade(&stream));
        Some(stream)
    }

    /// The trailers, once they are there.
    ///
    /// # Errors
    /// If the guest has the stream still.
    pub(in crate::http) fn finish(self, held: Held) -> embody::Result<FutureTrailers> {
        embody::ensure!(
            self.stream.is_none_or(|stream| stream.strong_count() == 0),
            "the component finishes an HTTP body whose stream it has still"
        );
        self.receiving.inbox.skip();
        Ok(FutureTrailers { trailers: Arc::new(Trailers(self.receiving)), is_taken: false, _held: held })
    }
}

impl Trailers {
    /// How the body ended, if it did.
    pub(in crate::http) fn get(&self) -> Option<End> {
        self.0.inbox.state().end.clone()
    }
}
