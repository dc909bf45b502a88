//! Verify auth challenge response: says whether the client's answer is correct.
//!
//! ```
//! use cognito_triggers::prelude::*;
//!
//! #[verify_auth_challenge_response]
//! async fn check(event: verify_auth_challenge_response::Event<'_>) -> Result<bool> {
//!     Ok(event.answer_matches("answer"))
//! }
//! # fn main() {}
//! ```
//!
//! The page of [`#[verify_auth_challenge_response]`](macro@crate::verify_auth_challenge_response) says what to list, return and refuse.

use std::fmt;

use serde::de::DeserializeOwned;

use crate::event::attributes::Attributes;
use crate::event::challenge;
use crate::handler::error::{Error, HandlerError};
pub use crate::spec::scope::marker::verify_auth_challenge_response::*;
use crate::spec::scope::{AnySource, SourceOf};
use crate::spec::sealed::Sealed;
use crate::wire::envelope::{Envelope, RequestMember};
use crate::wire::overlay::Overlay;
use crate::wire::secret::Secret;

/// A verify auth challenge response event.
pub type Event<'a, S = AnySource> = crate::event::Event<'a, VerifyAuthChallengeResponseTrigger, S>;

crate::handler::param::takes_events!(
    VerifyAuthChallengeResponseTrigger,
    "`{Self}` is not an event of the `VerifyAuthChallengeResponse` trigger",
    "write `verify_auth_challenge_response::Event<'_>`, optionally with a source of the trigger after `'_`; or an enum with `#[derive(FromEvent)]` whose variants each hold such an event"
);

impl<S: SourceOf<VerifyAuthChallengeResponseTrigger>> Event<'_, S> {
    /// Returns the private parameters that the create trigger kept for this trigger.
    pub fn private_challenge_parameters(&self) -> PrivateParameters<'_> {
        PrivateParameters(Attributes::of_request(self.envelope(), RequestMember::PrivateChallengeParameters))
    }

    /// Returns whether the answer is the private parameter of this name, compared in constant time. Returns
    /// `false` if the parameter is absent or empty.
    ///
    /// ```
    /// use cognito_triggers::verify_auth_challenge_response::{Authentication, Event};
    ///
    /// let event = Event::<Authentication>::sample();
    /// assert!(event.answer_matches("answer"));
    /// assert!(!event.answer_matches("anwser"));
    /// ```
    pub fn answer_matches(&self, name: &str) -> bool {
        let expected = self.private_challenge_parameters().get(name);
        expected.is_some_and(|expected| expected.matches(self.challenge_answer().expose()))
    }
}

/// A view over the private parameters that the create trigger kept: names and secrets.
///
/// `Debug` shows the names, never the values.
///
/// ```
/// use cognito_triggers::verify_auth_challenge_response::{Authentication, Event};
///
/// let event = Event::<Authentication>::sample();
/// let private = event.private_challenge_parameters();
/// assert!(private.get("answer").unwrap().matches(event.challenge_answer().expose()));
/// assert_eq!(format!("{private:?}"), r#"{"answer"}"#);
/// ```
///
/// ```compile_fail
/// # use cognito_triggers::verify_auth_challenge_response::{Authentication, Event};
/// # let event = Event::<Authentication>::sample();
/// // `Secret<'_>` doesn't implement `std::fmt::Display`
/// println!("{}", event.private_challenge_parameters().get("answer").unwrap());
/// ```
#[derive(Clone, Copy)]
pub struct PrivateParameters<'e>(Attributes<'e>);

impl<'e> PrivateParameters<'e> {
    /// Returns the value of a parameter, or `None` if it is absent, null or empty.
    pub fn get(&self, name: &str) -> Option<Secret<'e>> {
        self.0.secret(name)
    }

    /// Iterates over the names of the parameters that have a value, in the order of the event.
    pub fn names(&self) -> impl Iterator<Item = &'e str> + use<'e> {
        self.0.names()
    }

    /// Reads the value that the create trigger kept with
    /// [`PrivateParameters::of`](crate::create_auth_challenge::PrivateParameters::of), as the same type.
    ///
    /// ```
    /// use cognito_triggers::prelude::*;
    /// use cognito_triggers::verify_auth_challenge_response::Event;
    /// use serde::{Deserialize, Serialize};
    ///
    /// #[derive(Serialize, Deserialize)]
    /// struct Sent { code: String, at: u64 }
    ///
    /// #[verify_auth_challenge_response]
    /// fn check(event: Event<'_>) -> Result<bool> {
    ///     let sent: Sent = event.private_challenge_parameters().parse()?;
    ///     Ok(event.challenge_answer().matches(&sent.code) && now() < sent.at + 180)
    /// }
    /// # fn now() -> u64 { 0 }
    /// # fn main() {}
    /// ```
    ///
    /// # Errors
    ///
    /// Fails if the create trigger kept something else. The error does not quote it.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, Error> {
        let name = std::any::type_name::<T>();
        let json = self.get(challenge::JSON).ok_or_else(|| {
            Error::own(format!(
                "there is no private parameter `{}` to read `{name}` from: write it with `PrivateParameters::of`",
                challenge::JSON
            ))
        })?;
        serde_json::from_str(json.expose()).map_err(|e| {
            // serde_json's text may quote the value, which is a secret; the column does not.
            let column = e.column();
            Error::own(format!(
                "the private parameters are not a `{name}`: reading stopped at column {column}"
            ))
        })
    }
}

impl fmt::Debug for PrivateParameters<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A return type of verify auth challenge response handlers: a `bool`, or a `Result` of it.
#[doc(alias = "answerCorrect")]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a response of the `VerifyAuthChallengeResponse` trigger",
    label = "does not say whether the answer is correct",
    note = "return `bool`, or a `Result` of it: `event.answer_matches(\"answer\")`"
)]
pub trait IntoResponse: Sealed {
    #[doc(hidden)]
    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error>;
}

impl IntoResponse for bool {
    fn write(self, _: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        Ok(overlay.set("answerCorrect", &self)?)
    }
}

impl<R: IntoResponse, E: HandlerError> IntoResponse for Result<R, E> {
    fn write(self, envelope: &Envelope<'_>, overlay: &mut Overlay) -> Result<(), Error> {
        self.map_err(HandlerError::into_error)?.write(envelope, overlay)
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};
    use serde_json::{Value, json};

    use super::*;
    use crate::create_auth_challenge;
    use crate::event::samples;
    use crate::event::wrong_event::WrongEvent;
    use crate::handler::FromEvent;
    use crate::spec::source::Source;

    const SOURCE: Source = Source::VerifyAuthChallengeResponseAuthentication;

    fn text(request: &Value) -> String {
        json!({ "triggerSource": SOURCE.name(), "request": request }).to_string()
    }

    fn event(private: &Value, answer: &str) -> Event<'static, Authentication> {
        let request = json!({ "privateChallengeParameters": private, "challengeAnswer": answer });
        Event::from_json(text(&request)).unwrap()
    }

    #[test]
    fn always_decided() {
        for (correct, expected) in [(true, "true"), (false, "false")] {
            let mut overlay = Overlay::default();
            correct.write(&samples::envelope(SOURCE, None), &mut overlay).unwrap();
            let answer: Value =
                serde_json::from_str(&samples::envelope(SOURCE, None).answer(&overlay)).unwrap();
            assert_eq!(answer["response"].to_string(), format!(r#"{{"answerCorrect":{expected}}}"#));
        }
    }

    #[test]
    fn only_the_kept_answer_matches() {
        let private = json!({ "answer": "490215", "empty": "", "null": null, "number": 490_215 });
        let event = event(&private, "490215");
        assert!(event.answer_matches("answer") && event.answer_matches("number"));
        assert!(!event.answer_matches("empty") && !event.answer_matches("null") && !event.answer_matches(""));
        for wrong in ["490216", "49021", "4902150", " 490215", "null"] {
            let event = super::tests::event(&private, wrong);
            assert!(!event.answer_matches("answer"), "{wrong}");
            assert!(!event.answer_matches("null"), "{wrong}");
        }
    }

    #[test]
    fn no_event_without_answer_or_private_parameters() {
        let private = json!({ "answer": "490215" });
        for (request, member) in [
            (json!({ "privateChallengeParameters": private }), "challengeAnswer"),
            (json!({ "privateChallengeParameters": private, "challengeAnswer": null }), "challengeAnswer"),
            (json!({ "privateChallengeParameters": private, "challengeAnswer": "" }), "challengeAnswer"),
            (json!({ "challengeAnswer": "1" }), "privateChallengeParameters"),
            (
                json!({ "challengeAnswer": "1", "privateChallengeParameters": null }),
                "privateChallengeParameters",
            ),
            (
                json!({ "challengeAnswer": "1", "privateChallengeParameters": {} }),
                "privateChallengeParameters",
            ),
            (
                json!({ "challengeAnswer": "1", "privateChallengeParameters": { "answer": "" } }),
                "privateChallengeParameters",
            ),
        ] {
            let text = text(&request);
            let envelope = Envelope::from_text(&*text).unwrap();
            let error = <Event<'_> as FromEvent<_>>::from_event(&envelope).unwrap_err();
            assert!(!error.is_denial() && error.to_string().contains(member), "{error}");
            match Event::<Authentication>::from_json(text).unwrap_err() {
                WrongEvent::Missing { member: found, .. } => assert_eq!(found, member),
                other => panic!("{other}"),
            }
        }
    }

    #[derive(Serialize, Deserialize, PartialEq, Debug)]
    struct Sent {
        code: String,
        at: u64,
    }

    #[test]
    fn what_create_kept_comes_back_as_the_same_type() {
        let sent = Sent { code: "49\"0215".to_owned(), at: 1_790_000_000 };
        let kept = create_auth_challenge::PrivateParameters::of(&sent).unwrap();
        let event = event(&json!({ "json": kept.get("json").unwrap().expose() }), "49\"0215");
        let read: Sent = event.private_challenge_parameters().parse().unwrap();
        assert_eq!(read, sent);
        assert!(event.challenge_answer().matches(&read.code));
    }

    #[test]
    fn an_error_does_not_quote_what_was_kept() {
        for private in
            [json!({ "answer": "490215" }), json!({ "json": r#"{"code":"490215","at":"490215"}"# })]
        {
            let event = event(&private, "490215");
            let error = event.private_challenge_parameters().parse::<Sent>().unwrap_err();
            assert!(!error.is_denial());
            assert!(error.to_string().contains("Sent") && !error.to_string().contains("490215"), "{error}");
        }
    }

    #[test]
    fn debug_has_no_secret() {
        let event = Event::<Authentication>::sample();
        let private = event.private_challenge_parameters();
        let shown =
            format!("{event:?} {:?} {private:?} {:?}", event.challenge_answer(), private.get("answer"));
        assert!(!shown.contains("490215"), "{shown}");
        assert_eq!(private.names().collect::<Vec<_>>(), ["answer"]);
        assert!(!event.user_not_found());
    }
}
