//! The `request` of an event, trigger by trigger.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Object;
use crate::state::Round;

/// The `request` of an event.
#[derive(Clone, Debug)]
pub(crate) struct Requested(pub(crate) Object);

/// Metadata that a client gives along. Without any, the event has no such member.
pub(crate) type Metadata<'m> = Option<&'m Object>;

impl Requested {
    fn of(attributes: Object) -> Self {
        Self::empty().with("userAttributes", attributes)
    }

    fn empty() -> Self {
        Self(Object::new())
    }

    fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    fn metadata(self, metadata: Metadata<'_>) -> Self {
        match metadata {
            Some(metadata) => self.with("clientMetadata", metadata.clone()),
            None => self,
        }
    }

    /// `Some` only for clients that prevent user existence errors.
    fn user_not_found(self, not_found: Option<bool>) -> Self {
        match not_found {
            Some(not_found) => self.with("userNotFound", not_found),
            None => self,
        }
    }

    pub(crate) fn pre_sign_up(
        attributes: Object,
        validation: Option<Object>,
        metadata: Metadata<'_>,
    ) -> Self {
        Self::of(attributes).with("validationData", validation).metadata(metadata)
    }

    pub(crate) fn post_confirmation(attributes: Object, metadata: Metadata<'_>) -> Self {
        Self::of(attributes).metadata(metadata)
    }

    pub(crate) fn pre_authentication(
        attributes: Object,
        validation: Option<Object>,
        not_found: Option<bool>,
    ) -> Self {
        Self::of(attributes).with("validationData", validation).user_not_found(not_found)
    }

    pub(crate) fn post_authentication(attributes: Object, new_device: bool, metadata: Metadata<'_>) -> Self {
        Self::of(attributes).with("newDeviceUsed", new_device).metadata(metadata)
    }

    pub(crate) fn define(
        attributes: Object,
        rounds: &[Round],
        not_found: Option<bool>,
        metadata: Metadata<'_>,
    ) -> Self {
        Self::of(attributes).with("session", session(rounds)).user_not_found(not_found).metadata(metadata)
    }

    pub(crate) fn create(
        attributes: Object,
        rounds: &[Round],
        not_found: Option<bool>,
        metadata: Metadata<'_>,
    ) -> Self {
        Self::define(attributes, rounds, not_found, metadata).with("challengeName", "CUSTOM_CHALLENGE")
    }

    pub(crate) fn verify(
        attributes: Object,
        private: &BTreeMap<String, String>,
        answer: &str,
        not_found: Option<bool>,
        metadata: Metadata<'_>,
    ) -> Self {
        Self::of(attributes)
            .with("privateChallengeParameters", json!(private))
            .with("challengeAnswer", answer)
            .user_not_found(not_found)
            .metadata(metadata)
    }

    /// `scopes` for versions 2 and 3.
    pub(crate) fn tokens(
        attributes: Object,
        groups: Value,
        scopes: Option<&[String]>,
        metadata: Metadata<'_>,
    ) -> Self {
        let request = Self::of(attributes).with("groupConfiguration", groups).metadata(metadata);
        match scopes {
            Some(scopes) => request.with("scopes", scopes.to_vec()),
            None => request,
        }
    }

    /// `password` for a sign-in.
    pub(crate) fn migration(
        password: Option<&str>,
        validation: Option<Object>,
        metadata: Metadata<'_>,
    ) -> Self {
        let request = Self::empty().with("validationData", validation).with("userAttributes", Value::Null);
        let request = request.metadata(metadata);
        match password {
            Some(password) => request.with("password", password),
            None => request,
        }
    }

    pub(crate) fn message(attributes: Object, invitation: bool, metadata: Metadata<'_>) -> Self {
        Self::of(attributes)
            .with("codeParameter", "{####}")
            .with("linkParameter", "{##Click Here##}")
            .with("usernameParameter", invitation.then_some("{username}"))
            .metadata(metadata)
    }

    /// Senders always have `clientMetadata`.
    pub(crate) fn sender(kind: &str, code: Option<&str>, attributes: Object, metadata: Metadata<'_>) -> Self {
        Self::of(attributes).with("type", kind).with("code", code).with("clientMetadata", metadata.cloned())
    }

    pub(crate) fn federation(provider: &str, kind: &str, attributes: Value) -> Self {
        Self::empty().with("providerName", provider).with("providerType", kind).with("attributes", attributes)
    }
}

/// `request.session`, oldest first.
fn session(rounds: &[Round]) -> Value {
    let element = |round: &Round| {
        json!({
            "challengeName": round.name,
            "challengeResult": round.result,
            "challengeMetadata": round.metadata,
        })
    };
    rounds.iter().map(element).collect()
}
