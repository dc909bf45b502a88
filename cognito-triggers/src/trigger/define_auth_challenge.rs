//! Define auth challenge: what comes next in a custom sign-in. It runs at the start and after each
//! answer, and is what hands out tokens: a wrong answer here lets the wrong ones in.
//!
//! See the attribute [`define_auth_challenge`](macro@crate::define_auth_challenge).

pub use crate::event::challenge::{ChallengeName, Entry, Session};
use crate::handler::error::{Error, HandlerError};
use crate::handler::response::responds;
use crate::spec::scope::AnySource;
pub use crate::spec::scope::marker::define_auth_challenge::*;
use crate::wire::envelope::Envelope;
use crate::wire::overlay::Overlay;

/// A define auth challenge event.
pub type Event<'a, S = AnySource> = crate::event::Event<'a, DefineAuthChallengeTrigger, S>;

crate::handler::param::takes_events!(
    DefineAuthChallengeTrigger,
    { pub const fn param<'a, E: IsEvent<'a>>() },
    "`{Self}` is not an event of the `DefineAuthChallenge` trigger",
    "write `define_auth_challenge::Event<'_>`, or after `'_` a source of the trigger; or an enum with `#[derive(FromEvent)]`, whose variants each hold such an event"
);

/// What comes next: exactly one of Cognito's three outcomes.
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
    /// The client has to answer this challenge. For the pool's own, write
    /// [`custom_challenge`](Self::custom_challenge).
    ///
    /// A client that begins with a password starts with `SRP_A`: let
    /// [`PasswordVerifier`](ChallengeName::PasswordVerifier) follow, and then the pool's own.
    Challenge(ChallengeName<'static>),
    /// The user is who they say: Cognito hands out tokens. Check before that the last entry of the
    /// session is the challenge you asked for, with a correct answer:
    /// [`Session::last_is_correct`].
    IssueTokens,
    /// The sign-in ends here.
    FailAuthentication,
}

impl Decision {
    /// The pool's own challenge: the create trigger makes it, the verify trigger checks the answer.
    pub const fn custom_challenge() -> Self {
        Self::Challenge(ChallengeName::CustomChallenge)
    }
}

/// What a define auth challenge handler may return: a [`Decision`], or a `Result` of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a response of the `DefineAuthChallenge` trigger",
    label = "not a decision",
    note = "return `define_auth_challenge::Decision`, or a `Result` of it: `Decision::custom_challenge()`, `Decision::IssueTokens` or `Decision::FailAuthentication`"
)]
pub trait IntoResponse {
    /// Sets the response members.
    ///
    /// # Errors
    ///
    /// The handler returned an error, or a challenge without a name.
    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error>;
}

impl IntoResponse for Decision {
    fn write(self, _: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        let challenge = match &self {
            Self::Challenge(name) if name.as_str().is_empty() => {
                return Err(Error::internal("the next challenge has no name"));
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

responds!({
    type Response: IntoResponse;
});

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
