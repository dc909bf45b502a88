//! The return types of custom message handlers, and the response members that they become.

use std::sync::atomic::{AtomicBool, Ordering};

use super::placeholder::{Carried, Placeholders};
use super::reply::Reply;
use super::text::Text;
use super::{Email, Sms};
use crate::handler::error::{Error, HandlerError, InvalidText};
use crate::handler::log;
use crate::spec::rules::{self, Field, Violation};
use crate::spec::sealed::Sealed;
use crate::spec::source::Source;
use crate::wire::envelope::{Envelope, Member};
use crate::wire::overlay::Overlay;

/// A return type of custom message handlers: an [`Email`], an [`Sms`], a pair of both, an `Option` of
/// any of these (`None` sends Cognito's own text), a [`Reply`], or a `Result` of one of these.
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
        write_both(Some(&self.0), Some(&self.1), envelope, overlay)
    }
}

#[diagnostic::do_not_recommend]
impl<P: Placeholders, Q: Placeholders> IntoResponse for (Option<Email<P>>, Sms<Q>) {
    const CONTENT: Content = Content { email: Some(P::CARRIED), sms: Some(Q::CARRIED) };

    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        write_both(self.0.as_ref(), Some(&self.1), envelope, overlay)
    }
}

#[diagnostic::do_not_recommend]
impl<P: Placeholders, Q: Placeholders> IntoResponse for (Email<P>, Option<Sms<Q>>) {
    const CONTENT: Content = Content { email: Some(P::CARRIED), sms: Some(Q::CARRIED) };

    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        write_both(Some(&self.0), self.1.as_ref(), envelope, overlay)
    }
}

#[diagnostic::do_not_recommend]
impl<P: Placeholders, Q: Placeholders> IntoResponse for (Option<Email<P>>, Option<Sms<Q>>) {
    const CONTENT: Content = Content { email: Some(P::CARRIED), sms: Some(Q::CARRIED) };

    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        write_both(self.0.as_ref(), self.1.as_ref(), envelope, overlay)
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
        write_both(self.email(), self.sms(), envelope, overlay)
    }
}

impl<R: IntoResponse> IntoResponse for Option<R> {
    const CONTENT: Content = R::CONTENT;

    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        self.map_or(Ok(()), |response| response.write(envelope, overlay))
    }
}

/// Writes each text for itself: an error has the other one, if that is valid.
fn write_both<P, Q>(
    email: Option<&Email<P>>,
    sms: Option<&Sms<Q>>,
    envelope: &Envelope<'_>,
    overlay: &mut Overlay,
) -> Result<(), Error> {
    let email = email.map_or(Ok(()), |email| write_email(email, envelope, overlay));
    let sms = sms.map_or(Ok(()), |sms| write_sms(sms, envelope, overlay));
    match (email, sms) {
        (Ok(()), Ok(())) => Ok(()),
        (Err(error), Ok(())) | (Ok(()), Err(error)) => Err(error.with_rest(std::mem::take(overlay))),
        (Err(email), Err(sms)) => Err(email.and(sms)),
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
    if let Some(rule) = made.flaw() {
        return Err(Error::of_text(Violation { field, rule }));
    }
    rules::check_length(field, text)
        .and_then(|()| {
            rules::check_characters(field, text, is_invitation(envelope) || made.has_line_breaks())
        })
        .map_err(Error::of_text)?;
    warn_of_newer_character(field, text, envelope);
    Ok(())
}

/// Cognito's own Unicode version is not known. What its patterns are made of points to Java.
fn warn_of_newer_character(field: Field, text: &str, envelope: &Envelope<'_>) {
    static HAS_WARNED: AtomicBool = AtomicBool::new(false);
    let Some((c, at)) = rules::newer_character(text).filter(|_| field != Field::Text) else { return };
    if !HAS_WARNED.swap(true, Ordering::Relaxed) {
        let code = u32::from(c);
        warn(
            envelope,
            &format!(
                "{field} has U+{code:04X} at {at}, which is newer than Unicode 13.0: Cognito may refuse it"
            ),
        );
    }
}

fn warn(envelope: &Envelope<'_>, message: &str) {
    log::warn(message, envelope.source().map_or("unknown", Source::name));
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
            let limit = field.max();
            warn(
                envelope,
                &format!(
                    "{field} will be longer than Cognito accepts once the user name and the password are filled in ({units} characters, but the limit is {limit})"
                ),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trigger::custom_message::{Code, Event, SignUp};
    use crate::{InvalidText, email, sms};

    fn write(response: impl IntoResponse) -> (usize, String) {
        let event = Event::<SignUp>::sample();
        let mut overlay = Overlay::default();
        let error = response.write(event.envelope(), &mut overlay).unwrap_err();
        let (violations, rest) =
            error.without_invalid_texts(InvalidText::UseCognitosText).unwrap_or_else(|e| panic!("{e:?}"));
        (1 + violations.1.iter().count(), format!("{rest:?}"))
    }

    #[test]
    fn each_text_stands_for_itself() {
        let long = "n".repeat(20_000);
        let sms = || sms!("{code} {name}", name = &long[..140]);
        let email = || email!("Hello", "{name} {code}", name = long);
        let good = || email!("Hello", "Your code is {code}");
        let members = r#"{"emailSubject", "emailMessage"}"#;
        assert_eq!(write((good(), sms())), (1, members.to_owned()));
        assert_eq!(write((Some(good()), Some(sms()))), (1, members.to_owned()));
        assert_eq!(write((good(), Some(sms()))), (1, members.to_owned()));
        assert_eq!(write((Some(email()), sms!("Your code is {code}"))), (1, r#"{"smsMessage"}"#.to_owned()));
        assert_eq!(write((email(), sms())), (2, "{}".to_owned()));
        assert_eq!(write((None::<Email>, Some(sms()))), (1, "{}".to_owned()));
        let event = Event::<SignUp>::sample();
        assert_eq!(write(event.reply((good(), sms()))), (1, members.to_owned()));
        assert_eq!(write(event.reply((Some(good()), Some::<Sms<Code>>(sms())))), (1, members.to_owned()));
    }
}
