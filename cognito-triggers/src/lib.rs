#![doc = include_str!("../README.md")]

#[macro_use]
mod table;

// First, so that rustc names its items by this path.
pub mod no_response;

mod attributes;
mod capture;
mod challenge;
mod deadline;
mod deny;
mod envelope;
mod error;
mod event;
mod failure;
mod json;
mod limits;
#[cfg(feature = "local")]
mod local;
mod log;
mod open_enum;
mod options;
mod overlay;
mod required;
mod router;
pub mod rules;
mod run_error;
mod runtime;
mod samples;
mod scope;
mod secret;
mod sender;
mod service;
mod source;
mod text;
mod unreadable;
mod version;

pub mod carries;
pub mod create_auth_challenge;
pub mod custom_email_sender;
pub mod custom_message;
pub mod custom_sms_sender;
pub mod define_auth_challenge;
#[cfg(all(doc, not(doctest)))]
#[doc = include_str!("guide/README.md")]
pub mod guide;
pub mod handler;
pub mod inbound_federation;
pub mod post_authentication;
pub mod post_confirmation;
pub mod pre_authentication;
pub mod pre_sign_up;
pub mod pre_token_generation;
pub mod user_migration;
pub mod verify_auth_challenge_response;

pub use attributes::{AttributeError, Attributes, Identity, UserAttributes, UserStatus};
pub use error::{DenyWith, Error, HandlerError, InvalidText};
pub use event::{Event, WrongEvent};
pub use failure::{Failure, FailureKind};
pub use lambda_runtime::Context;
pub use options::{Otherwise, Passable};
pub use router::{HandlerSet, Triggers};
pub use run_error::RunError;
pub use runtime::{Run, run};
pub use scope::{AnySource, Scope, TriggerType};
pub use secret::{Comparable, Secret};
pub use service::{Answer, Payload, TriggerService};
pub use source::{Source, SourceSet, Trigger, TriggerSource};
pub use text::IntoText;
pub use unreadable::Unreadable;
pub use version::LambdaVersion;

/// The checks that the macros have rustc evaluate, and the functions that they call. Programs have
/// no use for them, but messages may name them.
pub mod check {
    pub use crate::custom_message::call::{TextValue, email, html_value, sms, text_value};
    pub use crate::deny::{Deniable, denied};
    pub use crate::handler::context::{IsContext, context};
    pub use crate::handler::param::{Param, covers, covers_all, has_variant, is_covered};
    pub use crate::handler::variant::{no_variant, variant_event};
    pub use crate::router::check::{complete, overlap};
}

/// Each attribute, with its page and the table of its trigger sources.
macro_rules! attributes {
    ($($Trigger:ident $TriggerType:ident $module:ident {
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
        #[doc = "\nWhat callers and users see when a trigger goes wrong: [Errors of Cognito triggers](crate::guide::errors)."]
        #[doc(inline)]
        pub use cognito_triggers_macros::$module;
    )+};
}

table!(attributes);

#[doc = include_str!("doc/from_event.md")]
#[doc(inline)]
pub use cognito_triggers_macros::FromEvent;

/// What most programs need: `use cognito_triggers::prelude::*`.
pub mod prelude {
    pub use crate::{Context, DenyWith as _, Error, FromEvent, deny, email, run, sms, triggers};
    pub use crate::{
        create_auth_challenge, custom_email_sender, custom_message, custom_sms_sender, define_auth_challenge,
        inbound_federation, post_authentication, post_confirmation, pre_authentication, pre_sign_up,
        pre_token_generation, user_migration, verify_auth_challenge_response,
    };

    /// A handler's result: `Result<Email>`, with the crate's [`Error`] unless another is named.
    pub type Result<T, E = Error> = std::result::Result<T, E>;
}

/// What the macros write.
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
