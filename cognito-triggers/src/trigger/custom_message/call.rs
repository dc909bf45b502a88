//! The functions that `email!` and `sms!` call.

use std::fmt::Display;

use super::part::{HtmlValue, Part, PlacedValue};
use super::{Code, Email, EverySource, Placeholders, Sms, Username};

/// A value that can be put into a subject or an SMS: any type that implements [`Display`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be put into a text",
    label = "inserted here",
    note = "insert a value that implements `Display`: for an `Option`, write `name = option.unwrap_or_default()`; for a `Secret`, `name = secret.expose()`; for a future, `name = future.await`; `Html` goes only into the body of an e-mail"
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

/// Makes an e-mail from its parts, for [`email!`](crate::email).
pub fn email<P: Placeholders>(
    subject: &[Part<'_, dyn Display + '_>],
    body: &[Part<'_, dyn HtmlValue + '_>],
) -> Email<P> {
    Email::from_parts(subject, body)
}

/// Makes an e-mail in which `{username}` has a value, for [`email!`](crate::email).
pub fn email_for_every_source(
    subject: &[Part<'_, dyn Display + '_>],
    body: &[Part<'_, dyn HtmlValue + '_>],
    username: &dyn HtmlValue,
    placed: &dyn PlacedValue,
) -> Email<EverySource> {
    Email::<(Code, Username)>::from_parts(subject, body).with_username_of(username, placed)
}

/// Makes an SMS in which `{username}` has a value, for [`sms!`](crate::sms).
pub fn sms_for_every_source(text: &[Part<'_, dyn Display + '_>], username: &dyn Display) -> Sms<EverySource> {
    Sms::<(Code, Username)>::from_parts(text).with_username_of(username)
}

/// Makes an SMS from its parts, for [`sms!`](crate::sms).
pub fn sms<P: Placeholders>(text: &[Part<'_, dyn Display + '_>]) -> Sms<P> {
    Sms::from_parts(text)
}
