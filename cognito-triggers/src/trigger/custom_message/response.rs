//! The return types of custom message handlers, and the response members that they become.

use super::placeholder::{Carried, Placeholders};
use super::reply::Reply;
use super::text::Text;
use super::{Email, Sms};
use crate::handler::error::{Error, HandlerError, InvalidText};
use crate::spec::rules::{self, Field, Rule, Violation};
use crate::spec::sealed::Sealed;
use crate::spec::source::Source;
use crate::wire::envelope::{Envelope, Member};
use crate::wire::overlay::Overlay;

/// A return type of custom message handlers: an [`Email`], an [`Sms`], a pair of both, an `Option` of
/// these (`None` sends Cognito's own text), a [`Reply`], or a `Result` of one of these.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a response of the `CustomMessage` trigger",
    label = "not a custom message",
    note = "return `Email`, `Sms`, `(Email, Sms)`, an `Option` of one, a `Reply`, or a `Result` of one"
)]
pub trait IntoResponse: Sealed {
    #[doc(hidden)]
    const CONTENT: Content;

    #[doc(hidden)]
    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error>;
}

/// The placeholders in the texts of a handler's return type.
#[derive(Clone, Copy, Debug)]
pub struct Content {
    pub(super) email: Option<Carried>,
    pub(super) sms: Option<Carried>,
}

impl<R: IntoResponse, E: HandlerError> IntoResponse for Result<R, E> {
    const CONTENT: Content = R::CONTENT;

    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        self.map_err(HandlerError::into_error)?.write(envelope, overlay)
    }
}

impl<P: Placeholders> IntoResponse for Email<P> {
    const CONTENT: Content = Content { email: Some(P::CARRIED), sms: None };

    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        write_email(&self, envelope, overlay)
    }
}

impl<P: Placeholders> IntoResponse for Sms<P> {
    const CONTENT: Content = Content { email: None, sms: Some(P::CARRIED) };

    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        write_sms(&self, envelope, overlay)
    }
}

impl<P: Placeholders, Q: Placeholders> IntoResponse for (Email<P>, Sms<Q>) {
    const CONTENT: Content = Content { email: Some(P::CARRIED), sms: Some(Q::CARRIED) };

    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        write_email(&self.0, envelope, overlay)?;
        write_sms(&self.1, envelope, overlay)
    }
}

impl IntoResponse for Reply {
    const CONTENT: Content = Content { email: None, sms: None };

    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        if envelope.source() != Some(self.source()) {
            return Err(Error::own(format!(
                "the reply was made for an event from {}: reply to the event that the handler got",
                self.source()
            )));
        }
        if let Some(email) = self.email() {
            write_email(email, envelope, overlay)?;
        }
        if let Some(sms) = self.sms() {
            write_sms(sms, envelope, overlay)?;
        }
        Ok(())
    }
}

impl<R: IntoResponse> IntoResponse for Option<R> {
    const CONTENT: Content = R::CONTENT;

    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        self.map_or(Ok(()), |response| response.write(envelope, overlay))
    }
}

fn write_email<P>(email: &Email<P>, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
    let text = email.body.of(envelope.source());
    let body = text.for_event(envelope);
    check(Field::Subject, &email.subject, email.subject.as_str(), envelope)?;
    check(Field::Body, text, &body, envelope)?;
    warn_if_long(Field::Body, text, envelope);
    overlay.reserve(email.subject.as_str().len() + body.len() + body.len() / 8 + 8);
    overlay.set_text("emailSubject", email.subject.as_str())?;
    overlay.set_text("emailMessage", &body)?;
    Ok(())
}

fn write_sms<P>(sms: &Sms<P>, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
    let made = sms.text.of(envelope.source());
    let text = made.for_event(envelope);
    check(Field::Text, made, &text, envelope)?;
    warn_if_long(Field::Text, made, envelope);
    overlay.reserve(text.len() + 16);
    overlay.set_text("smsMessage", &text)?;
    Ok(())
}

fn check(field: Field, made: &Text, text: &str, envelope: &Envelope<'_>) -> Result<(), Error> {
    if made.is_broken() {
        return Err(Error::of_text(Violation { field, rule: Rule::Unprintable }));
    }
    rules::check_length(field, text)
        .and_then(|()| rules::check_characters(field, text, is_invitation(envelope)))
        .map_err(Error::of_text)
}

fn is_invitation(envelope: &Envelope<'_>) -> bool {
    envelope.source() == Some(Source::CustomMessageAdminCreateUser)
}

/// Warns if an invitation will be too long once it is filled in. Cognito's limit holds before, and may
/// hold after: a code is as long as its placeholder, but a password and a user name are longer.
fn warn_if_long(field: Field, text: &Text, envelope: &Envelope<'_>) {
    const PASSWORD: usize = 12;
    if is_invitation(envelope) && text.as_str().len() * 2 > field.max() {
        let user_name = envelope.member_text(Member::UserName).unwrap_or_default().encode_utf16().count();
        let units = text.delivered_length(PASSWORD, user_name);
        if units > field.max() {
            tracing::warn!(
                target: "cognito_triggers",
                units,
                limit = field.max(),
                "{field} will be longer than Cognito accepts once the user name and the password are filled in"
            );
        }
    }
}

/// A response that decides for itself what happens if a computed text breaks a rule, whatever the
/// router's [`on_invalid_text`](crate::Triggers::on_invalid_text) says.
///
/// ```
/// use cognito_triggers::custom_message::{Email, Event, OnInvalidText};
/// use cognito_triggers::prelude::*;
///
/// #[custom_message(SignUp)]
/// fn verify(event: Event<'_>) -> OnInvalidText<Email> {
///     let email = email!("Welcome", "Hello {name}, your code is {code}", name = event.user_name());
///     OnInvalidText::use_cognitos_text(email)
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnInvalidText<R> {
    action: InvalidText,
    response: R,
}

impl<R> OnInvalidText<R> {
    /// Fails the operation if a text breaks a rule: [`InvalidText::Fail`].
    pub const fn fail(response: R) -> Self {
        Self { action: InvalidText::Fail, response }
    }

    /// Lets Cognito send its own text if a text breaks a rule: [`InvalidText::UseCognitosText`].
    pub const fn use_cognitos_text(response: R) -> Self {
        Self { action: InvalidText::UseCognitosText, response }
    }

    /// Returns the action for an invalid text.
    pub const fn action(&self) -> InvalidText {
        self.action
    }

    /// Returns the response.
    pub const fn response(&self) -> &R {
        &self.response
    }
}

impl<R: IntoResponse> IntoResponse for OnInvalidText<R> {
    const CONTENT: Content = R::CONTENT;

    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        self.response.write(envelope, overlay).map_err(|error| error.on_invalid_text(self.action))
    }
}

impl<R> Sealed for OnInvalidText<R> {}
