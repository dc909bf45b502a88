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
mod service;
mod source;
mod unreadable;

pub mod check;
pub mod custom_message;
pub mod handler;

pub use attributes::Attributes;
pub use cognito_triggers_macros::{FromEvent, custom_message};
pub use error::{Error, Failure, FailureKind};
pub use event::{AnySource, Event, Scope, TriggerType, WrongEvent};
pub use lambda_runtime::Context;
pub use router::{HandlerSet, Triggers};
pub use runtime::{Run, RunError, run};
pub use service::{Answer, Payload, TriggerService};
pub use source::{Source, SourceSet, Trigger, TriggerSource};
pub use unreadable::Unreadable;

/// What most programs need: `use cognito_triggers::prelude::*`.
pub mod prelude {
    pub use crate::{Context, Error, FromEvent, custom_message, deny, email, run, sms, triggers};

    /// A handler's result: `Result<Email>`, with the crate's [`Error`] unless another is named.
    pub type Result<T, E = Error> = std::result::Result<T, E>;
}

/// What the macros write.
#[doc(hidden)]
pub mod __private {
    pub use std::format;

    pub use cognito_triggers_macros::{deny, email, sms, triggers};
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
