//! Create auth challenge: makes the challenge that the client must answer.
//!
//! It also gives the verify trigger what it needs to check the answer.
//!
//! ```
//! use cognito_triggers::prelude::*;
//! use cognito_triggers::create_auth_challenge::{Challenge, PrivateParameters};
//!
//! #[create_auth_challenge]
//! async fn ask(event: create_auth_challenge::Event<'_>) -> Result<Challenge> {
//!     let code = send_code(event.user_name()).await?;
//!     Ok(Challenge::new(PrivateParameters::new("answer", code)))
//! }
//! # async fn send_code(_: &str) -> std::io::Result<String> { Ok("490215".into()) }
//! # fn main() {}
//! ```
//!
//! The page of [`#[create_auth_challenge]`](macro@crate::create_auth_challenge) says what to list, return and refuse.

mod parameters;

use std::fmt;

use parameters::Exposed;
pub use parameters::{IntoPrivateValue, PrivateParameters, PrivateValue, PublicParameters};

pub use crate::event::challenge::{ChallengeName, Entry, Session};
use crate::handler::error::{Error, HandlerError};
pub use crate::spec::scope::marker::create_auth_challenge::*;
use crate::spec::scope::{AnySource, SourceOf};
use crate::spec::sealed::Sealed;
use crate::wire::envelope::{Envelope, RequestMember};
use crate::wire::overlay::Overlay;

/// A create auth challenge event.
pub type Event<'a, S = AnySource> = crate::event::Event<'a, CreateAuthChallengeTrigger, S>;

crate::handler::param::takes_events!(
    CreateAuthChallengeTrigger,
    "`{Self}` is not an event of the `CreateAuthChallenge` trigger",
    "write `create_auth_challenge::Event<'_>`, optionally with a source of the trigger after `'_`; or an enum with `#[derive(FromEvent)]` whose variants each hold such an event"
);

impl<S: SourceOf<CreateAuthChallengeTrigger>> Event<'_, S> {
    /// Returns the challenge that the define trigger asked for. Cognito calls this trigger only for
    /// `CUSTOM_CHALLENGE`.
    pub fn challenge_name(&self) -> Option<ChallengeName<'_>> {
        self.request_text(RequestMember::ChallengeName).map(ChallengeName::from)
    }
}

/// A challenge: the parameters that the client gets, and those that the verify trigger gets.
///
/// `Debug` shows the public parameters, and only the names of the private ones.
///
/// ```
/// use cognito_triggers::create_auth_challenge::{Challenge, PrivateParameters, PublicParameters};
///
/// let challenge = Challenge::new(PrivateParameters::new("answer", "490215"))
///     .with_public_parameters(PublicParameters::new().with("medium", "email"))
///     .with_metadata("CODE-1");
/// assert!(!format!("{challenge:?}").contains("490215"));
/// ```
///
/// A challenge needs private parameters:
///
/// ```compile_fail
/// # use cognito_triggers::create_auth_challenge::{Challenge, PublicParameters};
/// // this function takes 1 argument but 0 arguments were supplied
/// Challenge::new().with_public_parameters(PublicParameters::new().with("medium", "email"));
/// ```
#[derive(Clone)]
#[must_use = "a challenge does nothing unless the handler returns it"]
pub struct Challenge {
    private: PrivateParameters,
    public: PublicParameters,
    metadata: Option<String>,
}

impl Challenge {
    /// Makes a challenge that the verify trigger checks with these parameters. The client gets none yet.
    #[doc(alias = "privateChallengeParameters")]
    pub fn new(private: PrivateParameters) -> Self {
        Self { private, public: PublicParameters::new(), metadata: None }
    }

    /// Sets the parameters that the client gets.
    #[doc(alias = "publicChallengeParameters")]
    #[doc(alias = "public")]
    pub fn with_public_parameters(self, public: PublicParameters) -> Self {
        Self { public, ..self }
    }

    /// Sets the text that [`Entry::metadata`] returns in later sessions, in this trigger and the define
    /// trigger. The client does not see it.
    #[doc(alias = "challengeMetadata")]
    pub fn with_metadata(self, metadata: impl Into<String>) -> Self {
        Self { metadata: Some(metadata.into()), ..self }
    }

    /// Returns the text that [`Entry::metadata`] returns in later sessions, if it is set.
    pub fn metadata(&self) -> Option<&str> {
        self.metadata.as_deref()
    }

    /// Returns the parameters that the client gets.
    pub fn public_parameters(&self) -> &PublicParameters {
        &self.public
    }

    /// Returns the parameters that the verify trigger gets.
    pub fn private_parameters(&self) -> &PrivateParameters {
        &self.private
    }
}

impl fmt::Debug for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Many functions keep the code in the metadata, to ask for the same one again.
        let metadata = self.metadata.as_ref().map(|_| format_args!(".."));
        f.debug_struct("Challenge")
            .field("public", &self.public)
            .field("private", &self.private)
            .field("metadata", &metadata)
            .finish()
    }
}

/// A return type of create auth challenge handlers: a [`Challenge`], or a `Result` of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a response of the `CreateAuthChallenge` trigger",
    label = "not a challenge",
    note = "return `create_auth_challenge::Challenge`, or a `Result` of it: `Challenge::new(PrivateParameters::new(\"answer\", code))`"
)]
pub trait IntoResponse: Sealed {
    #[doc(hidden)]
    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error>;
}

impl IntoResponse for Challenge {
    fn write(self, _: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        self.private.check()?;
        overlay.set("publicChallengeParameters", &self.public.0)?;
        overlay.set("privateChallengeParameters", &Exposed(&self.private))?;
        if let Some(metadata) = &self.metadata {
            overlay.set_text("challengeMetadata", metadata)?;
        }
        Ok(())
    }
}

impl<R: IntoResponse, E: HandlerError> IntoResponse for Result<R, E> {
    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        self.map_err(HandlerError::into_error)?.write(envelope, overlay)
    }
}

impl Sealed for Challenge {}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::event::samples;
    use crate::spec::source::Source;

    fn response(challenge: Challenge) -> Result<Value, Error> {
        let envelope = samples::envelope(Source::CreateAuthChallengeAuthentication, None);
        let mut overlay = Overlay::default();
        challenge.write(&envelope, &mut overlay)?;
        assert!(!format!("{overlay:?}").contains("490215"));
        let answer = envelope.answer(&overlay);
        let mut answer: Value = serde_json::from_str(&answer)?;
        Ok(answer["response"].take())
    }

    #[test]
    fn what_is_set_is_what_cognito_gets() {
        let challenge = Challenge::new(PrivateParameters::new("answer", "490215"));
        let expected = json!({
            "publicChallengeParameters": {},
            "privateChallengeParameters": {"answer": "490215"},
            "challengeMetadata": null
        });
        assert_eq!(response(challenge).unwrap(), expected);

        let private = PrivateParameters::new("answer", "1").with("answer", "490215").with("quote", "\"");
        let public = PublicParameters::new().with("medium", "email");
        let expected = json!({
            "publicChallengeParameters": {"medium": "email"},
            "privateChallengeParameters": {"answer": "490215", "quote": "\""},
            "challengeMetadata": "CODE-1"
        });
        assert_eq!(
            response(Challenge::new(private).with_public_parameters(public).with_metadata("CODE-1")).unwrap(),
            expected
        );
    }

    #[test]
    fn an_empty_private_parameter_is_an_error_that_names_it() {
        let private = PrivateParameters::new("other", "490215").with("answer", "");
        assert!(private.get("answer").is_none());
        let error = response(Challenge::new(private)).unwrap_err();
        assert!(!error.is_denial());
        assert_eq!(error.to_string(), "the private parameter `answer` is empty");
        assert!(response(Challenge::new(PrivateParameters::new("", "490215"))).is_err());
    }

    #[test]
    fn debug_has_no_value_of_what_is_private() {
        let private = PrivateParameters::new("answer", "490215");
        let challenge = Challenge::new(private).with_metadata("490215");
        let shown = format!("{challenge:?}");
        assert!(shown.contains("answer") && !shown.contains("490215"), "{shown}");
    }

    #[test]
    fn the_event_has_its_getters() {
        let event = Event::<Authentication>::sample();
        assert_eq!(event.challenge_name(), Some(ChallengeName::CustomChallenge));
        assert_eq!(event.session().last().unwrap().name(), &ChallengeName::SrpA);
        assert!(!event.user_not_found());
    }
}
