//! Define auth challenge: decides what comes next in a custom sign-in.
//!
//! It runs at the start and after each answer, and it hands out tokens: a wrong decision here lets the
//! wrong people in.
//!
//! ```
//! use cognito_triggers::prelude::*;
//! use cognito_triggers::define_auth_challenge::{ChallengeName, Decision};
//!
//! #[define_auth_challenge]
//! async fn next(event: define_auth_challenge::Event<'_>) -> Result<Decision> {
//!     let session = event.session();
//!     Ok(match session.len() {
//!         _ if event.user_not_found() => Decision::FailAuthentication,
//!         _ if session.last_is_correct(ChallengeName::CustomChallenge) => Decision::IssueTokens,
//!         0..3 => Decision::custom_challenge(),
//!         _ => Decision::FailAuthentication,
//!     })
//! }
//! # fn main() {}
//! ```
//!
//! The page of [`#[define_auth_challenge]`](macro@crate::define_auth_challenge) says what to list, return and refuse.

pub use crate::event::challenge::{ChallengeName, Entry, Session};
use crate::handler::error::{Error, HandlerError};
use crate::spec::scope::AnySource;
pub use crate::spec::scope::marker::define_auth_challenge::*;
use crate::spec::sealed::Sealed;
use crate::wire::envelope::Envelope;
use crate::wire::overlay::Overlay;

/// A define auth challenge event.
pub type Event<'a, S = AnySource> = crate::event::Event<'a, DefineAuthChallengeTrigger, S>;

crate::handler::param::takes_events!(
    DefineAuthChallengeTrigger,
    "`{Self}` is not an event of the `DefineAuthChallenge` trigger",
    "write `define_auth_challenge::Event<'_>`, optionally with a source of the trigger after `'_`; or an enum with `#[derive(FromEvent)]` whose variants each hold such an event"
);

/// The next step of a sign-in: exactly one of Cognito's three outcomes.
///
/// There is no default and no undecided state.
///
/// ```compile_fail
/// # use cognito_triggers::define_auth_challenge::Decision;
/// // no variant or associated item named `default` found for enum `Decision`
/// let decision = Decision::default();
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[must_use = "a decision does nothing unless the handler returns it"]
pub enum Decision {
    /// The client must answer this challenge. For the pool's own, write
    /// [`custom_challenge`](Self::custom_challenge).
    ///
    /// A client that begins with a password starts with `SRP_A`: answer with
    /// [`PasswordVerifier`](ChallengeName::PasswordVerifier), and then with the pool's own.
    #[doc(alias = "challengeName")]
    Challenge(ChallengeName<'static>),
    /// Cognito hands out tokens. Before, check that the last entry of the session is the challenge that you
    /// asked for, with a correct answer: [`Session::last_is_correct`].
    #[doc(alias = "issueTokens")]
    IssueTokens,
    /// The sign-in ends here.
    #[doc(alias = "failAuthentication")]
    FailAuthentication,
}

impl Decision {
    /// Asks for the pool's own challenge: the create trigger makes it, and the verify trigger checks the
    /// answer.
    pub const fn custom_challenge() -> Self {
        Self::Challenge(ChallengeName::CustomChallenge)
    }
}

/// A return type of define auth challenge handlers: a [`Decision`], or a `Result` of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a response of the `DefineAuthChallenge` trigger",
    label = "not a decision",
    note = "return `define_auth_challenge::Decision`, or a `Result` of it: `Decision::custom_challenge()`, `Decision::IssueTokens` or `Decision::FailAuthentication`"
)]
pub trait IntoResponse: Sealed {
    #[doc(hidden)]
    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error>;
}

impl IntoResponse for Decision {
    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        let challenge = match &self {
            Self::Challenge(name) if name.as_str().is_empty() => {
                return Err(Error::own("the next challenge has no name"));
            }
            // AWS's staff say that a sign-in without a password cannot ask for it (aws-amplify/amplify-js,
            // issue 12887).
            Self::Challenge(name @ (ChallengeName::SmsMfa | ChallengeName::SoftwareTokenMfa))
                if !Session::of(envelope).was_correct(ChallengeName::PasswordVerifier) =>
            {
                return Err(Error::own(format!(
                    "`{name}` needs a verified password, but the session has none: let `SRP_A` and `PASSWORD_VERIFIER` come first"
                )));
            }
            Self::Challenge(name) => Some(name.as_str()),
            Self::IssueTokens | Self::FailAuthentication => None,
        };
        overlay.set("challengeName", &challenge)?;
        overlay.set("issueTokens", &(self == Self::IssueTokens))?;
        overlay.set("failAuthentication", &(self == Self::FailAuthentication))?;
        Ok(())
    }
}

impl<R: IntoResponse, E: HandlerError> IntoResponse for Result<R, E> {
    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        self.map_err(HandlerError::into_error)?.write(envelope, overlay)
    }
}

impl Sealed for Decision {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::samples;
    use crate::spec::source::Source;

    fn response(decision: Decision) -> Result<serde_json::Value, Error> {
        let envelope = samples::envelope(Source::DefineAuthChallengeAuthentication, None);
        let mut overlay = Overlay::default();
        decision.write(&envelope, &mut overlay)?;
        let answer = envelope.answer(&overlay);
        let mut answer: serde_json::Value = serde_json::from_str(&answer)?;
        Ok(answer["response"].take())
    }

    #[test]
    fn each_decision_sets_all_three_members() {
        for (decision, name, tokens, fail) in [
            (Decision::custom_challenge(), Some("CUSTOM_CHALLENGE"), false, false),
            (Decision::Challenge("VOICE_PRINT".into()), Some("VOICE_PRINT"), false, false),
            (Decision::IssueTokens, None, true, false),
            (Decision::FailAuthentication, None, false, true),
        ] {
            assert_eq!(
                response(decision).unwrap(),
                serde_json::json!({"challengeName": name, "issueTokens": tokens, "failAuthentication": fail})
            );
        }
    }

    #[test]
    fn a_second_factor_needs_a_verified_password() {
        let answer = |session: &str, name: ChallengeName<'static>| {
            let event = format!(
                r#"{{"triggerSource":"DefineAuthChallenge_Authentication","request":{{"session":{session}}}}}"#
            );
            let envelope = Envelope::from_text(event).unwrap();
            Decision::Challenge(name).write(&envelope, &mut Overlay::default()).map_err(|e| e.to_string())
        };
        let password = r#"[{"challengeName":"PASSWORD_VERIFIER","challengeResult":true}]"#;
        let custom = r#"[{"challengeName":"CUSTOM_CHALLENGE","challengeResult":true}]"#;
        let wrong = r#"[{"challengeName":"PASSWORD_VERIFIER","challengeResult":false}]"#;
        for name in [ChallengeName::SoftwareTokenMfa, ChallengeName::SmsMfa] {
            assert_eq!(answer(password, name.clone()), Ok(()));
            for session in [custom, wrong, "[]"] {
                let error = answer(session, name.clone()).unwrap_err();
                assert!(error.starts_with(&format!("`{name}` needs a verified password")), "{error}");
            }
        }
        assert_eq!(answer(custom, ChallengeName::CustomChallenge), Ok(()));
    }

    #[test]
    fn a_challenge_needs_a_name() {
        assert!(response(Decision::Challenge("".into())).is_err());
    }

    #[test]
    fn an_unknown_user_shows() {
        let event = Event::<Authentication>::sample();
        assert!(!event.user_not_found());
        let unknown = event.raw().replacen(r#""session""#, r#""userNotFound": true, "session""#, 1);
        assert!(Event::<Authentication>::from_json(unknown).unwrap().user_not_found());
    }
}
