//! Create auth challenge: the question that the client gets, and what the verify trigger needs to
//! check the answer.
//!
//! See the attribute [`create_auth_challenge`](macro@crate::create_auth_challenge).

use std::collections::BTreeMap;
use std::fmt;

use serde::{Serialize, Serializer};

use crate::event::challenge;
pub use crate::event::challenge::{ChallengeName, Entry, Session};
use crate::handler::error::{Error, HandlerError};
use crate::handler::response::responds;
use crate::handler::text::IntoText;
pub use crate::spec::scope::marker::create_auth_challenge::*;
use crate::spec::scope::{AnySource, Scope};
use crate::wire::envelope::{Envelope, RequestMember};
use crate::wire::overlay::Overlay;
use crate::wire::secret::Secret;

/// A create auth challenge event.
pub type Event<'a, S = AnySource> = crate::event::Event<'a, CreateAuthChallengeTrigger, S>;

crate::handler::param::takes_events!(
    CreateAuthChallengeTrigger,
    { pub const fn param<'a, E: IsEvent<'a>>() },
    "`{Self}` is not an event of the `CreateAuthChallenge` trigger",
    "write `create_auth_challenge::Event<'_>`, or after `'_` a source of the trigger; or an enum with `#[derive(FromEvent)]`, whose variants each hold such an event"
);

impl<S: Scope<CreateAuthChallengeTrigger>> Event<'_, S> {
    /// The challenge that the define trigger asked for. Cognito only calls this trigger for
    /// `CUSTOM_CHALLENGE`.
    pub fn challenge_name(&self) -> Option<ChallengeName<'_>> {
        self.request_text(RequestMember::ChallengeName).map(ChallengeName::from)
    }
}

/// A challenge: what the client gets, and what the verify trigger gets.
///
/// `Debug` shows the public parameters, and of the others the names.
///
/// ```
/// use cognito_triggers::create_auth_challenge::{Challenge, PrivateParameters, PublicParameters};
///
/// let challenge = Challenge::new(PrivateParameters::new("answer", "490215"))
///     .public(PublicParameters::new().with("medium", "email"))
///     .metadata("CODE-1");
/// assert!(!format!("{challenge:?}").contains("490215"));
/// ```
///
/// There is none without private parameters:
///
/// ```compile_fail
/// # use cognito_triggers::create_auth_challenge::{Challenge, PublicParameters};
/// // this function takes 1 argument but 0 arguments were supplied
/// Challenge::new().public(PublicParameters::new().with("medium", "email"));
/// ```
#[derive(Clone)]
#[must_use = "a challenge does nothing unless the handler returns it"]
pub struct Challenge {
    private: PrivateParameters,
    public: PublicParameters,
    metadata: Option<String>,
}

impl Challenge {
    /// A challenge that the verify trigger checks with these parameters. The client gets none yet.
    pub fn new(private: PrivateParameters) -> Self {
        Self { private, public: PublicParameters::new(), metadata: None }
    }

    /// Sets what the client gets.
    pub fn public(self, public: PublicParameters) -> Self {
        Self { public, ..self }
    }

    /// Sets what [`Entry::metadata`] says in later sessions, to this trigger and the define
    /// trigger. The client does not see it.
    pub fn metadata(self, metadata: impl Into<String>) -> Self {
        Self { metadata: Some(metadata.into()), ..self }
    }

    /// What the client gets.
    pub fn public_parameters(&self) -> &PublicParameters {
        &self.public
    }

    /// What the verify trigger gets.
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

/// Parameters that the client gets: names and texts.
///
/// ```compile_fail
/// # use cognito_triggers::create_auth_challenge::PublicParameters;
/// // `{integer}` is not a text, and Cognito keeps strings only
/// PublicParameters::new().with("attempts_left", 3);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicParameters(BTreeMap<String, String>);

impl PublicParameters {
    /// No parameters.
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Sets a parameter.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl IntoText) -> Self {
        self.0.insert(name.into(), value.into_text());
        self
    }

    /// The value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}

/// Parameters that only the verify trigger gets: the answer, and what else it needs.
///
/// There is at least one. An empty value is an internal error when the handler returns it, since an
/// empty answer would let anybody in. `Debug` shows the names alone.
#[derive(Clone)]
pub struct PrivateParameters(BTreeMap<String, PrivateValue>);

impl PrivateParameters {
    /// The first parameter, mostly the answer.
    ///
    /// ```
    /// use cognito_triggers::Secret;
    /// use cognito_triggers::create_auth_challenge::PrivateParameters;
    ///
    /// let private = PrivateParameters::new("answer", "490215").with("sent_at", "1790000000");
    /// assert!(private.get("answer").unwrap().matches("490215"));
    ///
    /// let code = Secret::new("490215").unwrap();
    /// PrivateParameters::new("answer", code);
    /// ```
    ///
    /// ```compile_fail
    /// # use cognito_triggers::create_auth_challenge::PrivateParameters;
    /// // `{integer}` is neither a text nor a `Secret`: a number would lose its leading zeros
    /// PrivateParameters::new("answer", 490215);
    /// ```
    #[must_use]
    pub fn new(name: impl Into<String>, value: impl IntoPrivateValue) -> Self {
        Self(BTreeMap::new()).with(name, value)
    }

    /// Sets another parameter.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl IntoPrivateValue) -> Self {
        self.0.insert(name.into(), value.into_private());
        self
    }

    /// All of a value, which the verify trigger reads back as the same type with
    /// [`parse`](crate::verify_auth_challenge_response::PrivateParameters::parse).
    ///
    /// It is one parameter, `json`, since Cognito keeps only strings.
    ///
    /// ```
    /// use cognito_triggers::create_auth_challenge::{Challenge, PrivateParameters};
    /// use serde::{Deserialize, Serialize};
    ///
    /// #[derive(Serialize, Deserialize)]
    /// struct Sent { code: String, at: u64 }
    ///
    /// let sent = Sent { code: "490215".to_owned(), at: 1_790_000_000 };
    /// let challenge = Challenge::new(PrivateParameters::of(&sent)?);
    /// # Ok::<(), cognito_triggers::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The value cannot be written as JSON, or has nothing in it. The error does not quote it.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, Error> {
        let name = std::any::type_name::<T>();
        // What serde_json says may quote the value.
        let Ok(json) = serde_json::to_string(value) else {
            return Err(Error::internal(format!("`{name}` cannot be written as JSON")));
        };
        if matches!(&*json, "null" | "{}" | "[]" | "\"\"") {
            return Err(Error::internal(format!("`{name}` has nothing in it to check an answer with")));
        }
        Ok(Self::new(challenge::JSON, json))
    }

    /// The value of a parameter; `None` where it is absent or empty.
    pub fn get(&self, name: &str) -> Option<&Secret<'static>> {
        self.0.get(name)?.0.as_ref()
    }

    /// The error for a parameter that cannot be checked against.
    fn check(&self) -> Result<(), Error> {
        match self.0.iter().find(|(name, value)| name.is_empty() || value.0.is_none()) {
            Some((name, _)) if name.is_empty() => Err(Error::internal("a private parameter has no name")),
            Some((name, _)) => Err(Error::internal(format!("the private parameter `{name}` is empty"))),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for PrivateParameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// What can be a private parameter: a string or a [`Secret`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a text nor a `Secret`",
    label = "not a private parameter's value",
    note = "write a string, such as `format!(\"{{code:06}}\")`, which keeps the zeros at the start; there must be one, so take it out of an `Option` first"
)]
pub trait IntoPrivateValue {
    /// The value.
    fn into_private(self) -> PrivateValue;
}

#[diagnostic::do_not_recommend]
impl<T: Into<PrivateValue>> IntoPrivateValue for T {
    fn into_private(self) -> PrivateValue {
        self.into()
    }
}

/// The text of a private parameter: a string, or a [`Secret`]. It is wiped when it is dropped.
#[derive(Clone, Debug)]
pub struct PrivateValue(Option<Secret<'static>>);

impl From<String> for PrivateValue {
    fn from(text: String) -> Self {
        Self(Secret::new(text))
    }
}

impl From<&str> for PrivateValue {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&String> for PrivateValue {
    fn from(text: &String) -> Self {
        text.clone().into()
    }
}

impl From<Secret<'_>> for PrivateValue {
    fn from(secret: Secret<'_>) -> Self {
        Self(Some(secret.into_owned()))
    }
}

impl From<&Secret<'_>> for PrivateValue {
    fn from(secret: &Secret<'_>) -> Self {
        secret.clone().into()
    }
}

/// The private parameters on their way to Cognito. `PrivateParameters` itself does not serialize.
struct Exposed<'a>(&'a PrivateParameters);

impl Serialize for Exposed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let parameters = &self.0.0;
        serializer
            .collect_map(parameters.iter().map(|(name, value)| (name, value.0.as_ref().map(Secret::expose))))
    }
}

/// What a create auth challenge handler may return: a [`Challenge`], or a `Result` of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a response of the `CreateAuthChallenge` trigger",
    label = "not a challenge",
    note = "return `create_auth_challenge::Challenge`, or a `Result` of it: `Challenge::new(PrivateParameters::new(\"answer\", code))`"
)]
pub trait IntoResponse {
    /// Sets the response members.
    ///
    /// # Errors
    ///
    /// The handler returned an error, or a private parameter that is empty.
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

responds!({
    type Response: IntoResponse;
});

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
        assert_eq!(response(Challenge::new(private).public(public).metadata("CODE-1")).unwrap(), expected);
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
    fn nothing_is_not_a_typed_value() {
        #[derive(Serialize)]
        struct Nothing {}
        assert!(PrivateParameters::of(&()).is_err());
        assert!(PrivateParameters::of(&Nothing {}).is_err());
        assert!(PrivateParameters::of("").is_err());
        assert!(PrivateParameters::of(&Vec::<u8>::new()).is_err());
    }

    #[test]
    fn an_error_does_not_quote_the_value() {
        struct Refuses;
        impl Serialize for Refuses {
            fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
                Err(serde::ser::Error::custom("490215"))
            }
        }
        assert!(!PrivateParameters::of(&Refuses).unwrap_err().to_string().contains("490215"));
    }

    #[test]
    fn debug_has_no_value_of_what_is_private() {
        let private = PrivateParameters::new("answer", "490215");
        let challenge = Challenge::new(private).metadata("490215");
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
