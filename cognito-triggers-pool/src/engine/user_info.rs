//! `GET /oauth2/userInfo`: the attributes that the scopes of an access token let a service read.

use serde_json::{Map, Value};

use super::Engine;
use crate::error::ApiError;

/// The attributes of the scope `profile`, and custom attributes.
const PROFILE: [&str; 14] = [
    "name",
    "family_name",
    "given_name",
    "middle_name",
    "nickname",
    "preferred_username",
    "profile",
    "picture",
    "website",
    "gender",
    "birthdate",
    "zoneinfo",
    "locale",
    "updated_at",
];

/// Returns `sub`, `username`, and the attributes of the scopes that the client may read. All values are texts,
/// even `email_verified`, as they are at AWS.
pub(crate) fn user_info(engine: &Engine, token: &str) -> Result<Value, ApiError> {
    let invalid = || {
        let text = "Access token is expired, disabled, or deleted, or the user has globally signed out.";
        ApiError::new("invalid_token", text)
    };
    let (access, user) = {
        let state = engine.state();
        let access = state.accesses.get(token).cloned().ok_or_else(invalid)?;
        let user = state.users.get(&access.user).cloned().ok_or_else(invalid)?;
        (access, user)
    };
    if access.revoked || engine.clock.now() >= access.expires || !user.enabled {
        return Err(invalid());
    }
    let scopes: Vec<&str> = access.scope.split(' ').collect();
    if !scopes.contains(&"openid") {
        // By reports; the documentation has no text for it.
        return Err(ApiError::new("invalid_token", "Access token does not contain openid scope"));
    }
    let client = engine.client(&access.client).map_err(|_| invalid())?;
    let mut info = Map::new();
    info.insert("sub".to_owned(), user.sub().into());
    for (name, value) in &user.attributes {
        if gives(&scopes, name) && client.reads(name) {
            info.insert(name.clone(), value.clone().into());
        }
    }
    info.insert("username".to_owned(), user.name.into());
    Ok(info.into())
}

/// Whether the scopes give an attribute. Without one of `profile`, `email` and `phone`, they give all.
fn gives(scopes: &[&str], attribute: &str) -> bool {
    let has = |scope: &str| scopes.contains(&scope);
    if !["profile", "email", "phone"].into_iter().any(has) {
        return true;
    }
    match attribute {
        "email" | "email_verified" => has("email"),
        "phone_number" | "phone_number_verified" => has("phone"),
        other => has("profile") && (PROFILE.contains(&other) || other.starts_with("custom:")),
    }
}
