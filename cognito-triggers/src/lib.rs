//! Typed AWS Lambda handlers for Amazon Cognito user pool triggers: if it compiles, Cognito
//! accepts what it returns.

#[macro_use]
mod table;

mod attributes;
mod envelope;
mod error;
mod event;
mod json;
#[cfg(feature = "local")]
mod local;
mod log;
mod overlay;
mod router;
pub mod rules;
mod runtime;
mod samples;
mod secret;
mod service;
mod source;
mod unreadable;
mod version;

#[doc(hidden)]
pub mod check;
pub mod custom_message;
pub mod handler;
pub mod post_authentication;
pub mod post_confirmation;
pub mod pre_authentication;
pub mod pre_sign_up;
pub mod pre_token_generation;
mod unit;

pub use attributes::Attributes;
pub use cognito_triggers_macros::{
    FromEvent, custom_message, post_authentication, post_confirmation, pre_authentication, pre_sign_up,
    pre_token_generation,
};
pub use error::{Error, Failure, FailureKind};
pub use event::{AnySource, Event, Scope, TriggerType, WrongEvent};
pub use lambda_runtime::Context;
pub use router::{HandlerSet, Triggers};
pub use runtime::{Run, RunError, run};
pub use secret::Secret;
pub use service::{Answer, Payload, TriggerService};
pub use source::{Source, SourceSet, Trigger, TriggerSource};
pub use unreadable::Unreadable;
pub use version::LambdaVersion;

/// What most programs need: `use cognito_triggers::prelude::*`.
pub mod prelude {
    pub use crate::{
        Context, Error, FromEvent, custom_message, deny, email, post_authentication, post_confirmation,
        pre_authentication, pre_sign_up, pre_token_generation, run, sms, triggers,
    };

    /// A handler's result: `Result<Email>`, with the crate's [`Error`] unless another is named.
    pub type Result<T, E = Error> = std::result::Result<T, E>;
}

/// What the macros write.
#[doc(hidden)]
pub mod __private {
    pub use std::compile_error;
    pub use std::convert::From;
    pub use std::format;
    pub use std::option::Option;
    pub use std::result::Result::{self, Err, Ok};

    pub use cognito_triggers_macros::{claim, email, scope, sms, triggers};
}

/// Makes an e-mail.
#[macro_export]
macro_rules! email {
    ($($tokens:tt)*) => { $crate::__private::email!($crate; $($tokens)*) };
}

/// Makes an SMS.
#[macro_export]
macro_rules! sms {
    ($($tokens:tt)*) => { $crate::__private::sms!($crate; $($tokens)*) };
}

/// Names the handlers of a function.
#[macro_export]
macro_rules! triggers {
    ($($tokens:tt)*) => { $crate::__private::triggers!($crate; $($tokens)*) };
}
