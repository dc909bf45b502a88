//! A mail is sent once.
//!
//! Lambda calls a sender asynchronously. After an error it calls again with the same event, twice by
//! default and for as long as the event's maximum age, six hours by default; and it may call twice
//! without an error. So what was sent must be remembered for that long, and where all of the
//! function's environments see it.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use cognito_triggers::prelude::*;

/// Lambda's `MaximumEventAgeInSeconds`, unless it is set.
const REMEMBERED: Duration = Duration::from_hours(6);

/// Remembers which mails were sent.
///
/// In production this is a table that all environments share: in DynamoDB, `claim` is a `PutItem` with
/// the condition `attribute_not_exists(#key)` and a time to live of [`REMEMBERED`], and `release` is a
/// `DeleteItem`. A function that is killed between `claim` and the provider's answer leaves a claim
/// that no mail belongs to. If that must not be, give the claim a lease of the function's timeout,
/// and let a second write end it once the mail is out.
pub(crate) trait Store: Send + Sync {
    /// Whether this mail is ours to send: nobody has claimed it before.
    fn claim<'a>(&'a self, key: &'a str) -> Pin<Box<dyn Future<Output = Result<bool>> + Send + 'a>>;

    /// The mail was not sent: the next call may.
    fn release<'a>(&'a self, key: &'a str) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;
}

/// For trying out: each environment of a function has its own, and forgets it when it ends.
#[derive(Default)]
pub(crate) struct Memory(Mutex<HashMap<String, Instant>>);

impl Store for Memory {
    fn claim<'a>(&'a self, key: &'a str) -> Pin<Box<dyn Future<Output = Result<bool>> + Send + 'a>> {
        let mut claims = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        claims.retain(|_, since| since.elapsed() < REMEMBERED);
        let is_new = claims.insert(key.to_owned(), Instant::now()).is_none();
        Box::pin(async move { Ok(is_new) })
    }

    fn release<'a>(&'a self, key: &'a str) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
        Box::pin(async { Ok(()) })
    }
}
