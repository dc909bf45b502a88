//! The errors of handlers: denials, whose text the end user reads, and internal errors.

use std::borrow::Cow;
use std::fmt;

use crate::handler::failure::Failure;
use crate::spec::rules::Violation;
use crate::spec::sealed::Sealed;
use crate::wire::overlay::Overlay;

/// The error of a handler: a denial, whose text the end user reads, or an internal error, whose
/// text goes to the log.
///
/// `?` turns any value that is `Into<Box<dyn std::error::Error + Send + Sync>>` into an internal
/// error: `std::io::Error`, `anyhow::Error`, `lambda_runtime::Error`, a `String`. Only
/// [`Error::deny`] and [`deny!`](crate::deny) make a denial, so the end user never reads a text
/// that was not meant for them.
///
/// ```
/// use cognito_triggers::Error;
///
/// fn plan(text: &str) -> Result<u8, Error> {
///     Ok(text.parse::<u8>()?)
/// }
///
/// assert!(!plan("gold").unwrap_err().is_denial());
/// assert!(Error::deny("Sign-up is closed").is_denial());
/// ```
pub struct Error(Kind);

enum Kind {
    Denied(Cow<'static, str>),
    Internal(Box<dyn std::error::Error + Send + Sync>),
    /// An internal error of this crate's, whose text has no value of the event or of the program.
    Own(Cow<'static, str>),
    /// A computed text that Cognito would not send.
    InvalidText(Box<Invalid>),
}

/// The texts of an answer that Cognito would not send.
struct Invalid {
    violation: Violation,
    /// That of the other text, if both are invalid.
    second: Option<Violation>,
    /// The handler's choice for this case.
    wanted: Option<InvalidText>,
    /// The rest of the answer: the text that is valid.
    rest: Overlay,
}

impl Error {
    /// Makes a refusal with a text for the end user.
    ///
    /// The caller reads `PreSignUp failed with error <text>.`. Cognito appends the full stop, so
    /// the text needs none, and one at its end is cut. Managed login shows it on the page.
    pub fn deny(text: impl Into<Cow<'static, str>>) -> Self {
        let mut text = text.into();
        if text.ends_with('.') && !text.ends_with("..") {
            match &mut text {
                Cow::Borrowed(text) => *text = &text[..text.len() - 1],
                Cow::Owned(text) => drop(text.pop()),
            }
        }
        Self(Kind::Denied(text))
    }

    /// Makes an internal error. The caller reads a general sentence; the details go to the log.
    pub fn internal(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self(Kind::Internal(error.into()))
    }

    /// Makes an internal error of this crate's own, whose text the log shows in any case.
    pub(crate) fn own(text: impl Into<Cow<'static, str>>) -> Self {
        Self(Kind::Own(text.into()))
    }

    pub(crate) fn of_text(violation: Violation) -> Self {
        let rest = Overlay::default();
        Self(Kind::InvalidText(Box::new(Invalid { violation, second: None, wanted: None, rest })))
    }

    /// Adds the rest of the answer, which is valid.
    pub(crate) fn with_rest(mut self, rest: Overlay) -> Self {
        if let Kind::InvalidText(invalid) = &mut self.0 {
            invalid.rest = rest;
        }
        self
    }

    /// Adds the violation of the other text.
    pub(crate) fn and(mut self, other: Self) -> Self {
        match (&mut self.0, other.0) {
            (Kind::InvalidText(first), Kind::InvalidText(second)) => {
                first.second = Some(second.violation);
                self
            }
            (Kind::InvalidText(_), other) => Self(other),
            _ => self,
        }
    }

    /// Records the handler's choice for an invalid text.
    pub(crate) fn on_invalid_text(mut self, wanted: InvalidText) -> Self {
        if let Kind::InvalidText(invalid) = &mut self.0 {
            invalid.wanted = invalid.wanted.or(Some(wanted));
        }
        self
    }

    /// Returns the violations and the rest of the answer, if Cognito is to send its own text in place of the invalid ones.
    pub(crate) fn without_invalid_texts(
        self,
        otherwise: InvalidText,
    ) -> Result<((Violation, Option<Violation>), Overlay), Self> {
        match self.0 {
            Kind::InvalidText(invalid)
                if invalid.wanted.unwrap_or(otherwise) == InvalidText::UseCognitosText =>
            {
                Ok(((invalid.violation, invalid.second), invalid.rest))
            }
            kind => Err(Self(kind)),
        }
    }

    /// Returns whether this is a denial, whose text the end user reads.
    pub fn is_denial(&self) -> bool {
        matches!(self.0, Kind::Denied(_))
    }

    pub(crate) fn into_failure(self, request_id: &str, hides_text: bool) -> Failure {
        match self.0 {
            Kind::InvalidText(invalid) => Failure::internal(invalid.to_string(), request_id),
            Kind::Own(text) => Failure::internal(text.into_owned(), request_id),
            Kind::Internal(_) if hides_text => Failure::internal("the handler failed".to_owned(), request_id),
            Kind::Denied(text) => Failure::denied(text.into_owned()),
            Kind::Internal(error) => Failure::internal(details(&*error), request_id),
        }
    }
}

/// Joins the error's own text with those of its causes.
fn details(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let next = error.to_string();
        if !text.ends_with(&next) {
            text.push_str(": ");
            text.push_str(&next);
        }
        cause = error.source();
    }
    text
}

// `Error` itself does not implement `std::error::Error`, so this covers every error without
// overlap.
impl<E: Into<Box<dyn std::error::Error + Send + Sync>>> From<E> for Error {
    fn from(error: E) -> Self {
        Self::internal(error)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Denied(text) | Kind::Own(text) => f.write_str(text),
            Kind::Internal(error) => f.write_str(&details(&**error)),
            Kind::InvalidText(invalid) => invalid.fmt(f),
        }
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.violation.fmt(f)?;
        self.second.as_ref().map_or(Ok(()), |second| write!(f, "; {second}"))
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Denied(text) => write!(f, "denied: {text}"),
            Kind::Internal(error) => write!(f, "internal error: {}", details(&**error)),
            Kind::InvalidText(invalid) => write!(f, "internal error: {invalid}"),
            Kind::Own(text) => write!(f, "internal error: {text}"),
        }
    }
}

/// The action for a computed text that breaks one of Cognito's rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InvalidText {
    /// The event gets an internal error: no invalid text is sent, and the operation fails.
    #[default]
    Fail,
    /// Cognito sends its own text in place of the one that breaks a rule, so that a broken template does not
    /// block sign-ups. Of an e-mail and an SMS, the valid one is sent. The reason is in the log, at
    /// error level.
    UseCognitosText,
}

/// The error types that a handler's `Result` may have: this crate's [`Error`], and any type that is
/// `Into<Box<dyn std::error::Error + Send + Sync>>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an error that a handler can return",
    label = "not an error that a handler can return",
    note = "return the prelude's `Result<_>`, where `?` takes other errors; a boxed error is `Box<dyn std::error::Error + Send + Sync>`, and an error type of your own must implement `std::error::Error`"
)]
pub trait HandlerError {
    /// Converts the error into this crate's.
    fn into_error(self) -> Error;
}

#[diagnostic::do_not_recommend]
impl<E: Into<Error>> HandlerError for E {
    fn into_error(self) -> Error {
        self.into()
    }
}

/// `result.deny_with(..)`, which turns an error of the program's own into a denial.
pub trait DenyWith<T, E>: Sealed {
    /// Denies with the text that `text` makes of the error.
    ///
    /// ```
    /// use cognito_triggers::prelude::*;
    ///
    /// enum Quota { Full { limit: u32 } }
    ///
    /// fn take_seat() -> std::result::Result<(), Quota> {
    ///     Err(Quota::Full { limit: 50 })
    /// }
    ///
    /// fn check() -> Result<()> {
    ///     take_seat().deny_with(|Quota::Full { limit }| format!("All {limit} seats are taken"))?;
    ///     Ok(())
    /// }
    ///
    /// assert_eq!(check().unwrap_err().to_string(), "All 50 seats are taken");
    /// ```
    ///
    /// # Errors
    ///
    /// Returns the denial if the result is an error.
    fn deny_with<Text: Into<Cow<'static, str>>>(self, text: impl FnOnce(E) -> Text) -> Result<T, Error>;
}

impl<T, E> DenyWith<T, E> for Result<T, E> {
    fn deny_with<Text: Into<Cow<'static, str>>>(self, text: impl FnOnce(E) -> Text) -> Result<T, Error> {
        self.map_err(|error| Error::deny(text(error)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handler::failure::FailureKind;
    use crate::spec::rules::{Field, Rule};

    #[derive(Debug)]
    struct Outer(std::io::Error);

    impl fmt::Display for Outer {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("the store is closed")
        }
    }

    impl std::error::Error for Outer {
        fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
            Some(&self.0)
        }
    }

    #[test]
    fn a_denial_leaves_as_it_is_and_nothing_else_does() {
        let failure = Error::deny("Sign-up is closed").into_failure("r-1", true);
        assert_eq!((failure.kind(), failure.message()), (FailureKind::Denied, "Sign-up is closed"));
        assert_eq!(failure.details(), None);

        let failure = Error::internal("secret").into_failure("r-1", false);
        assert_eq!(failure.message(), "The request could not be completed (request id r-1)");
        assert_eq!(failure.details(), Some("secret"));
    }

    #[test]
    fn a_denial_has_no_full_stop_of_its_own() {
        for (text, expected) in [
            ("Sign-up is closed.", "Sign-up is closed"),
            ("Sign-up is closed", "Sign-up is closed"),
            ("Wait a moment..", "Wait a moment.."),
            ("Wait a moment…", "Wait a moment…"),
            (".", ""),
            ("", ""),
        ] {
            assert_eq!(Error::deny(text).to_string(), expected);
            assert_eq!(Error::deny(text.to_owned()).to_string(), expected);
        }
    }

    #[test]
    fn the_log_has_the_causes_unless_it_is_to_have_no_text() {
        let error = || Error::from(Outer(std::io::Error::other("no route")));
        assert_eq!(error().into_failure("", false).details(), Some("the store is closed: no route"));
        assert_eq!(error().into_failure("", true).details(), Some("the handler failed"));
        let own = Error::own("the private parameter `answer` is empty").into_failure("", true);
        assert_eq!(own.details(), Some("the private parameter `answer` is empty"));
    }

    #[test]
    fn an_invalid_text_passes_where_somebody_wants_that_and_the_handler_has_the_last_word() {
        let error = || Error::of_text(Violation { field: Field::Body, rule: Rule::Unprintable });
        let passes = |error: Error, otherwise| error.without_invalid_texts(otherwise).is_ok();
        assert!(!passes(error(), InvalidText::Fail));
        assert!(passes(error(), InvalidText::UseCognitosText));
        let failing = error().on_invalid_text(InvalidText::Fail);
        assert!(!passes(failing, InvalidText::UseCognitosText));
        let nested = error().on_invalid_text(InvalidText::UseCognitosText).on_invalid_text(InvalidText::Fail);
        assert!(passes(nested, InvalidText::Fail));
        assert!(!passes(Error::deny("no"), InvalidText::UseCognitosText));
    }
}
