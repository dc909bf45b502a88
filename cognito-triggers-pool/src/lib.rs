// The user pool that lives in a test: the public API of the crate, and the order of its layers.

#![doc = include_str!("../README.md")]

// The way of a call, from the top: `client` builds a request, `operation` finds its flow by
// name, `request` reads it, and `engine` runs the flow. The flow builds an `event`, calls the `function`,
// lets `verdict` read the answer, changes the `state`, makes a `token`, and leaves a `record`. `settings`
// and `error` serve them all. `serve` puts a pool behind HTTP, with `srp` and `rsa` for its clients. A layer imports only those that are lower: tests/layers.rs has the order.
mod base64;
mod client;
#[cfg(feature = "encrypted-codes")]
mod encryptor;
mod engine;
mod error;
mod event;
mod function;
mod hmac;
mod operation;
mod record;
mod request;
#[cfg(feature = "serve")]
mod rsa;
#[cfg(feature = "serve")]
mod serve;
mod settings;
#[cfg(feature = "serve")]
mod srp;
mod state;
mod token;
mod verdict;

pub use client::{Audit, Challenge, Error, Operation, Pool, SignIn, Tokens, User, UserHandle};
#[cfg(feature = "encrypted-codes")]
pub use encryptor::SenderKey;
pub use error::ApiError;
pub use function::{Answering, Function, LambdaConfig};
pub use record::{Inbox, Medium, Message, Outcome, Remark, Step, TextFrom, Trace, Verdict};
#[cfg(feature = "serve")]
pub use serve::{Listening, Sample, Server, choose_language};
pub use settings::{
    ClientSettings, IdentityProvider, LambdaVersion, Mfa, PasswordPolicy, PoolSettings, Trigger,
};
pub use state::Clock;
