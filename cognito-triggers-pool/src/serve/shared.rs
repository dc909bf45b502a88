//! What all requests share: the pool, the guard, and where lines go.

use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::{BuildHasher, Hasher};
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::{Notify, OnceCell};

use super::changes::{Changes, Counts};
use super::forget::forget;
use super::guard::Guard;
use super::line::one_line;
use super::messages::{self, Shown};
use super::sample::Sample;
use crate::client::Pool;

/// Takes a line for the person at the keyboard.
pub(super) type Log = Box<dyn Fn(&str) + Send + Sync>;

pub(super) struct Shared {
    pub(super) pool: Pool,
    pub(super) guard: Guard,
    pub(super) page: Page,
    log: Log,
    requests: AtomicU64,
    changed: Notify,
}

/// What the page has beside the pool.
#[derive(Debug)]
pub(super) struct Page {
    /// A name of this run of the program.
    pub(super) run: String,
    pub(super) changes: Changes,
    samples: Vec<Sample>,
    /// The messages that handlers make of them, once somebody looks.
    played: OnceCell<Vec<Shown>>,
}

impl Shared {
    pub(super) fn new(pool: Pool, guard: Guard, log: Log, samples: Vec<Sample>) -> Self {
        let run = format!("{:016x}", RandomState::new().build_hasher().finish());
        let changes = Changes::new(&run);
        let page = Page { run, changes, samples, played: OnceCell::new() };
        let shared = Self { pool, guard, page, log, requests: AtomicU64::new(0), changed: Notify::new() };
        shared.count();
        shared
    }

    /// The messages of the samples.
    pub(super) async fn messages(&self) -> &[Shown] {
        let played = || messages::play(self.pool.engine(), &self.page.samples);
        self.page.played.get_or_init(played).await
    }

    /// Counts what the pool has.
    pub(super) fn count(&self) {
        let state = self.pool.engine().state();
        self.page.changes.set(Counts { inbox: state.inbox.len(), trace: state.trace.len() });
    }

    /// Notes that a call has ended.
    pub(super) fn ended(&self, line: &str) {
        self.tell(line);
        self.forget();
        self.count();
        self.changed.notify_one();
    }

    /// Makes room for the records of a call. Each call does this before it begins too: a client that hangs up
    /// leaves records behind, and its call does not end.
    pub(super) fn forget(&self) {
        let engine = self.pool.engine();
        let now = engine.clock.now();
        forget(&mut engine.state(), now);
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
