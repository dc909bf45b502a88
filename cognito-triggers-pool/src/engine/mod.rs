//! The engine: one file for each flow. A flow checks, calls triggers, changes the state, and answers.

pub(crate) mod administrator;
pub(crate) mod attributes;
mod call;
pub(crate) mod challenge;
mod choice;
mod codes;
mod custom;
mod deliver;
pub(crate) mod device;
pub(crate) mod directory;
pub(crate) mod federation;
mod finish;
pub(crate) mod forgotten;
pub(crate) mod groups;
mod lookup;
pub(crate) mod machine;
mod mask;
pub(crate) mod mfa;
mod migration;
mod new_user;
mod next_step;
mod parameters;
mod password;
mod placeholders;
mod pre_authentication;
mod proof;
mod pseudonym;
pub(crate) mod refresh;
mod run;
#[cfg(feature = "serve")]
mod sample;
pub(crate) mod sign_in;
pub(crate) mod sign_up;
mod take_over;
mod timestamp;
mod totp;
#[cfg(feature = "serve")]
mod user_info;
mod verifier;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub(crate) use call::{Call, Caller};
pub(crate) use lookup::{find, secret_hash};
pub(crate) use proof::stand_in;
#[cfg(feature = "serve")]
pub(crate) use sample::{Sampled, SampledText, sample};
pub(crate) use take_over::take_over;
pub(crate) use totp::code as totp_code;
#[cfg(feature = "serve")]
pub(crate) use user_info::user_info;

use crate::error::{self, ApiError};
use crate::function::Function;
use crate::settings::{ClientSettings, PoolSettings, Trigger};
use crate::state::{Clock, State};

/// Choices where AWS's behaviour is an option here, or is not known.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub(crate) struct Options {
    /// The number of calls for each event.
    pub(crate) calls: u32,
    pub(crate) tokens_before_post_authentication: bool,
    pub(crate) pre_authentication_in_custom_auth: bool,
    pub(crate) lockout: bool,
    pub(crate) hourly_limits: bool,
    pub(crate) max_custom_rounds: Option<usize>,
    #[cfg(feature = "encrypted-codes")]
    pub(crate) sender_key: Option<crate::encryptor::SenderKey>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            calls: 1,
            tokens_before_post_authentication: false,
            pre_authentication_in_custom_auth: false,
            lockout: true,
            hourly_limits: false,
            max_custom_rounds: None,
            #[cfg(feature = "encrypted-codes")]
            sender_key: None,
        }
    }
}

/// A pool.
pub(crate) struct Engine {
    pub(crate) settings: PoolSettings,
    pub(crate) clients: Vec<ClientSettings>,
    pub(crate) function: Arc<dyn Function>,
    pub(crate) triggers: Vec<Trigger>,
    pub(crate) options: Options,
    pub(crate) clock: Clock,
    state: Mutex<State>,
}

impl Clone for Engine {
    fn clone(&self) -> Self {
        Self {
            settings: self.settings.clone(),
            clients: self.clients.clone(),
            function: Arc::clone(&self.function),
            triggers: self.triggers.clone(),
            options: self.options.clone(),
            clock: self.clock.clone(),
            state: Mutex::new(self.state().clone()),
        }
    }
}

impl Engine {
    pub(crate) fn new(function: Arc<dyn Function>) -> Self {
        Self {
            settings: PoolSettings::default(),
            clients: vec![ClientSettings::new("1test2client3id4of5the6pool")],
            triggers: function.triggers(),
            function,
            options: Options::default(),
            clock: Clock::new(),
            state: Mutex::new(State::new(1)),
        }
    }

    /// The state. It is held for a moment, and never while a function runs: a handler may call the pool.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The trigger that is attached in a slot, with its version.
    pub(crate) fn attached(&self, slot: &str) -> Option<Trigger> {
        self.triggers.iter().copied().find(|trigger| trigger.slot() == slot)
    }

    pub(crate) fn client(&self, id: &str) -> Result<&ClientSettings, ApiError> {
        self.clients.iter().find(|client| client.id == id).ok_or_else(|| error::no_client(id))
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine")
            .field("settings", &self.settings.id)
            .field("triggers", &self.triggers)
            .finish_non_exhaustive()
    }
}
