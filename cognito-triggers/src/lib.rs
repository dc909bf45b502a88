#![doc = include_str!("../README.md")]

#[macro_use]
mod spec;

mod event;
#[cfg(all(doc, not(doctest)))]
#[doc = include_str!("guide/README.md")]
pub mod guide;
pub mod handler;
mod router;
mod run;
mod trigger;
mod wire;

// This comes first so that rustc names its items by this path.
pub use trigger::no_response;

pub use event::attributes::{AttributeError, Attributes, Identity, UserAttributes, UserStatus};
pub use event::wrong_event::WrongEvent;
pub use event::{Event, carries};
pub use handler::error::{DenyWith, Error, HandlerError, InvalidText};
pub use handler::failure::{Failure, FailureKind};
pub use handler::text::IntoText;
pub use lambda_runtime::Context;
pub use router::options::{Otherwise, Passable};
pub use router::{HandlerSet, Triggers};
pub use run::error::RunError;
pub use run::service::{Answer, Payload, TriggerService};
pub use run::{Run, run};
pub use spec::rules;
pub use spec::scope::{AnySource, Scope, TriggerType};
pub use spec::source::{Source, SourceSet, Trigger, TriggerSource};
pub use spec::version::LambdaVersion;
pub use wire::secret::{Comparable, Secret};
pub use wire::unreadable::Unreadable;

/// Checks that the macros have rustc evaluate, and functions that the code written by the macros
/// calls. Programs do not need them, but compiler messages may name them.
pub mod check {
    pub use crate::handler::context::{IsContext, context};
    pub use crate::handler::deny::{Deniable, denied};
    pub use crate::handler::param::{Param, covers, covers_all, has_variant, is_covered};
    pub use crate::handler::variant::{no_variant, variant_event};
    pub use crate::router::check::{complete, overlap};
    pub use crate::trigger::custom_message::call::{
        TextValue, email, email_for_every_source, html_value, sms, sms_for_every_source, text_value,
    };
}

/// Re-exports each attribute, documented by its page and a table of its trigger sources.
macro_rules! attributes {
    ($($Trigger:ident $TriggerType:ident $module:ident [$($fact:tt)*] {
        $($Marker:ident = $Source:ident $wire:literal $fires:literal;)+
    })+) => {$(
        #[doc = include_str!(concat!("doc/", stringify!($module), ".md"))]
        #[doc = "\n# Trigger sources\n"]
        #[doc = "| listed as | in events | fired by |"]
        #[doc = "|---|---|---|"]
        $(#[doc = concat!(
            "| [`", stringify!($Marker), "`](crate::", stringify!($module), "::", stringify!($Marker), ") | `",
            $wire, "` | ", $fires, " |",
        )])+
        #[doc = "\n[Errors of Cognito triggers](crate::guide::errors) describes what callers and users see when a trigger fails."]
        #[doc(inline)]
        pub use cognito_triggers_macros::$module;
        pub use trigger::$module;
    )+};
}

table!(attributes);

#[doc = include_str!("doc/from_event.md")]
#[doc(inline)]
pub use cognito_triggers_macros::FromEvent;

/// The items that most programs need: `use cognito_triggers::prelude::*`.
pub mod prelude {
    pub use crate::{Context, DenyWith as _, Error, FromEvent, deny, email, run, sms, triggers};
    pub use crate::{
        create_auth_challenge, custom_email_sender, custom_message, custom_sms_sender, define_auth_challenge,
        inbound_federation, post_authentication, post_confirmation, pre_authentication, pre_sign_up,
        pre_token_generation, user_migration, verify_auth_challenge_response,
    };

    /// The result of a handler, such as `Result<Email>`. Its error is this crate's [`Error`] unless
    /// another is named.
    pub type Result<T, E = Error> = std::result::Result<T, E>;
}

/// Items for the code that the macros write.
#[doc(hidden)]
pub mod __private {
    pub use std::format;

    pub use cognito_triggers_macros::{claim, deny, email, scope, sms, triggers};
}

#[doc = include_str!("doc/email.md")]
#[macro_export]
macro_rules! email {
    ($($tokens:tt)*) => { $crate::__private::email!($crate; $($tokens)*) };
}

#[doc = include_str!("doc/sms.md")]
#[macro_export]
macro_rules! sms {
    ($($tokens:tt)*) => { $crate::__private::sms!($crate; $($tokens)*) };
}

#[doc = include_str!("doc/triggers.md")]
#[macro_export]
macro_rules! triggers {
    ($($tokens:tt)*) => { $crate::__private::triggers!($crate; $($tokens)*) };
}
