//! What hyper waits for: an answer that is there already, or one that still has to come.
//!
//! hyper moves what it waits for into a place of its own for each request. An answer is small; the state of all that may have to be
//! waited for is not, so that stays in a box, and only where there is something to wait for.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use http_body_util::Full;
use hyper::Response;
use hyper::body::Bytes;

type Sent = Response<Full<Bytes>>;

/// An answer, now or soon.
pub enum Answer {
    /// It is there, until it is taken.
    Now(Option<Sent>),
    /// It has to be waited for.
    Soon(Pin<Box<dyn Future<Output = Sent> + Send>>),
}

impl Answer {
    /// One that is there.
    pub fn now(answer: Sent) -> Self {
        Self::Now(Some(answer))
    }

    /// One that is to come.
    pub fn soon(answer: impl Future<Output = Sent> + Send + 'static) -> Self {
        Self::Soon(Box::pin(answer))
    }
}

impl Future for Answer {
    type Output = Result<Sent, Infallible>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut *self {
            // A second look after the end finds nothing, and waits.
            Self::Now(answer) => answer.take().map_or(Poll::Pending, |answer| Poll::Ready(Ok(answer))),
            Self::Soon(answer) => answer.as_mut().poll(context).map(Ok),
        }
    }
}
