//! Custom message: writes the text of an e-mail or SMS that Cognito is about to send.
//!
//! ```
//! use cognito_triggers::prelude::*;
//! use cognito_triggers::custom_message::Email;
//!
//! #[custom_message(SignUp, ResendCode)]
//! async fn verify(event: custom_message::Event<'_>) -> Result<Email> {
//!     let user = event.user_attributes();
//!     let name = user.given_name().unwrap_or("there");
//!     Ok(email!("Confirm your address", "<p>Hello {name}, your code is {code}.</p>"))
//! }
//! # fn main() {}
//! ```
//!
//! The page of [`#[custom_message]`](macro@crate::custom_message) says what to list, return and refuse.
//! [`email!`](crate::email) and [`sms!`](crate::sms) make the texts.

mod by_source;
pub(crate) mod call;
pub(crate) mod check;
mod escape;
pub(crate) mod languages;
mod message;
mod message_traits;
pub(crate) mod part;
mod placed;
mod placeholder;
mod reply;
mod response;
mod text;

pub use escape::without_placeholders;
pub use message::{Email, Sms};
pub use part::{Html, HtmlValue, TrustedUrl};
pub use placeholder::{Code, EverySource, Fitting, Link, OneText, Placeholders, Username, WithoutCode};
pub use reply::{Answers, EmailPlaceholders, Reply, SmsPlaceholders};
pub use response::{IntoResponse, OnInvalidText};

pub use crate::spec::rules::Allow;
pub use crate::spec::scope::marker::custom_message::*;
use crate::spec::scope::{AnySource, SourceOf};
use crate::spec::source::Source;
use crate::wire::envelope::RequestMember;

/// A custom message event, from any source of the trigger or from the source `S`.
///
/// ```
/// use cognito_triggers::custom_message::{AdminCreateUser, Event};
///
/// let event = Event::<AdminCreateUser>::sample();
/// assert_eq!(event.code_parameter(), "{####}");
/// assert_eq!(event.username_parameter(), "{username}");
/// ```
pub type Event<'a, S = AnySource> = crate::event::Event<'a, CustomMessageTrigger, S>;

crate::handler::param::takes_events!(
    CustomMessageTrigger,
    "`{Self}` is not an event of the `CustomMessage` trigger",
    "write `custom_message::Event<'_>`, optionally with a source of the trigger after `'_`; or an enum with `#[derive(FromEvent)]` whose variants each hold such an event"
);

impl<S: SourceOf<CustomMessageTrigger>> Event<'_, S> {
    /// Returns the placeholder for the code: `{####}`, or the one that the event brings.
    ///
    /// [`email!`](crate::email) and [`sms!`](crate::sms) write it for `{code}`.
    pub fn code_parameter(&self) -> &str {
        self.envelope().keep(placeholder::Placeholder::Code.parameter(self.envelope()))
    }

    /// Returns the placeholder for the confirmation link: `{##Click Here##}`, or the one that the event
    /// brings. Only pools that verify by link replace it.
    pub fn link_parameter(&self) -> &str {
        self.envelope().keep(placeholder::Placeholder::Link.parameter(self.envelope()))
    }
}

impl Event<'_> {
    /// Returns the placeholder for the user name, which only an invitation has.
    pub fn username_parameter(&self) -> Option<&str> {
        (self.source() == Source::CustomMessageAdminCreateUser)
            .then(|| self.envelope().keep(placeholder::Placeholder::Username.parameter(self.envelope())))
    }
}

impl Event<'_, AdminCreateUser> {
    /// Returns the placeholder for the user name: `{username}`, or the one that the event brings.
    pub fn username_parameter(&self) -> &str {
        self.envelope().keep(placeholder::Placeholder::Username.parameter(self.envelope()))
    }
}

impl placeholder::Placeholder {
    const fn member(self) -> RequestMember {
        match self {
            Self::Code => RequestMember::CodeParameter,
            Self::Username => RequestMember::UsernameParameter,
            Self::Link => RequestMember::LinkParameter,
        }
    }
}
