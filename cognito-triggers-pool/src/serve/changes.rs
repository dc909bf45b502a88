//! Tells the page of changes, as server-sent events that do not end.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame};
use serde_json::json;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

/// The most pages that are told of changes.
const MOST: usize = 32;

/// A comment goes out when nothing has changed for this time. It finds out who has gone.
const KEEP_ALIVE: Duration = Duration::from_secs(10);

/// The numbers of messages and of steps.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub(super) inbox: usize,
    pub(super) trace: usize,
}

/// The changes of one run of the program.
#[derive(Debug)]
pub(super) struct Changes {
    run: Arc<str>,
    counts: watch::Sender<Counts>,
    free: Arc<Semaphore>,
}

impl Changes {
    pub(super) fn new(run: &str) -> Self {
        Self {
            run: run.into(),
            counts: watch::Sender::new(Counts::default()),
            free: Arc::new(Semaphore::new(MOST)),
        }
    }

    pub(super) fn set(&self, counts: Counts) {
        self.counts.send_replace(counts);
    }

    /// `None`: as many pages as can be are told already.
    pub(super) fn feed(&self) -> Option<Feed> {
        let slot = Arc::clone(&self.free).try_acquire_owned().ok()?;
        let mut counts = self.counts.subscribe();
        // The state of things at the start is the first change.
        counts.mark_changed();
        let listener = Listener { run: Arc::clone(&self.run), counts, _slot: slot };
        Some(Feed { next: Box::pin(listener.next()) })
    }
}

struct Listener {
    run: Arc<str>,
    counts: watch::Receiver<Counts>,
    _slot: OwnedSemaphorePermit,
}

impl Listener {
    /// `None`: there will be no more changes.
    async fn next(mut self) -> Option<(Self, Bytes)> {
        let text = match tokio::time::timeout(KEEP_ALIVE, self.counts.changed()).await {
            Err(_) => ": nothing new\n\n".to_owned(),
            Ok(Err(_)) => return None,
            Ok(Ok(())) => {
                let Counts { inbox, trace } = *self.counts.borrow_and_update();
                let data = json!({"run": &*self.run, "inbox": inbox, "trace": trace});
                // A browser asks again this many milliseconds after the program has gone.
                format!("retry: 500\nevent: changed\ndata: {data}\n\n")
            }
        };
        Some((self, text.into()))
    }
}

type Next = Pin<Box<dyn Future<Output = Option<(Listener, Bytes)>> + Send>>;

/// The body of an answer to a page that follows.
pub(super) struct Feed {
    next: Next,
}

impl Body for Feed {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let Some((listener, bytes)) = ready!(self.next.as_mut().poll(context)) else {
            self.next = Box::pin(std::future::pending());
            return Poll::Ready(None);
        };
        self.next = Box::pin(listener.next());
        Poll::Ready(Some(Ok(Frame::data(bytes))))
    }
}
