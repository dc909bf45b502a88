//! Stopping a handler in time.

use std::future::Future;
use std::time::{Duration, SystemTime};

use lambda_runtime::Context;

/// What is left of the function's timeout for the answer to leave.
const MARGIN: Duration = Duration::from_millis(100);

/// The handler did not finish in time.
#[derive(Debug)]
pub(crate) struct TooSlow(Duration);

impl std::fmt::Display for TooSlow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the handler did not finish within {} ms and was stopped", self.0.as_millis())
    }
}

impl std::error::Error for TooSlow {}

/// Runs a handler up to its deadline.
pub(crate) async fn within<T>(
    limit: Option<Duration>,
    context: &Context,
    handler: impl Future<Output = T>,
) -> Result<T, TooSlow> {
    match limit.map(|limit| limit.min(left(context))) {
        // Off Tokio there is no timer to ask.
        Some(limit) if tokio::runtime::Handle::try_current().is_ok() => {
            tokio::time::timeout(limit, handler).await.map_err(|_| TooSlow(limit))
        }
        _ => Ok(handler.await),
    }
}

/// What is left of the function's own timeout, if the context states one.
fn left(context: &Context) -> Duration {
    if context.deadline == 0 {
        return Duration::MAX;
    }
    let left = context.deadline().duration_since(SystemTime::now()).unwrap_or_default();
    left.saturating_sub(MARGIN)
}
