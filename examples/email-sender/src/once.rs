//! The store that makes sure that a mail is sent once.
//!
//! Lambda calls a sender asynchronously. After an error, it calls again with the same event: twice by
//! default, and no longer than the event's maximum age, which is six hours by default. It may also call
//! twice without an error. So the function must remember for that long what it has sent, in a place that
//! all of its environments see.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use cognito_triggers::prelude::*;

/// The default of Lambda's `MaximumEventAgeInSeconds`.
const REMEMBERED: Duration = Duration::from_hours(6);

/// A store that remembers which mails were sent.
///
/// In production, this is a table that all environments share. In DynamoDB, `claim` is a `PutItem` with
/// the condition `attribute_not_exists(#key)` and a time to live of [`REMEMBERED`], and `release` is a
/// `DeleteItem`. A function that is killed between `claim` and the provider's answer leaves a claim
/// without a mail. If that must not happen, give the claim a lease as long as the function's timeout,
/// and let a second write end the lease once the mail is out.
pub(crate) trait Store: Send + Sync + 'static {
    /// Claims a mail. Returns whether it is ours to send, since nobody has claimed it before.
    fn claim(&self, key: &str) -> impl Future<Output = Result<bool>> + Send;

    /// Releases a mail that was not sent, so that the next call may send it.
    fn release(&self, key: &str) -> impl Future<Output = Result<()>> + Send;
}

/// A store for trying out: each environment of a function has its own, and forgets it when it ends.
#[derive(Default)]
pub(crate) struct Memory(Mutex<HashMap<String, Instant>>);

impl Store for Memory {
    async fn claim(&self, key: &str) -> Result<bool> {
        let mut claims = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        claims.retain(|_, since| since.elapsed() < REMEMBERED);
        Ok(claims.insert(key.to_owned(), Instant::now()).is_none())
    }

    async fn release(&self, key: &str) -> Result<()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
        Ok(())
    }
}
