//! The deadline that stops a handler in time.

use std::future::{Future, poll_fn};
use std::panic::catch_unwind;
use std::pin::pin;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::Poll;
use std::time::{Duration, SystemTime};

use lambda_runtime::Context;
use tokio::time::Instant;

use crate::router::log;
use crate::spec::source::Source;

/// Time kept back for sending the answer.
const MARGIN: Duration = Duration::from_millis(100);

/// The error of a handler that did not finish in time, which counts from the event's receipt.
#[derive(Debug)]
pub(crate) struct TooSlow(Duration);

impl std::fmt::Display for TooSlow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the handler did not finish within {} ms and was stopped", self.0.as_millis())
    }
}

impl std::error::Error for TooSlow {}

/// How long the handler of an event may run.
pub(crate) struct Deadline<'c> {
    /// The time that an event may take, from when it is received.
    pub(crate) limit: Option<Duration>,
    pub(crate) received: Instant,
    /// Has Lambda's own deadline.
    pub(crate) context: &'c Context,
}

impl Deadline<'_> {
    /// Runs a handler up to its deadline.
    pub(crate) async fn run<T>(
        &self,
        timer: &Timer,
        source: Source,
        handler: impl Future<Output = T>,
    ) -> Result<T, TooSlow> {
        let Some(limit) = self.limit else { return Ok(handler.await) };
        let mut handler = pin!(handler);
        // Most handlers await nothing and need no timer.
        if let Poll::Ready(done) = poll_fn(|cx| Poll::Ready(handler.as_mut().poll(cx))).await {
            return Ok(done);
        }
        if !timer.is_there(source) {
            return Ok(handler.await);
        }
        let passed = self.received.elapsed();
        let limit = limit.min(left(self.context).saturating_add(passed));
        tokio::time::timeout(limit.saturating_sub(passed), handler).await.map_err(|_| TooSlow(limit))
    }
}

/// Whether the runtime has a timer, found out once.
#[derive(Debug)]
pub(crate) struct Timer(AtomicU8);

impl Timer {
    const UNKNOWN: u8 = 0;
    const THERE: u8 = 1;
    const MISSING: u8 = 2;

    pub(crate) const fn new() -> Self {
        Self(AtomicU8::new(Self::UNKNOWN))
    }

    /// Returns whether there is a timer, and warns the first time that there is none.
    ///
    /// Outside Tokio there is none. In a Tokio runtime that was built without one, Tokio panics when a
    /// timer is made, and offers no other way to ask.
    fn is_there(&self, source: Source) -> bool {
        match self.0.load(Ordering::Relaxed) {
            Self::THERE => true,
            Self::MISSING => false,
            _ => {
                let is_there = tokio::runtime::Handle::try_current().is_ok()
                    && catch_unwind(|| drop(tokio::time::sleep(Duration::ZERO))).is_ok();
                let found = if is_there { Self::THERE } else { Self::MISSING };
                if self.0.swap(found, Ordering::Relaxed) != found && !is_there {
                    log::no_timer(source);
                }
                is_there
            }
        }
    }
}

/// Returns the time left of the function's own timeout, less the margin. Without a stated timeout
/// there is no limit.
fn left(context: &Context) -> Duration {
    if context.deadline == 0 {
        return Duration::MAX;
    }
    let left = context.deadline().duration_since(SystemTime::now()).unwrap_or_default();
    left.saturating_sub(MARGIN)
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use tokio::time::sleep;

    use super::*;

    const SOURCE: Source = Source::CustomMessageSignUp;

    async fn run<T>(limit: Option<Duration>, handler: impl Future<Output = T>) -> Result<T, u128> {
        run_since(Instant::now(), limit, handler).await
    }

    async fn run_since<T>(
        received: Instant,
        limit: Option<Duration>,
        handler: impl Future<Output = T>,
    ) -> Result<T, u128> {
        let deadline = Deadline { limit, received, context: &Context::default() };
        deadline.run(&Timer::new(), SOURCE, handler).await.map_err(|TooSlow(limit)| limit.as_millis())
    }

    const fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[tokio::test(start_paused = true)]
    async fn a_handler_has_the_time_that_it_is_given() {
        assert_eq!(run(Some(seconds(4)), sleep(seconds(3))).await, Ok(()));
        assert_eq!(run(Some(seconds(4)), sleep(seconds(5))).await, Err(4_000));
        assert_eq!(run(Some(seconds(4)), pending::<()>()).await, Err(4_000));
        assert_eq!(run(None, sleep(seconds(3_600))).await, Ok(()));
        assert_eq!(run(Some(Duration::MAX), sleep(seconds(3_600))).await, Ok(()));
    }

    #[tokio::test(start_paused = true)]
    async fn the_time_before_the_first_await_counts() {
        let start = Instant::now();
        let mut is_first = true;
        let handler = poll_fn(|cx| {
            if std::mem::take(&mut is_first) {
                // This blocks the thread for three seconds.
                let mut advance = pin!(tokio::time::advance(seconds(3)));
                let _ = advance.as_mut().poll(cx);
            }
            Poll::<()>::Pending
        });
        assert_eq!(run(Some(seconds(4)), handler).await, Err(4_000));
        assert_eq!(start.elapsed().as_secs(), 4);
    }

    #[tokio::test(start_paused = true)]
    async fn the_time_before_the_handler_starts_counts() {
        let received = Instant::now();
        tokio::time::advance(seconds(3)).await;
        assert_eq!(run_since(received, Some(seconds(4)), sleep(Duration::from_millis(900))).await, Ok(()));
        assert_eq!(run_since(received, Some(seconds(4)), pending::<()>()).await, Err(4_000));
        assert_eq!(received.elapsed().as_secs(), 4);
        // It is too late already: the handler still gets as far as its first `.await`.
        assert_eq!(run_since(received, Some(seconds(4)), ready(7)).await, Ok(7));
        assert_eq!(run_since(received, Some(seconds(4)), pending::<()>()).await, Err(4_000));
        assert_eq!(received.elapsed().as_secs(), 4);
    }

    #[test]
    fn a_handler_that_awaits_nothing_needs_no_timer() {
        let mut done = pin!(run(Some(seconds(4)), ready(7)));
        let poll = done.as_mut().poll(&mut std::task::Context::from_waker(std::task::Waker::noop()));
        assert_eq!(poll, Poll::Ready(Ok(7)));
    }

    #[test]
    fn without_a_timer_there_is_no_deadline() {
        let without = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let timer = Timer::new();
        for _ in 0..2 {
            let context = Context::default();
            let deadline = Deadline { limit: Some(seconds(4)), received: Instant::now(), context: &context };
            let done = without.block_on(deadline.run(&timer, SOURCE, tokio::task::yield_now()));
            assert!(done.is_ok());
        }
        assert_eq!(timer.0.load(Ordering::Relaxed), Timer::MISSING);
        let with = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        assert!(with.block_on(async { Timer::new().is_there(SOURCE) }));
    }

    #[test]
    fn the_runtime_is_asked_once() {
        assert!(Timer(AtomicU8::new(Timer::THERE)).is_there(SOURCE));
        let with = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        assert!(!with.block_on(async { Timer(AtomicU8::new(Timer::MISSING)).is_there(SOURCE) }));
    }

    /// Lambda's deadline is a time of the day, which does not stand still in a test: it is left far in the
    /// future or in the past, so that the test does not depend on the machine's speed.
    #[tokio::test(start_paused = true)]
    async fn the_functions_own_timeout_counts_too() {
        async fn limit(lambdas: SystemTime) -> Option<u64> {
            let mut context = Context::default();
            let deadline = lambdas.duration_since(SystemTime::UNIX_EPOCH).unwrap();
            context.deadline = u64::try_from(deadline.as_millis()).unwrap();
            let received = Instant::now();
            tokio::time::advance(seconds(100)).await;
            let deadline = Deadline { limit: Some(seconds(4_000)), received, context: &context };
            let TooSlow(limit) = deadline.run(&Timer::new(), SOURCE, pending::<()>()).await.err()?;
            assert_eq!(received.elapsed().as_secs(), limit.as_secs());
            Some(limit.as_secs())
        }
        // 100 seconds have passed, and what Lambda leaves comes on top, less the margin.
        let limit_of_2_000 = limit(SystemTime::now() + seconds(2_000)).await.unwrap();
        assert!((1_100..2_100).contains(&limit_of_2_000), "{limit_of_2_000}");
        assert_eq!(limit(SystemTime::now() - seconds(2_000)).await, Some(100));
        assert_eq!(limit(SystemTime::now() + seconds(100_000)).await, Some(4_000));
    }
}
