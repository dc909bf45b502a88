//! The state of a pool: users, groups, codes, sessions and grants, its clock and its random numbers.

mod clock;
mod code;
mod device;
mod grant;
mod name;
#[cfg(feature = "serve")]
mod pairs;
mod random;
mod session;
mod user;

use std::collections::BTreeMap;

pub use clock::Clock;
pub(crate) use clock::{DAY, HOUR, MINUTE, SECOND, Time, millis};
pub(crate) use code::{Code, Purpose};
pub(crate) use device::Device;
pub(crate) use grant::{Access, Grant};
pub(crate) use random::Random;
pub(crate) use session::{Flow, FlowKind, Pending, Proof, Round, Session, Use};
pub(crate) use user::{Group, Status, User};

use crate::record::{Message, Remark, Step};

/// Everything that calls change.
#[derive(Clone)]
#[cfg_attr(feature = "serve", derive(serde::Deserialize, serde::Serialize))]
pub(crate) struct State {
    pub(crate) users: BTreeMap<String, User>,
    pub(crate) groups: BTreeMap<String, Group>,
    #[cfg_attr(feature = "serve", serde(with = "pairs"))]
    pub(crate) codes: BTreeMap<(String, Purpose), Code>,
    pub(crate) sessions: BTreeMap<String, Session>,
    /// By refresh token.
    pub(crate) grants: BTreeMap<String, Grant>,
    /// By access token.
    pub(crate) accesses: BTreeMap<String, Access>,
    /// By device key.
    pub(crate) devices: BTreeMap<String, Device>,
    #[cfg_attr(feature = "serve", serde(with = "pairs"))]
    /// Users by provider and subject, from AdminLinkProviderForUser.
    pub(crate) links: BTreeMap<(String, String), String>,
    #[cfg_attr(feature = "serve", serde(skip))]
    /// Times of calls, by operation and user, for the hourly limits.
    pub(crate) calls: BTreeMap<(&'static str, String), Vec<Time>>,
    pub(crate) random: Random,
    #[cfg_attr(feature = "serve", serde(skip))]
    pub(crate) trace: Vec<Step>,
    #[cfg_attr(feature = "serve", serde(skip))]
    pub(crate) remarks: Vec<Remark>,
    pub(crate) inbox: Vec<Message>,
    /// The number of messages that were there before the first of `inbox`.
    #[cfg_attr(feature = "serve", serde(default))]
    #[cfg_attr(not(feature = "serve"), allow(dead_code, reason = "only a served pool forgets"))]
    pub(crate) forgotten_messages: usize,
    pub(crate) last_call: u64,
    pub(crate) last_step: u64,
}

impl State {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            users: BTreeMap::new(),
            groups: BTreeMap::new(),
            codes: BTreeMap::new(),
            sessions: BTreeMap::new(),
            grants: BTreeMap::new(),
            accesses: BTreeMap::new(),
            devices: BTreeMap::new(),
            links: BTreeMap::new(),
            calls: BTreeMap::new(),
            random: Random::new(seed),
            trace: Vec::new(),
            remarks: Vec::new(),
            inbox: Vec::new(),
            forgotten_messages: 0,
            last_call: 0,
            last_step: 0,
        }
    }

    /// A step by its number. Early ones may have been forgotten.
    pub(crate) fn step_mut(&mut self, number: u64) -> Option<&mut Step> {
        self.trace.iter_mut().rfind(|step| step.number == number)
    }
}
