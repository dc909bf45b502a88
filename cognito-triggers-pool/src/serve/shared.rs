//! What all requests share: the pool, the guard, and where lines go.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::Notify;

use super::forget::forget;
use super::guard::Guard;
use super::line::one_line;
use crate::client::Pool;

/// Takes a line for the person at the keyboard.
pub(super) type Log = Box<dyn Fn(&str) + Send + Sync>;

pub(super) struct Shared {
    pub(super) pool: Pool,
    pub(super) guard: Guard,
    log: Log,
    requests: AtomicU64,
    changed: Notify,
}

impl Shared {
    pub(super) fn new(pool: Pool, guard: Guard, log: Log) -> Self {
        Self { pool, guard, log, requests: AtomicU64::new(0), changed: Notify::new() }
    }

    /// Notes that a call has ended.
    pub(super) fn ended(&self, line: &str) {
        self.tell(line);
        let engine = self.pool.engine();
        let now = engine.clock.now();
        forget(&mut engine.state(), now);
        self.changed.notify_one();
    }

    /// Waits for a call to end.
    pub(super) async fn changed(&self) {
        self.changed.notified().await;
    }

    pub(super) fn tell(&self, line: &str) {
        (self.log)(&one_line(line));
    }

    /// The id of a request, in the form that AWS gives it.
    pub(super) fn request_id(&self) -> String {
        format!("00000000-0000-4000-8000-{:012x}", self.requests.fetch_add(1, Ordering::Relaxed))
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").field("pool", &self.pool).field("guard", &self.guard).finish_non_exhaustive()
    }
}
