#![doc = include_str!("../README.md")]

mod base64;
mod client;
#[cfg(feature = "encrypted-codes")]
mod encryptor;
mod engine;
mod error;
mod event;
mod function;
mod operation;
mod record;
mod request;
mod settings;
mod state;
mod token;
mod verdict;

pub use client::{Audit, Challenge, Error, Operation, Pool, SignIn, Tokens, User, UserHandle};
#[cfg(feature = "encrypted-codes")]
pub use encryptor::SenderKey;
pub use error::ApiError;
pub use function::{Answering, Function, LambdaConfig};
pub use record::{Inbox, Medium, Message, Outcome, Remark, Step, TextFrom, Trace, Verdict};
pub use settings::{
    ClientSettings, IdentityProvider, LambdaVersion, Mfa, PasswordPolicy, PoolSettings, Trigger,
};
pub use state::Clock;
