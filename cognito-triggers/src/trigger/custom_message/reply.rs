//! Answers to each source on its own: `event.reply(..)`.

use super::placeholder::{Code, EverySource, Fitting, Link, Username, WithoutCode};
use super::{
    AdminCreateUser, Authentication, CustomMessageTrigger, Email, Event, ForgotPassword, ResendCode, SignUp,
    Sms, UpdateUserAttribute, VerifyUserAttribute,
};
use crate::spec::scope::SourceOf;
use crate::spec::sealed::Sealed;
use crate::spec::source::Source;

/// An answer that fits the source of the event with which it was made.
///
/// A handler that takes an enum of events returns this, since its sources need different texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    source: Source,
    email: Option<Email<Fitting>>,
    sms: Option<Sms<Fitting>>,
}

impl Reply {
    /// Returns the source that it answers.
    pub fn source(&self) -> Source {
        self.source
    }

    /// Returns the e-mail, if there is one.
    pub fn email(&self) -> Option<&Email<Fitting>> {
        self.email.as_ref()
    }

    /// Returns the SMS, if there is one.
    pub fn sms(&self) -> Option<&Sms<Fitting>> {
        self.sms.as_ref()
    }
}

impl<S: SourceOf<CustomMessageTrigger>> Event<'_, S> {
    /// Answers this event with a text that its source needs.
    ///
    /// ```
    /// use cognito_triggers::custom_message::{AdminCreateUser, Event};
    /// use cognito_triggers::email;
    ///
    /// let event = Event::<AdminCreateUser>::sample();
    /// let reply = event.reply(email!("Welcome", "You are {username}, your password is {code}"));
    /// assert_eq!(reply.email().unwrap().subject(), "Welcome");
    /// ```
    ///
    /// An `Email<EverySource>` or `Sms<EverySource>` answers an event from any source, with the text
    /// for that source:
    ///
    /// ```
    /// use cognito_triggers::custom_message::{AdminCreateUser, Event, SignUp};
    /// use cognito_triggers::email;
    ///
    /// let email = email!("Welcome", "You are {username}, your code is {code}", username = "Ines");
    /// let invitation = Event::<AdminCreateUser>::sample().reply(email.clone());
    /// assert_eq!(invitation.email().unwrap().body(), "You are {username}, your code is {####}");
    /// let verification = Event::<SignUp>::sample().reply(email);
    /// assert_eq!(verification.email().unwrap().body(), "You are Ines, your code is {####}");
    /// ```
    ///
    /// A text that does not fit the source does not compile:
    ///
    /// ```compile_fail
    /// # use cognito_triggers::custom_message::{AdminCreateUser, Event};
    /// # use cognito_triggers::email;
    /// # let event = Event::<AdminCreateUser>::sample();
    /// // an e-mail with `Code` does not fit `AdminCreateUser`
    /// let reply = event.reply(email!("Welcome", "Your password is {code}"));
    /// ```
    pub fn reply<R: Answers<S>>(&self, response: R) -> Reply {
        let source = self.source();
        let (email, sms) = response.into_parts();
        let email = email.map(|email| email.of_source(source));
        Reply { source, email, sms: sms.map(|sms| sms.of_source(source)) }
    }
}

/// An argument of [`reply`](Event::reply) for a source: an [`Email`] or [`Sms`] that fits it, a pair of
/// both, or an `Option` of any of these.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not answer `{S}`",
    label = "not a custom message for `{S}`",
    note = "reply with `email!(..)`, `sms!(..)`, a pair of both, or an `Option` of one"
)]
pub trait Answers<S>: Sealed {
    /// Splits the answer into the e-mail and the SMS.
    fn into_parts(self) -> (Option<Email<Fitting>>, Option<Sms<Fitting>>);
}

impl<S, P: EmailPlaceholders<S>> Answers<S> for Email<P> {
    fn into_parts(self) -> (Option<Email<Fitting>>, Option<Sms<Fitting>>) {
        (Some(self.retype()), None)
    }
}

impl<S, P: SmsPlaceholders<S>> Answers<S> for Sms<P> {
    fn into_parts(self) -> (Option<Email<Fitting>>, Option<Sms<Fitting>>) {
        (None, Some(self.retype()))
    }
}

impl<S, P: EmailPlaceholders<S>, Q: SmsPlaceholders<S>> Answers<S> for (Email<P>, Sms<Q>) {
    fn into_parts(self) -> (Option<Email<Fitting>>, Option<Sms<Fitting>>) {
        (Some(self.0.retype()), Some(self.1.retype()))
    }
}

#[diagnostic::do_not_recommend]
impl<S, P: EmailPlaceholders<S>, Q: SmsPlaceholders<S>> Answers<S> for (Option<Email<P>>, Sms<Q>) {
    fn into_parts(self) -> (Option<Email<Fitting>>, Option<Sms<Fitting>>) {
        (self.0.map(Email::retype), Some(self.1.retype()))
    }
}

#[diagnostic::do_not_recommend]
impl<S, P: EmailPlaceholders<S>, Q: SmsPlaceholders<S>> Answers<S> for (Email<P>, Option<Sms<Q>>) {
    fn into_parts(self) -> (Option<Email<Fitting>>, Option<Sms<Fitting>>) {
        (Some(self.0.retype()), self.1.map(Sms::retype))
    }
}

#[diagnostic::do_not_recommend]
impl<S, P: EmailPlaceholders<S>, Q: SmsPlaceholders<S>> Answers<S> for (Option<Email<P>>, Option<Sms<Q>>) {
    fn into_parts(self) -> (Option<Email<Fitting>>, Option<Sms<Fitting>>) {
        (self.0.map(Email::retype), self.1.map(Sms::retype))
    }
}

impl<S, R: Answers<S>> Answers<S> for Option<R> {
    fn into_parts(self) -> (Option<Email<Fitting>>, Option<Sms<Fitting>>) {
        self.map_or((None, None), R::into_parts)
    }
}

/// The placeholders that an e-mail for the source `S` needs.
#[diagnostic::on_unimplemented(
    message = "an e-mail with `{Self}` does not fit `{S}`",
    label = "does not fit `{S}`",
    note = "`AdminCreateUser` needs `{{code}}` and `{{username}}` in the text, and every other source needs `{{code}}` alone; `SignUp` and `ResendCode` take `{{link}}` too; with `username = value` after it, a text with both fits every source"
)]
pub trait EmailPlaceholders<S>: Sealed {}

impl EmailPlaceholders<AdminCreateUser> for (Code, Username) {}
impl EmailPlaceholders<AdminCreateUser> for WithoutCode {}
impl EmailPlaceholders<SignUp> for Code {}
impl EmailPlaceholders<ResendCode> for Code {}
impl EmailPlaceholders<ForgotPassword> for Code {}
impl EmailPlaceholders<UpdateUserAttribute> for Code {}
impl EmailPlaceholders<VerifyUserAttribute> for Code {}
impl EmailPlaceholders<Authentication> for Code {}
impl EmailPlaceholders<SignUp> for Link {}
impl EmailPlaceholders<ResendCode> for Link {}
impl<S> EmailPlaceholders<S> for EverySource {}

/// The placeholders that an SMS for the source `S` needs.
#[diagnostic::on_unimplemented(
    message = "an SMS with `{Self}` does not fit `{S}`",
    label = "does not fit `{S}`",
    note = "`AdminCreateUser` needs `{{code}}` and `{{username}}` in the text, and every other source needs `{{code}}` alone; with `username = value` after it, a text with both fits every source"
)]
pub trait SmsPlaceholders<S>: Sealed {}

impl SmsPlaceholders<AdminCreateUser> for (Code, Username) {}
impl SmsPlaceholders<AdminCreateUser> for WithoutCode {}
impl SmsPlaceholders<SignUp> for Code {}
impl SmsPlaceholders<ResendCode> for Code {}
impl SmsPlaceholders<ForgotPassword> for Code {}
impl SmsPlaceholders<UpdateUserAttribute> for Code {}
impl SmsPlaceholders<VerifyUserAttribute> for Code {}
impl SmsPlaceholders<Authentication> for Code {}
impl<S> SmsPlaceholders<S> for EverySource {}

impl Sealed for Reply {}
