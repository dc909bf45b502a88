//! The parameters of a challenge: those for the client, and those for the verify trigger.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Serialize, Serializer};

use crate::event::challenge;
use crate::handler::error::Error;
use crate::handler::text::IntoText;
use crate::handler::text_map::text_map;
use crate::wire::secret::Secret;

/// Parameters that the client gets: names and texts.
///
/// ```compile_fail
/// # use cognito_triggers::create_auth_challenge::PublicParameters;
/// // `{integer}` is not a text: Cognito stores only strings
/// PublicParameters::new().with("attempts_left", 3);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PublicParameters(pub(super) BTreeMap<String, String>);

impl PublicParameters {
    /// Makes a map without parameters.
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Sets a parameter.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl IntoText) -> Self {
        self.0.insert(name.into(), value.into_text());
        self
    }
}

text_map!(PublicParameters);

/// Parameters that only the verify trigger gets: the answer, and anything else that it needs.
///
/// There is at least one. A handler that returns an empty value gets an internal error, since an empty
/// answer would let anybody in. `Debug` shows the names alone.
#[derive(Clone)]
pub struct PrivateParameters(BTreeMap<String, PrivateValue>);

impl PrivateParameters {
    /// Makes a map with its first parameter, usually the answer.
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

    /// Keeps a whole value, which the verify trigger reads back as the same type with
    /// [`parse`](crate::verify_auth_challenge_response::PrivateParameters::parse).
    ///
    /// The value becomes one parameter, `json`, since Cognito stores only strings.
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
    /// Fails if the value cannot be written as JSON, or has nothing in it. The error does not quote it.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, Error> {
        let name = std::any::type_name::<T>();
        // serde_json's text may quote the value.
        let Ok(json) = serde_json::to_string(value) else {
            return Err(Error::own(format!("`{name}` cannot be written as JSON")));
        };
        if matches!(&*json, "null" | "{}" | "[]" | "\"\"") {
            return Err(Error::own(format!("`{name}` has nothing in it to check an answer with")));
        }
        Ok(Self::new(challenge::JSON, json))
    }

    /// Returns the value of a parameter, or `None` if it is absent or empty.
    pub fn get(&self, name: &str) -> Option<&Secret<'static>> {
        self.0.get(name)?.0.as_ref()
    }

    /// Fails if a parameter has no name or no value to check an answer against.
    pub(super) fn check(&self) -> Result<(), Error> {
        match self.0.iter().find(|(name, value)| name.is_empty() || value.0.is_none()) {
            Some((name, _)) if name.is_empty() => Err(Error::own("a private parameter has no name")),
            Some((name, _)) => Err(Error::own(format!("the private parameter `{name}` is empty"))),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for PrivateParameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// The value of a private parameter: a string or a [`Secret`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a text nor a `Secret`",
    label = "not a private parameter's value",
    note = "write a string, such as `format!(\"{{code:06}}\")`, which keeps the leading zeros; a value is required, so take it out of an `Option` first"
)]
pub trait IntoPrivateValue {
    /// Converts the value.
    fn into_private(self) -> PrivateValue;
}

#[diagnostic::do_not_recommend]
impl<T: Into<PrivateValue>> IntoPrivateValue for T {
    fn into_private(self) -> PrivateValue {
        self.into()
    }
}

/// The text of a private parameter, from a string or a [`Secret`]. It is wiped when it is dropped.
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

/// The private parameters as Cognito gets them. `PrivateParameters` itself does not serialize.
pub(super) struct Exposed<'a>(pub(super) &'a PrivateParameters);

impl Serialize for Exposed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let parameters = &self.0.0;
        serializer
            .collect_map(parameters.iter().map(|(name, value)| (name, value.0.as_ref().map(Secret::expose))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
