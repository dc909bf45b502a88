//! Custom e-mail sender: the function sends the message itself, and Cognito sends none.
//!
//! See the attribute [`custom_email_sender`](macro@crate::custom_email_sender).

use std::borrow::Cow;
use std::fmt;

use crate::attributes::{Attributes, open_enum};
use crate::envelope::RequestMember;
use crate::event::{AnySource, Scope};
use crate::secret::Secret;
pub use crate::sender::EncryptedCode;
pub use crate::source::marker::custom_email_sender::*;
pub use crate::unit::{Handles, IntoResponse, check, respond};

/// A custom e-mail sender event, from any source of the trigger or from the source `S`.
pub type Event<'a, S = AnySource> = crate::event::Event<'a, CustomEmailSenderTrigger, S>;

impl Event<'_> {
    /// The encrypted code: `None` for `AccountTakeOverNotification`.
    pub fn code(&self) -> Option<EncryptedCode<'_>> {
        self.envelope().secret(RequestMember::Code).map(EncryptedCode::new)
    }
}

impl<S: CarriesCode + Scope<CustomEmailSenderTrigger>> Event<'_, S> {
    /// The encrypted code. An event without one does not reach a handler.
    ///
    /// ```compile_fail
    /// use cognito_triggers::custom_email_sender::{AccountTakeOverNotification, Event};
    ///
    /// // the method `code` exists, but its trait bounds were not satisfied
    /// Event::<AccountTakeOverNotification>::sample().code();
    /// ```
    pub fn code(&self) -> EncryptedCode<'_> {
        EncryptedCode::new(self.envelope().secret(RequestMember::Code).unwrap_or(Secret::NONE))
    }
}

/// A source whose events carry a code: all but [`AccountTakeOverNotification`].
#[diagnostic::on_unimplemented(
    message = "an event from `{Self}` carries no code",
    note = "a notification of an account takeover has links instead: `event.take_over()`"
)]
pub trait CarriesCode {}

impl CarriesCode for SignUp {}
impl CarriesCode for ResendCode {}
impl CarriesCode for ForgotPassword {}
impl CarriesCode for UpdateUserAttribute {}
impl CarriesCode for VerifyUserAttribute {}
impl CarriesCode for AdminCreateUser {}
impl CarriesCode for Authentication {}

impl Event<'_, AccountTakeOverNotification> {
    /// What threat protection saw.
    ///
    /// ```
    /// use cognito_triggers::custom_email_sender::{AccountTakeOverNotification, Event, TakeOverAction};
    ///
    /// let event = Event::<AccountTakeOverNotification>::sample();
    /// assert_eq!(event.take_over().action(), TakeOverAction::MfaIfConfigured);
    /// ```
    pub fn take_over(&self) -> TakeOver<'_> {
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
            pub fn $getter(&self) -> Option<Cow<'e, str>> {
                self.0.get($name)
            }
        )+}
    };
}

getters! {
    /// The id of the authentication event.
    event_id = "EVENT_ID";
    /// The user name.
    user_name = "USER_NAME";
    /// Where the sign-in came from.
    ip_address = "IP_ADDRESS";
    /// When it was.
    login_time = "LOGIN_TIME";
    /// The city, where it is known.
    city = "CITY";
    /// The country, where it is known.
    country = "COUNTRY";
    /// The device, where it is known.
    device_name = "DEVICE_NAME";
}

impl<'e> TakeOver<'e> {
    /// What Cognito did about it.
    pub fn action(&self) -> TakeOverAction {
        TakeOverAction::from(&*self.0.get("ACCOUNT_TAKE_OVER_ACTION").unwrap_or_default())
    }

    /// What `UpdateAuthEventFeedback` takes: a secret.
    pub fn feedback_token(&self) -> Option<Secret<'e>> {
        Secret::new(self.0.get("FEEDBACK_TOKEN")?)
    }

    /// The link for "that was me": a secret, since whoever has it speaks for the user.
    pub fn one_click_link_valid(&self) -> Option<Secret<'e>> {
        Secret::new(self.0.get("ONE_CLICK_LINK_VALID")?)
    }

    /// The link for "that was not me".
    pub fn one_click_link_invalid(&self) -> Option<Secret<'e>> {
        Secret::new(self.0.get("ONE_CLICK_LINK_INVALID")?)
    }
}

impl fmt::Debug for TakeOver<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TakeOver").field("action", &self.action()).finish_non_exhaustive()
    }
}

open_enum! {
    /// What Cognito did about a suspicious sign-in, and what else comes.
    TakeOverAction {
        /// It was blocked.
        Block = "BLOCK",
        /// Nothing.
        NoAction = "NO_ACTION",
        /// A second factor was asked for.
        Mfa = "MFA",
        /// A second factor was asked for, if the user has one.
        MfaIfConfigured = "MFA_IF_CONFIGURED",
        /// A second factor was asked for, and users without one were blocked.
        MfaRequired = "MFA_REQUIRED",
    }
}
