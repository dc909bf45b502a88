//! Pre sign-up: runs before a user is created, which it can prevent.
//!
//! ```
//! use cognito_triggers::prelude::*;
//!
//! #[pre_sign_up]
//! async fn check(event: pre_sign_up::Event<'_>) -> Result<()> {
//!     let allowed = event.user_attributes().email().is_some_and(|email| email.ends_with("@example.com"));
//!     if !allowed {
//!         deny!("Only example.com addresses may sign up");
//!     }
//!     Ok(())
//! }
//! # fn main() {}
//! ```
//!
//! The page of [`#[pre_sign_up]`](macro@crate::pre_sign_up) says what to list, return and refuse.

pub(crate) mod check;

use crate::event::attributes::Attributes;
use crate::handler::error::{Error, HandlerError};
pub use crate::spec::scope::marker::pre_sign_up::*;
use crate::spec::scope::{AnySource, SourceOf};
use crate::spec::sealed::Sealed;
use crate::spec::source::Source;
use crate::wire::envelope::Envelope;
use crate::wire::overlay::Overlay;
use check::Content;

/// A pre sign-up event, from any source of the trigger or from the source `S`.
pub type Event<'a, S = AnySource> = crate::event::Event<'a, PreSignUpTrigger, S>;

crate::handler::param::takes_events!(
    PreSignUpTrigger,
    "`{Self}` is not an event of the `PreSignUp` trigger",
    "write `pre_sign_up::Event<'_>`, optionally with a source of the trigger after `'_`; or an enum with `#[derive(FromEvent)]` whose variants each hold such an event"
);

impl<S: SourceOf<PreSignUpTrigger>> Event<'_, S> {
    /// Answers this event with what Cognito reads for its source: a [`Response`], or only `()` for
    /// `AdminCreateUser`.
    ///
    /// ```
    /// use cognito_triggers::pre_sign_up::{Event, Response, SignUp};
    ///
    /// let reply = Event::<SignUp>::sample().reply(Response::new().with_auto_confirm_user(true));
    /// assert!(reply.response().unwrap().confirms_user());
    /// ```
    ///
    /// ```compile_fail
    /// use cognito_triggers::pre_sign_up::{AdminCreateUser, Event, Response};
    ///
    /// // Cognito ignores the flags of `Response` for `AdminCreateUser`
    /// Event::<AdminCreateUser>::sample().reply(Response::new());
    /// ```
    pub fn reply<R: Answers<S>>(&self, response: R) -> Reply {
        Reply { source: self.source(), response: response.into_response() }
    }
}

impl<S: SourceOf<PreSignUpTrigger>> Event<'_, S> {
    /// Returns the name of the identity provider and the user's id there, which are the user name of a
    /// federated user: `Google_104482913377650012345`. `None` for a user name of another form.
    ///
    /// It is split at the first `_`, since an id may contain more. Cognito writes the user name in lower
    /// case where the pool's user names are not case-sensitive, so compare the provider's name with the
    /// pool's providers by [`eq_ignore_ascii_case`](str::eq_ignore_ascii_case).
    ///
    /// ```
    /// use cognito_triggers::pre_sign_up::{Event, ExternalProvider};
    ///
    /// let event = Event::<ExternalProvider>::sample();
    /// assert_eq!(event.provider_and_subject(), Some(("Google", "104482913377650012345")));
    /// ```
    ///
    /// A user who signs up or is created by an administrator has no provider:
    ///
    /// ```compile_fail,E0277
    /// use cognito_triggers::pre_sign_up::{Event, SignUp};
    ///
    /// // an event from `SignUp` names no identity provider
    /// Event::<SignUp>::sample().provider_and_subject();
    /// ```
    pub fn provider_and_subject(&self) -> Option<(&str, &str)>
    where
        S: NamesProvider,
    {
        if self.source() != Source::PreSignUpExternalProvider {
            return None;
        }
        let (provider, subject) = self.user_name().split_once('_')?;
        (!provider.is_empty() && !subject.is_empty()).then_some((provider, subject))
    }
}

/// A source whose events may name an identity provider: [`ExternalProvider`]; and [`AnySource`].
#[diagnostic::on_unimplemented(
    message = "an event from `{Self}` names no identity provider",
    label = "this user does not come from an identity provider",
    note = "take `Event<'_, ExternalProvider>`, or an enum with a variant for it and `#[derive(FromEvent)]`"
)]
pub trait NamesProvider: Sealed {}

impl NamesProvider for AnySource {}
impl NamesProvider for ExternalProvider {}

/// The flags that say whether the new user is confirmed and verified. Each is `false` unless set.
///
/// Cognito reads the flags for `SignUp` and `ExternalProvider`, and ignores them for
/// `AdminCreateUser`, so a handler that lists that source cannot return them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Response {
    auto_confirm_user: bool,
    auto_verify_email: bool,
    auto_verify_phone: bool,
}

impl Response {
    /// Makes a response that sets no flag.
    pub const fn new() -> Self {
        Self { auto_confirm_user: false, auto_verify_email: false, auto_verify_phone: false }
    }

    /// Sets whether the user is confirmed at once. `PostConfirmation_ConfirmSignUp` follows.
    #[doc(alias = "autoConfirmUser")]
    #[must_use]
    pub const fn with_auto_confirm_user(self, auto_confirm_user: bool) -> Self {
        Self { auto_confirm_user, ..self }
    }

    /// Returns whether the user is confirmed at once.
    pub const fn confirms_user(&self) -> bool {
        self.auto_confirm_user
    }

    /// Sets whether `email_verified` is set. Without an attribute `email`, the sign-up would fail, so this
    /// is an internal error then. If the address is a sign-in alias, it moves to this user from the user
    /// who had it.
    #[doc(alias = "autoVerifyEmail")]
    #[must_use]
    pub const fn with_auto_verify_email(self, auto_verify_email: bool) -> Self {
        Self { auto_verify_email, ..self }
    }

    /// Returns whether `email_verified` is set.
    pub const fn verifies_email(&self) -> bool {
        self.auto_verify_email
    }

    /// Sets whether `phone_number_verified` is set. This needs an attribute `phone_number`, as
    /// [`with_auto_verify_email`](Self::with_auto_verify_email) needs `email`.
    #[doc(alias = "autoVerifyPhone")]
    #[must_use]
    pub const fn with_auto_verify_phone(self, auto_verify_phone: bool) -> Self {
        Self { auto_verify_phone, ..self }
    }

    /// Returns whether `phone_number_verified` is set.
    pub const fn verifies_phone(&self) -> bool {
        self.auto_verify_phone
    }
}

/// An answer that fits the source of the event with which it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reply {
    source: Source,
    response: Option<Response>,
}

impl Reply {
    /// Returns the source that it answers.
    pub fn source(&self) -> Source {
        self.source
    }

    /// Returns the flags, if there are any.
    pub fn response(&self) -> Option<&Response> {
        self.response.as_ref()
    }
}

/// An argument of [`reply`](Event::reply) for a source.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not answer `{S}`",
    label = "not read for `{S}`",
    note = "Cognito reads the flags of `Response` for `SignUp` and `ExternalProvider`; for `AdminCreateUser`, write `event.reply(())`",
    note = "where the source is not known, take an enum with `#[derive(FromEvent)]`, and reply in its `match`"
)]
pub trait Answers<S>: Sealed {
    /// Returns the flags, if there are any.
    fn into_response(self) -> Option<Response>;
}

impl<S> Answers<S> for () {
    fn into_response(self) -> Option<Response> {
        None
    }
}

impl Answers<SignUp> for Response {
    fn into_response(self) -> Option<Response> {
        Some(self)
    }
}

impl Answers<ExternalProvider> for Response {
    fn into_response(self) -> Option<Response> {
        Some(self)
    }
}

/// A return type of pre sign-up handlers: `()`, a [`Response`], a [`Reply`], or a `Result` of one of
/// these.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a response of the `PreSignUp` trigger",
    label = "not a response of `PreSignUp`",
    note = "return `pre_sign_up::Response`, a `Reply`, `()`, or a `Result` of one"
)]
pub trait IntoResponse: Sealed {
    #[doc(hidden)]
    const CONTENT: Content;

    #[doc(hidden)]
    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error>;
}

impl IntoResponse for () {
    const CONTENT: Content = Content { sets_flags: false };

    fn write(self, _: &Envelope<'_>, _: &mut Overlay) -> Result<(), Error> {
        Ok(())
    }
}

impl IntoResponse for Response {
    const CONTENT: Content = Content { sets_flags: true };

    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        let has = |name| Attributes::of_user(envelope).contains(name);
        for (flag, set, attribute) in [
            ("auto_verify_email", self.auto_verify_email, "email"),
            ("auto_verify_phone", self.auto_verify_phone, "phone_number"),
        ] {
            if set && !has(attribute) {
                let text = format!(
                    "`{flag}` needs the attribute `{attribute}`, which the user does not have: Cognito would fail the sign-up"
                );
                return Err(Error::own(text));
            }
        }
        overlay.set("autoConfirmUser", &self.auto_confirm_user)?;
        overlay.set("autoVerifyEmail", &self.auto_verify_email)?;
        overlay.set("autoVerifyPhone", &self.auto_verify_phone)?;
        Ok(())
    }
}

impl IntoResponse for Reply {
    const CONTENT: Content = Content { sets_flags: false };

    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        if envelope.source() != Some(self.source) {
            return Err(Error::own(format!(
                "the reply was made for an event from {}: reply to the event that the handler got",
                self.source
            )));
        }
        self.response.map_or(Ok(()), |response| response.write(envelope, overlay))
    }
}

impl<R: IntoResponse, E: HandlerError> IntoResponse for Result<R, E> {
    const CONTENT: Content = R::CONTENT;

    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        self.map_err(HandlerError::into_error)?.write(envelope, overlay)
    }
}

impl Sealed for Response {}

impl Sealed for Reply {}

#[cfg(test)]
mod tests {
    use super::{Event, ExternalProvider};

    fn split(user_name: &str) -> Option<(String, String)> {
        let sample = Event::<ExternalProvider>::sample();
        let event = sample.raw().replace("Google_104482913377650012345", user_name);
        let event = Event::<ExternalProvider>::from_json(event).unwrap();
        event.provider_and_subject().map(|(provider, subject)| (provider.to_owned(), subject.to_owned()))
    }

    #[test]
    fn a_federated_user_name_is_split_at_the_first_underscore() {
        for (user_name, provider, subject) in [
            ("okta_prod_00u1abcd_ef", "okta", "prod_00u1abcd_ef"),
            ("SignInWithApple_000123.abc_def.0456", "SignInWithApple", "000123.abc_def.0456"),
            ("Azure-AD_ines@example.org", "Azure-AD", "ines@example.org"),
            ("x__", "x", "_"),
        ] {
            assert_eq!(split(user_name), Some((provider.to_owned(), subject.to_owned())), "{user_name}");
        }
        for user_name in ["", "ines", "_104", "Google_"] {
            assert_eq!(split(user_name), None, "{user_name}");
        }
    }

    #[test]
    fn only_a_federated_user_has_a_provider() {
        let event = Event::<super::SignUp>::sample();
        let event = event.raw().replace(event.user_name(), "max_mustermann");
        let event = Event::<super::SignUp>::from_json(event).unwrap().any_source();
        assert_eq!((event.user_name(), event.provider_and_subject()), ("max_mustermann", None));
        let federated = Event::<ExternalProvider>::sample().any_source();
        assert!(federated.provider_and_subject().is_some());
    }
}
