//! The pool's clock, which moves only when a test moves it, unless it is the system's.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A time in milliseconds since 1970.
pub(crate) type Time = u64;

pub(crate) const SECOND: Time = 1000;
pub(crate) const MINUTE: Time = 60 * SECOND;
pub(crate) const HOUR: Time = 60 * MINUTE;
pub(crate) const DAY: Time = 24 * HOUR;

/// 1 January 2026, 00:00 UTC.
const START: Time = 1_767_225_600_000;

/// A clock that stands still until it is advanced. Clones share the time.
///
/// A handler under test may hold one, and advance it past the 5 seconds that Cognito waits:
///
/// ```
/// use std::time::{Duration, SystemTime, UNIX_EPOCH};
/// use cognito_triggers_pool::{Clock, LambdaConfig, Pool, Trigger};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let clock = Clock::new();
/// let slow = clock.clone();
/// let config = LambdaConfig::new().on(Trigger::PreSignUp, move |event| {
///     slow.advance(Duration::from_secs(6));
///     Ok(event)
/// });
/// let error = Pool::new(config).with_clock(clock).sign_up("ines", "Correct-horse-9").await.unwrap_err();
/// assert_eq!(error.name(), "UnexpectedLambdaException");
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Clock {
    /// The time itself, or how far the clock is ahead of the system's.
    time: Arc<AtomicU64>,
    follows_system: bool,
}

impl Default for Clock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock {
    /// A clock that shows 1 January 2026, 00:00 UTC.
    pub fn new() -> Self {
        Self { time: Arc::new(AtomicU64::new(START)), follows_system: false }
    }

    /// A clock that shows the time of the system, and can be advanced too. Clients over HTTP need one: they
    /// compare the times in tokens with their own.
    pub fn system() -> Self {
        Self { time: Arc::default(), follows_system: true }
    }

    /// Moves the time forward.
    pub fn advance(&self, time: Duration) {
        self.time.fetch_add(millis(time), Ordering::SeqCst);
    }

    /// The time since 1 January 1970, 00:00 UTC.
    pub fn since_epoch(&self) -> Duration {
        Duration::from_millis(self.now())
    }

    pub(crate) fn now(&self) -> Time {
        let time = self.time.load(Ordering::SeqCst);
        if self.follows_system {
            time.saturating_add(SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, millis))
        } else {
            time
        }
    }
}

/// At most 36 million years, so that the sum of a few is a time too.
pub(crate) fn millis(time: Duration) -> Time {
    const MOST: Time = 1 << 60;
    u64::try_from(time.as_millis()).map_or(MOST, |time| time.min(MOST))
}
