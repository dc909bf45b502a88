//! Runs a function: its panics, its time, and the repeated calls of one event.

use std::any::Any;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Poll;

use super::{Caller, Engine};
use crate::state::{SECOND, Time};

/// The time that Cognito waits.
const TIMEOUT: Time = 5 * SECOND;

/// What Lambda reports of a function that has panicked.
const EXIT: &str =
    "RequestId: 5f0c7a52-1c9d-4b8e-8e0b-3d6f2a9c4e71 Error: Runtime exited with error: exit status 101";

/// The outcome of all calls for one event.
pub(super) struct Answered {
    pub(super) result: Result<String, String>,
    pub(super) attempts: u32,
    /// The last call took too long.
    pub(super) late: bool,
    pub(super) notes: Vec<String>,
}

/// Calls the function as often as the pool is told to. The last call counts.
pub(super) async fn answer(engine: &Engine, caller: Caller, event: &str) -> Answered {
    let mut notes = Vec::new();
    let mut attempts = 0;
    let mut succeeded = false;
    loop {
        attempts += 1;
        let start = engine.clock.now();
        let (result, cut) = match in_time(caller, guarded(engine, event)).await {
            None => (Err("the function did not answer".to_owned()), true),
            Some(Ok(result)) => (result, false),
            Some(Err(panic)) => {
                notes.push(format!("the function panicked: {panic}"));
                (Err(EXIT.to_owned()), false)
            }
        };
        let late = cut || engine.clock.now().saturating_sub(start) > TIMEOUT;
        if late {
            notes.push(format!("call {attempts} took longer than the 5 seconds that Cognito waits."));
        }
        if let (Err(text), true) = (&result, succeeded) {
            notes.push(format!(
                "call 1 of this event succeeded, and call {attempts} failed: {text}. Cognito calls again where an \
                 answer is late, so the function must be ready for the same event twice. The user would have \
                 seen this error, although the first call had done its work."
            ));
        }
        succeeded |= result.is_ok();
        if attempts >= engine.options.calls || (result.is_err() && !late) {
            return Answered { result, attempts, late, notes };
        }
    }
}

/// Awaits a function, for clients over HTTP no longer than Cognito does: it may never end. `None`: it has not
/// answered.
async fn in_time<F: Future>(caller: Caller, function: F) -> Option<F::Output> {
    match caller {
        Caller::Test => Some(function.await),
        #[cfg(feature = "serve")]
        Caller::Http => tokio::time::timeout(std::time::Duration::from_millis(TIMEOUT), function).await.ok(),
    }
}

/// Catches a panic, which ends the sandbox of a function.
async fn guarded(engine: &Engine, event: &str) -> Result<Result<String, String>, String> {
    let started = catch_unwind(AssertUnwindSafe(|| engine.function.call(event.to_owned())));
    let mut answering = started.map_err(message)?;
    poll_fn(move |context| match catch_unwind(AssertUnwindSafe(|| answering.as_mut().poll(context))) {
        Ok(poll) => poll.map(Ok),
        Err(panic) => Poll::Ready(Err(message(panic))),
    })
    .await
}

fn message(panic: Box<dyn Any + Send>) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "without a message".to_owned())
}
