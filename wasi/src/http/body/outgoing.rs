//! Bodies that a guest writes.
//!
//! In: bytes of a guest, not more than there is room for, and how they end. Out: a [`Body`] that hyper sends. A guest that
//! promised a length writes as much, or the body breaks off.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use http::HeaderMap;
use http_body::{Frame, SizeHint};

use crate::bindings::http::types::ErrorCode;
use crate::http::error::HttpError;
use crate::http::signal::Signal;
use crate::io::{Failure, Output, Readiness, Subscribe};
use crate::limits::Held;

/// Whose body it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::http) enum Of {
    Request,
    Response,
}

/// `wasi:http/types.outgoing-body`.
pub struct OutgoingBody {
    outbox: Arc<Outbox>,
    /// The stream, once the guest has had it.
    stream: Option<Weak<BodyOutput>>,
    _held: Held,
}

/// What a guest writes, for whoever sends it: `http_body::Body`.
///
/// If the guest breaks it off, it ends with an error.
pub struct Body(Option<Arc<Outbox>>);

/// The stream of a body.
pub(in crate::http) struct BodyOutput(Arc<Outbox>);

/// What was written and not sent.
struct Outbox {
    state: Mutex<State>,
    /// Set while there is room.
    signal: Signal,
    limit: usize,
    /// The length that the message promises.
    expected: Option<u64>,
    of: Of,
}

#[derive(Default)]
struct State {
    pieces: VecDeque<Bytes>,
    bytes: usize,
    written: u64,
    end: Option<End>,
    /// Who waits for more.
    waker: Option<Waker>,
    /// Whether somebody sends it, so that there may be room later.
    is_sent: bool,
    /// Whether nobody takes more.
    is_closed: bool,
}

enum End {
    /// With these trailers.
    Finished(Option<HeaderMap>),
    /// It is not all that was promised.
    Aborted,
}

/// A body of which at most `limit` bytes wait to be sent.
///
/// # Errors
/// If the system has no more file descriptors.
pub(in crate::http) fn pair(
    of: Of,
    expected: Option<u64>,
    limit: usize,
    held: Held,
) -> io::Result<(OutgoingBody, Body)> {
    let outbox = Arc::new(Outbox { state: Mutex::default(), signal: Signal::new()?, limit, expected, of });
    let body = Body(Some(Arc::clone(&outbox)));
    Ok((OutgoingBody { outbox, stream: None, _held: held }, body))
}

impl Outbox {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn end(&self, end: End) {
        let mut state = self.state();
        if state.end.is_none() {
            state.end = Some(end);
            state.wake();
        }
    }

    fn wrong_size(&self, written: u64) -> ErrorCode {
        match self.of {
            Of::Request => ErrorCode::HttpRequestBodySize(Some(written)),
            Of::Response => ErrorCode::HttpResponseBodySize(Some(written)),
        }
    }

    fn close(&self) {
        let mut state = self.state();
        state.is_closed = true;
        state.pieces.clear();
        state.bytes = 0;
        self.signal.set();
    }
}

impl State {
    fn wake(&mut self) {
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

impl Subscribe for BodyOutput {
    fn readiness(&self) -> Readiness<'_> {
        let state = self.0.state();
        if state.is_closed || state.end.is_some() || state.bytes < self.0.limit {
            Readiness::Ready
        } else if state.is_sent {
            self.0.signal.readiness()
        } else {
            // The guest itself would have to send it first.
            Readiness::Never
        }
    }
}

impl Output for BodyOutput {
    fn check_write(&self) -> Result<usize, Failure> {
        let state = self.0.state();
        if state.is_closed || state.end.is_some() {
            return Err(Failure::Closed);
        }
        let room = self.0.limit.saturating_sub(state.bytes);
        if room == 0 {
            self.0.signal.clear();
        }
        Ok(room)
    }

    fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        let mut state = self.0.state();
        if state.is_closed || state.end.is_some() {
            return Err(Failure::Closed);
        }
        let written = state.written.saturating_add(bytes.len() as u64);
        if self.0.expected.is_some_and(|expected| written > expected) {
            state.end = Some(End::Aborted);
            state.wake();
            return Err(HttpError(self.0.wrong_size(written)).into());
        }
        state.written = written;
        if !bytes.is_empty() {
            state.bytes += bytes.len();
            state.pieces.push_back(Bytes::copy_from_slice(bytes));
            state.wake();
        }
        Ok(())
    }

    fn flush(&self) -> Result<(), Failure> {
        let state = self.0.state();
        if state.is_closed || state.end.is_some() { Err(Failure::Closed) } else { Ok(()) }
    }
}

impl OutgoingBody {
    /// The stream, the first time.
    pub(in crate::http) fn stream(&mut self) -> Option<Arc<BodyOutput>> {
        if self.stream.is_some() {
            return None;
        }
        let stream = Arc::new(BodyOutput(Arc::clone(&self.outbox)));
        self.stream = Some(Arc::downgrade(&stream));
        Some(stream)
    }

    /// All is written.
    ///
    /// # Errors
    /// If the guest has the stream still; inside, if it is not what was promised.
    pub(in crate::http) fn finish(
        self,
        trailers: Option<HeaderMap>,
    ) -> embody::Result<Result<(), ErrorCode>> {
        embody::ensure!(
            self.stream.as_ref().is_none_or(|stream| stream.strong_count() == 0),
            "the component finishes an HTTP body whose stream it has still"
        );
        let written = self.outbox.state().written;
        if self.outbox.expected.is_some_and(|expected| written != expected) {
            return Ok(Err(self.outbox.wrong_size(written)));
        }
        self.outbox.end(End::Finished(trailers));
        Ok(Ok(()))
    }
}

impl Drop for OutgoingBody {
    /// Unless it was finished, it breaks off.
    fn drop(&mut self) {
        self.outbox.end(End::Aborted);
    }
}

impl Body {
    /// A body without a byte.
    pub(in crate::http) fn empty() -> Self {
        Self(None)
    }

    /// From now on somebody sends it.
    pub(in crate::http) fn begin(&self) {
        if let Some(outbox) = &self.0 {
            outbox.state().is_sent = true;
        }
    }
}

impl Drop for Body {
    fn drop(&mut self) {
        if let Some(outbox) = &self.0 {
            outbox.close();
        }
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = HttpError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, HttpError>>> {
        let Some(outbox) = &self.0 else {
            return Poll::Ready(None);
        };
        let mut state = outbox.state();
        if let Some(piece) = state.pieces.pop_front() {
            state.bytes -= piece.len();
            outbox.signal.set();
            return Poll::Ready(Some(Ok(Frame::data(piece))));
        }
        match &mut state.end {
            None => {
                state.waker = Some(cx.waker().clone());
                Poll::Pending
            }
            Some(End::Finished(trailers)) => Poll::Ready(trailers.take().map(|map| Ok(Frame::trailers(map)))),
            Some(End::Aborted) => {
                let written = state.written;
                let code = match outbox.expected {
                    Some(_) => outbox.wrong_size(written),
                    None => ErrorCode::HttpProtocolError,
                };
                Poll::Ready(Some(Err(HttpError(code))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.0.as_ref().is_none_or(|outbox| {
            let state = outbox.state();
            state.pieces.is_empty() && matches!(state.end, Some(End::Finished(None)))
        })
    }

    fn size_hint(&self) -> SizeHint {
        let Some(outbox) = &self.0 else {
            return SizeHint::with_exact(0);
        };
        let state = outbox.state();
        match state.end {
            Some(End::Finished(None)) => SizeHint::with_exact(state.bytes as u64),
            _ => SizeHint::default(),
        }
    }
}
