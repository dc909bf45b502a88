// The public API: every public path of the crate is re-exported here.

#![doc = include_str!("doc/front.md")]

#[macro_use]
mod spec;

mod event;
#[cfg(all(doc, not(doctest)))]
#[doc = include_str!("guide/README.md")]
pub mod guide;
mod handler;
mod router;
mod run;
mod trigger;
mod wire;

// This comes first so that rustc names its items by this path.
pub use trigger::no_response;

/// A user pool that lives in a test and calls the triggers as Cognito does: the package
/// `cognito-triggers-pool`, with the feature `pool`.
#[cfg(feature = "pool")]
#[doc(inline)]
pub use cognito_triggers_pool as pool;
pub use event::Event;
pub use event::attributes::{AttributeError, Attributes, Identity, UserAttributes, UserStatus};
pub use event::wrong_event::WrongEvent;
pub use handler::error::{DenyWith, Error, InvalidText};
pub use handler::failure::{Failure, FailureKind};
pub use handler::text_map::AttributeMap;
pub use lambda_runtime::Context;
pub use router::options::{OptionalTrigger, Unhandled};
pub use router::{HandlerSet, Triggers};
pub use run::error::RunError;
#[cfg(feature = "local")]
pub use run::messages::MessageProblems;
pub use run::service::{Answer, Payload, TriggerService};
pub use run::{Run, run};
pub use spec::convert::{SourceSetIter, UnknownName};
pub use spec::language::{Language, Languages};
/// Checks texts by Cognito's rules, as [`email!`] and [`sms!`] do when a program is compiled and
/// answers do when they are written.
///
/// ```
/// use cognito_triggers::rules::{self, Field};
///
/// let violation = rules::check_characters(Field::Subject, "Hello\u{a0}Ines", false).unwrap_err();
/// assert!(violation.to_string().contains("NO-BREAK SPACE at line 1, column 6"));
/// assert_eq!(violation.help(), "write an ordinary space");
/// assert!(rules::check_length(Field::Text, "Hi").is_err());
/// ```
pub use spec::rules;
pub use spec::scope::{AnySource, NoTrigger, SourceOf, TriggerMarker};
pub use spec::source::{Source, SourceSet, Trigger, TriggerSource};
pub use spec::version::LambdaVersion;
pub use wire::secret::Secret;
pub use wire::unreadable::Unreadable;

/// Traits and types that rustc names in messages. There is nothing to call here, and nothing to
/// implement: the attributes and the derive do that.
pub mod bounds {
    pub use crate::event::carries::{
        ChallengeAnswer, NewDeviceUsed, Session, UserGroups, UserNotFound, ValidationData,
    };
    pub use crate::event::challenge::IsChallengeName;
    pub use crate::handler::context::IsContext;
    pub use crate::handler::deny::{Deniable, FromDenial};
    pub use crate::handler::error::HandlerError;
    pub use crate::handler::text::IntoText;
    pub use crate::handler::{Describe, FromEvent, Handler, Invocation};
    pub use crate::run::IsTriggers;
    pub use crate::spec::language::LanguageTag;
    pub use crate::trigger::custom_message::call::TextValue;
    pub use crate::trigger::sender::EqualsCode;
    pub use crate::wire::overlay::Overlay;
    pub use crate::wire::secret::{EqualsSecret, TextOrSecret};
}

/// Re-exports each attribute, documented by its page and a table of its trigger sources.
macro_rules! attributes {
    ($($Trigger:ident $TriggerMarker:ident $module:ident [$($fact:tt)*] {
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

/// The names that most programs need: `use cognito_triggers::prelude::*`.
///
/// It brings in the attributes [`pre_sign_up`](macro@pre_sign_up),
/// [`post_confirmation`](macro@post_confirmation), [`pre_authentication`](macro@pre_authentication),
/// [`post_authentication`](macro@post_authentication),
/// [`define_auth_challenge`](macro@define_auth_challenge),
/// [`create_auth_challenge`](macro@create_auth_challenge),
/// [`verify_auth_challenge_response`](macro@verify_auth_challenge_response),
/// [`pre_token_generation`](macro@pre_token_generation), [`user_migration`](macro@user_migration),
/// [`custom_message`](macro@custom_message), [`custom_email_sender`](macro@custom_email_sender),
/// [`custom_sms_sender`](macro@custom_sms_sender) and [`inbound_federation`](macro@inbound_federation) and,
/// since they have the same names, the triggers' modules: `custom_message::Event<'_>` needs no further
/// import. So these thirteen names are taken. An item of yours with one of them comes first, and hides the
/// attribute and the module.
///
/// `Result<T>` here is the standard library's, with [`Error`] as the error unless you name another.
/// [`DenyWith`] comes without a name, for its method alone.
pub mod prelude {
    pub use crate::{Context, DenyWith as _, Error, FromEvent, HandlerSet, Triggers};
    // Not listed a second time: the text above has them.
    pub use crate::run::run;
    #[doc(hidden)]
    pub use crate::{
        create_auth_challenge, custom_email_sender, custom_message, custom_sms_sender, define_auth_challenge,
        inbound_federation, post_authentication, post_confirmation, pre_authentication, pre_sign_up,
        pre_token_generation, user_migration, verify_auth_challenge_response,
    };
    pub use crate::{deny, email, sms, triggers};

    /// The result of a handler, such as `Result<Email>`. Its error is this crate's [`Error`] unless
    /// another is named.
    pub type Result<T, E = Error> = std::result::Result<T, E>;
}

/// Items that only the macros' code names. Their paths and forms may change in any version.
#[doc(hidden)]
pub mod __private {
    pub use std::{compile_error, format};

    pub use cognito_triggers_macros::{claim, deny, email, languages, scope, sms, triggers};

    pub use crate::handler::context::IsContext;
    pub use crate::handler::deny::{Deniable, FromDenial};
    pub use crate::handler::param::{Takes, covers, covers_all, is_covered};
    pub use crate::handler::variant::{NoSources, VariantSources, is_reached, no_variant, variant_event};
    pub use crate::handler::{Describe, FromEvent, Handler, Invocation, Meta, Unlisted};
    pub use crate::router::check::{complete, complete_custom_auth, overlap};
    pub use crate::spec::language::LanguageTag;
    pub use crate::spec::slot::{Kind, Slot};
    pub use crate::trigger::custom_message::HtmlValue;
    pub use crate::trigger::custom_message::call::{
        TextValue, email, email_for_every_source, sms, sms_for_every_source,
    };
    pub use crate::trigger::custom_message::languages::made_of;
    pub use crate::trigger::custom_message::part::Part;
    pub use crate::wire::envelope::Envelope;
    pub use crate::wire::overlay::Overlay;

    // The checks of return types, under the names of their triggers.
    pub mod custom_message {
        pub use crate::trigger::custom_message::check::check;
    }
    pub mod pre_sign_up {
        pub use crate::trigger::pre_sign_up::check::check;
    }
    pub mod pre_token_generation {
        pub use crate::trigger::pre_token_generation::response::check;
    }
}

#[doc = include_str!("doc/email.md")]
#[doc(alias("emailMessage", "emailSubject"))]
#[macro_export]
macro_rules! email {
    // Here, as in the macros below, since rustc would name the inner macro.
    () => { $crate::__private::compile_error!("the subject is missing\nhelp: write `email!(\"subject\", \"body with {code}\")`") };
    ($($tokens:tt)*) => { $crate::__private::email!($crate; $($tokens)*) };
}

#[doc = include_str!("doc/sms.md")]
#[doc(alias = "smsMessage")]
#[macro_export]
macro_rules! sms {
    () => { $crate::__private::compile_error!("the text is missing\nhelp: write `sms!(\"text with {code}\")`") };
    ($($tokens:tt)*) => { $crate::__private::sms!($crate; $($tokens)*) };
}

#[doc = include_str!("doc/languages.md")]
#[macro_export]
macro_rules! languages {
    ($($tokens:tt)*) => { $crate::__private::languages!($crate; $($tokens)*); };
}

#[doc = include_str!("doc/triggers.md")]
#[macro_export]
macro_rules! triggers {
    () => { $crate::__private::compile_error!("no handler is named\nhelp: write `triggers![verify]`, with the names of your handlers") };
    ($($tokens:tt)*) => { $crate::__private::triggers!($crate; $($tokens)*) };
}
