//! Runs a handler: up to its deadline, and no further than its panic.

use std::any::Any;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use super::deadline::{Deadline, Timer, TooSlow};
use crate::handler::error::Error;
use crate::spec::source::Source;
use crate::wire::overlay::Overlay;

/// What a handler returns. `None`: there is no such handler.
pub(super) type Returned = Option<Result<Overlay, Error>>;

/// A handler at work. Whatever its type is, the code that runs it is this crate's: a program would compile it
/// anew for its own handlers, after every edit.
pub(super) trait Running: Send {
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Returned>;

    /// Drops the handler.
    fn stop(self: Pin<&mut Self>);
}

impl<F: Future<Output = Returned> + Send> Running for Option<F> {
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Returned> {
        self.as_pin_mut().map_or(Poll::Ready(None), |handler| handler.poll(cx))
    }

    fn stop(mut self: Pin<&mut Self>) {
        self.set(None);
    }
}

/// Runs a handler up to its deadline. The outer error is the text of its panic.
pub(super) async fn run(
    mut handler: Pin<&mut dyn Running>,
    deadline: &Deadline<'_>,
    timer: &Timer,
    source: Source,
) -> Result<Result<Returned, TooSlow>, String> {
    caught(async {
        let polled = poll_fn(|cx| handler.as_mut().poll(cx));
        let returned = deadline.run(timer, source, polled).await;
        // Here, since this can panic too.
        handler.stop();
        returned
    })
    .await
}

/// Runs a handler for as long as it takes.
#[cfg(feature = "local")]
pub(super) async fn run_to_its_end(mut handler: Pin<&mut dyn Running>) -> Result<Returned, String> {
    caught(poll_fn(|cx| handler.as_mut().poll(cx))).await
}

/// Runs a future, and turns a panic in it into an error with the panic's text.
async fn caught<T>(future: impl Future<Output = T>) -> Result<T, String> {
    let mut future = pin!(future);
    poll_fn(|cx| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(cx))) {
        Ok(poll) => poll.map(Ok),
        Err(panic) => Poll::Ready(Err(panic_text(&*panic))),
    })
    .await
}

fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text =
        panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!("the handler panicked: {}", text.unwrap_or("no text"))
}
