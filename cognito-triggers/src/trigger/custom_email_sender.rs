//! Custom e-mail sender: the function sends the e-mail, and Cognito sends none.
//!
//! ```
//! use cognito_triggers::prelude::*;
//!
//! #[custom_email_sender]
//! async fn send(event: custom_email_sender::Event<'_>) -> Result<()> {
//!     if let Some(code) = event.code() {
//!         enqueue(code.as_base64()).await?;
//!     }
//!     Ok(())
//! }
//! # async fn enqueue(_: &str) -> std::io::Result<()> { Ok(()) }
//! # fn main() {}
//! ```
//!
//! The page of [`#[custom_email_sender]`](macro@crate::custom_email_sender) says what to list, return and refuse.

use std::fmt;

use crate::event::attributes::Attributes;
use crate::spec::open_enum::open_enum;
pub use crate::spec::scope::marker::custom_email_sender::*;
use crate::spec::scope::{AnySource, SourceOf};
use crate::spec::sealed::Sealed;
pub use crate::trigger::no_response::IntoResponse;
pub use crate::trigger::sender::EncryptedCode;
use crate::wire::secret::Secret;

/// A custom e-mail sender event, from any source of the trigger or from the source `S`.
pub type Event<'a, S = AnySource> = crate::event::Event<'a, CustomEmailSenderTrigger, S>;

crate::handler::param::takes_events!(
    CustomEmailSenderTrigger,
    "`{Self}` is not an event of the `CustomEmailSender` trigger",
    "write `custom_email_sender::Event<'_>`, optionally with a source of the trigger after `'_`; or an enum with `#[derive(FromEvent)]` whose variants each hold such an event"
);

impl<S: SourceOf<CustomEmailSenderTrigger>> Event<'_, S> {
    /// Returns the encrypted code, or `None` where the event has none.
    ///
    /// A null code was never observed. It is expected for an invitation without a password
    /// ([`AdminCreateUser`]), which Cognito sends in pools with passwordless sign-in: then there is
    /// nothing to decrypt, and the mail still has to go out. An event from
    /// [`AccountTakeOverNotification`] never has a code and does not have this method.
    ///
    /// ```compile_fail,E0277
    /// use cognito_triggers::custom_email_sender::{AccountTakeOverNotification, Event};
    ///
    /// // an event from `AccountTakeOverNotification` carries no code
    /// Event::<AccountTakeOverNotification>::sample().code();
    /// ```
    pub fn code(&self) -> Option<EncryptedCode<'_>>
    where
        S: CarriesCode,
    {
        EncryptedCode::of_event(self.envelope())
    }
}

/// A source whose events may carry a code: all but [`AccountTakeOverNotification`]; and
/// [`AnySource`].
#[diagnostic::on_unimplemented(
    message = "an event from `{Self}` carries no code",
    label = "there is no code in this event",
    note = "a notification of an account takeover has links instead: write `event.take_over()`"
)]
pub trait CarriesCode: Sealed {}

impl CarriesCode for AnySource {}

macro_rules! carry_code {
    ($($Source:ident)+) => {$( impl CarriesCode for $Source {} )+};
}

carry_code! {
    SignUp ResendCode ForgotPassword UpdateUserAttribute VerifyUserAttribute AdminCreateUser Authentication
}

/// The source whose events report an account takeover: [`AccountTakeOverNotification`].
#[diagnostic::on_unimplemented(
    message = "an event from `{Self}` does not report an account takeover",
    label = "not an event from `AccountTakeOverNotification`",
    note = "take `Event<'_, AccountTakeOverNotification>`, or an enum with a variant for it and `#[derive(FromEvent)]`"
)]
pub trait ReportsTakeOver: Sealed {}

impl ReportsTakeOver for AccountTakeOverNotification {}

impl<S: SourceOf<CustomEmailSenderTrigger>> Event<'_, S> {
    /// Returns the sign-in that threat protection reports, for events from
    /// [`AccountTakeOverNotification`].
    ///
    /// ```
    /// use cognito_triggers::custom_email_sender::{AccountTakeOverNotification, Event, TakeOverAction};
    ///
    /// let event = Event::<AccountTakeOverNotification>::sample();
    /// assert_eq!(event.take_over().action(), TakeOverAction::MfaIfConfigured);
    /// ```
    pub fn take_over(&self) -> TakeOver<'_>
    where
        S: ReportsTakeOver,
    {
        TakeOver(Attributes::of_user(self.envelope()))
    }
}

/// A sign-in that threat protection reports to the user.
#[derive(Clone, Copy)]
pub struct TakeOver<'e>(Attributes<'e>);

macro_rules! getters {
    ($($(#[$doc:meta])* $getter:ident = $name:literal;)+) => {
        impl<'e> TakeOver<'e> {$(
            $(#[$doc])*
            pub fn $getter(&self) -> Option<&'e str> {
                self.0.get($name)
            }
        )+}
    };
}

getters! {
    /// Returns the id of the authentication event.
    event_id = "EVENT_ID";
    /// Returns the user name.
    user_name = "USER_NAME";
    /// Returns the IP address from which the sign-in came.
    ip_address = "IP_ADDRESS";
    /// Returns the time of the sign-in.
    login_time = "LOGIN_TIME";
    /// Returns the city, if it is known.
    city = "CITY";
    /// Returns the country, if it is known.
    country = "COUNTRY";
    /// Returns the name of the device, if it is known.
    device_name = "DEVICE_NAME";
}

impl<'e> TakeOver<'e> {
    /// Returns what Cognito did about the sign-in.
    pub fn action(&self) -> TakeOverAction {
        TakeOverAction::from(self.0.get("ACCOUNT_TAKE_OVER_ACTION").unwrap_or_default())
    }

    /// Returns the token that `UpdateAuthEventFeedback` takes: a secret.
    pub fn feedback_token(&self) -> Option<Secret<'e>> {
        self.0.secret("FEEDBACK_TOKEN")
    }

    /// Returns the link for "that was me": a secret, since whoever has it speaks for the user.
    pub fn one_click_link_valid(&self) -> Option<Secret<'e>> {
        self.0.secret("ONE_CLICK_LINK_VALID")
    }

    /// Returns the link for "that was not me".
    pub fn one_click_link_invalid(&self) -> Option<Secret<'e>> {
        self.0.secret("ONE_CLICK_LINK_INVALID")
    }
}

impl fmt::Debug for TakeOver<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TakeOver").field("action", &self.action()).finish_non_exhaustive()
    }
}

open_enum! {
    /// The actions of Cognito on a suspicious sign-in.
    TakeOverAction: String {
        /// The sign-in was blocked.
        Block = "BLOCK",
        /// Nothing was done.
        NoAction = "NO_ACTION",
        /// The user was asked for a second factor.
        Mfa = "MFA",
        /// The user was asked for a second factor, if the user has one.
        MfaIfConfigured = "MFA_IF_CONFIGURED",
        /// The user was asked for a second factor, and blocked without one.
        MfaRequired = "MFA_REQUIRED",
    }
}
