//! The tokens of a sign-in, as claims.

use std::fmt;

use serde_json::{Map, Value};

use crate::base64::decode_url;

/// The tokens of a sign-in.
///
/// Their claims are Cognito's. They are JWTs by form, and not signed.
#[derive(Clone)]
pub struct Tokens {
    id: Map<String, Value>,
    access: Map<String, Value>,
    id_token: Option<String>,
    access_token: String,
    refresh_token: Option<String>,
    new_device: Option<(String, String)>,
}

impl Tokens {
    pub(super) fn new(result: &Value) -> Self {
        let text = |name: &str| result[name].as_str().map(str::to_owned);
        let access_token = text("AccessToken").unwrap_or_default();
        let id_token = text("IdToken");
        let device = &result["NewDeviceMetadata"];
        let new_device = device["DeviceKey"].as_str().zip(device["DeviceGroupKey"].as_str());
        Self {
            id: id_token.as_deref().map(claims).unwrap_or_default(),
            access: claims(&access_token),
            id_token,
            access_token,
            refresh_token: text("RefreshToken"),
            new_device: new_device.map(|(key, group)| (key.to_owned(), group.to_owned())),
        }
    }

    pub(super) fn of_machine(answer: &Value) -> Self {
        let access_token = answer["access_token"].as_str().unwrap_or_default().to_owned();
        Self {
            id: Map::new(),
            access: claims(&access_token),
            id_token: None,
            access_token,
            refresh_token: None,
            new_device: None,
        }
    }

    /// The claims of the ID token. A machine has none. `tokens.id()["email"]` panics where the claim is
    /// missing.
    pub fn id(&self) -> &Map<String, Value> {
        &self.id
    }

    /// The claims of the access token.
    pub fn access(&self) -> &Map<String, Value> {
        &self.access
    }

    /// The ID token as text.
    pub fn id_token(&self) -> Option<&str> {
        self.id_token.as_deref()
    }

    /// The access token as text, for operations that take one.
    pub fn access_token(&self) -> &str {
        &self.access_token
    }

    /// The refresh token. The answer of a refresh has none, unless the client rotates them.
    pub fn refresh_token(&self) -> Option<&str> {
        self.refresh_token.as_deref()
    }

    /// The key and the group key of a new device, in a pool that remembers devices.
    pub fn new_device(&self) -> Option<(&str, &str)> {
        self.new_device.as_ref().map(|(key, group)| (key.as_str(), group.as_str()))
    }

    /// The groups of the access token.
    pub fn groups(&self) -> Vec<&str> {
        let groups = self.access.get("cognito:groups").and_then(Value::as_array);
        groups.into_iter().flatten().filter_map(Value::as_str).collect()
    }

    /// The scopes of the access token.
    pub fn scopes(&self) -> Vec<&str> {
        self.access.get("scope").and_then(Value::as_str).unwrap_or_default().split_whitespace().collect()
    }

    pub(super) fn username(&self) -> &str {
        self.access.get("username").and_then(Value::as_str).unwrap_or_default()
    }
}

fn claims(token: &str) -> Map<String, Value> {
    let part = token.split('.').nth(1).unwrap_or_default();
    let bytes = decode_url(part).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

/// The claims, without the tokens.
impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens").field("id", &self.id).field("access", &self.access).finish_non_exhaustive()
    }
}
