//! The functions that `email!` and `sms!` call.

use std::fmt::Display;

use super::part::{HtmlValue, Part, PlacedValue};
use super::{Code, Email, EverySource, Placeholders, Sms, Username};

/// What can be put into a subject or an SMS: whatever implements [`Display`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be put into a text",
    label = "inserted here",
    note = "insert what implements `Display`: of an `Option`, `name = option.unwrap_or_default()`; of a `Secret`, `name = secret.expose()`; `Html` goes into the body of an e-mail only"
)]
pub trait TextValue {
    #[doc(hidden)]
    fn as_display(&self) -> &dyn Display;
}

#[diagnostic::do_not_recommend]
impl<T: Display> TextValue for T {
    fn as_display(&self) -> &dyn Display {
        self
    }
}

/// What [`email!`](crate::email) calls.
pub fn email<P: Placeholders>(
    subject: &[Part<'_, dyn Display + '_>],
    body: &[Part<'_, dyn HtmlValue + '_>],
) -> Email<P> {
    Email::from_parts(subject, body)
}

/// What [`email!`](crate::email) calls where `{username}` has a value.
pub fn email_for_every_source(
    subject: &[Part<'_, dyn Display + '_>],
    body: &[Part<'_, dyn HtmlValue + '_>],
    username: &dyn HtmlValue,
    placed: &dyn PlacedValue,
) -> Email<EverySource> {
    Email::<(Code, Username)>::from_parts(subject, body).with_username_of(username, placed)
}

/// What [`sms!`](crate::sms) calls where `{username}` has a value.
pub fn sms_for_every_source(text: &[Part<'_, dyn Display + '_>], username: &dyn Display) -> Sms<EverySource> {
    Sms::<(Code, Username)>::from_parts(text).with_username_of(username)
}

/// What [`sms!`](crate::sms) calls.
pub fn sms<P: Placeholders>(text: &[Part<'_, dyn Display + '_>]) -> Sms<P> {
    Sms::from_parts(text)
}
