//! The claims that tokens have without a function.

use serde_json::{Map, Value, json};

use crate::settings::{ClientSettings, PoolSettings};
use crate::state::{SECOND, Time, User, millis};

/// The circumstances of a grant, common to its tokens.
pub(crate) struct Grantee<'g> {
    pub(crate) pool: &'g PoolSettings,
    pub(crate) client: &'g ClientSettings,
    pub(crate) user: &'g User,
    pub(crate) groups: &'g [String],
    pub(crate) roles: &'g [String],
    pub(crate) preferred_role: Option<&'g str>,
    pub(crate) scopes: &'g [String],
    pub(crate) origin: &'g str,
    pub(crate) event: &'g str,
    pub(crate) device: Option<&'g str>,
    pub(crate) hosted: bool,
    pub(crate) auth_time: Time,
    pub(crate) now: Time,
}

/// The claims of an ID token.
pub(crate) fn id(grantee: &Grantee<'_>, jti: &str) -> Map<String, Value> {
    let Grantee { client, user, .. } = grantee;
    let mut claims = common(grantee, jti, "id", millis(client.id_validity));
    claims.insert("aud".to_owned(), client.id.clone().into());
    claims.insert("cognito:username".to_owned(), user.name.clone().into());
    if !grantee.roles.is_empty() {
        claims.insert("cognito:roles".to_owned(), grantee.roles.into());
    }
    if let Some(role) = grantee.preferred_role {
        claims.insert("cognito:preferred_role".to_owned(), role.into());
    }
    for (name, value) in user.attributes.iter().filter(|(name, _)| *name != "sub" && client.reads(name)) {
        let claim = match name.as_str() {
            "email_verified" | "phone_number_verified" => json!(value == "true"),
            _ => json!(value),
        };
        claims.insert(name.clone(), claim);
    }
    if let Some(identities) = user.identities.as_deref().and_then(|text| serde_json::from_str(text).ok()) {
        claims.insert("identities".to_owned(), identities);
    }
    claims
}

/// The claims of an access token.
pub(crate) fn access(grantee: &Grantee<'_>, jti: &str) -> Map<String, Value> {
    let mut claims = common(grantee, jti, "access", millis(grantee.client.access_validity));
    claims.insert("client_id".to_owned(), grantee.client.id.clone().into());
    claims.insert("username".to_owned(), grantee.user.name.clone().into());
    claims.insert("scope".to_owned(), grantee.scopes.join(" ").into());
    if let Some(key) = grantee.device {
        claims.insert("device_key".to_owned(), key.into());
    }
    if grantee.hosted {
        claims.insert("version".to_owned(), 2.into());
    }
    claims
}

fn common(grantee: &Grantee<'_>, jti: &str, token_use: &str, validity: Time) -> Map<String, Value> {
    let mut claims = Map::new();
    let mut set = |name: &str, value: Value| claims.insert(name.to_owned(), value);
    set("sub", grantee.user.sub().into());
    set("iss", grantee.pool.issuer().into());
    set("token_use", token_use.into());
    set("auth_time", (grantee.auth_time / SECOND).into());
    set("iat", (grantee.now / SECOND).into());
    set("exp", ((grantee.now + validity) / SECOND).into());
    set("jti", jti.into());
    set("origin_jti", grantee.origin.into());
    set("event_id", grantee.event.into());
    if !grantee.groups.is_empty() {
        set("cognito:groups", grantee.groups.into());
    }
    claims
}

/// The claims of a machine's access token.
pub(crate) fn machine(
    pool: &PoolSettings,
    client: &ClientSettings,
    scopes: &[String],
    jti: &str,
    now: Time,
) -> Map<String, Value> {
    let claims = json!({
        "sub": client.id,
        "client_id": client.id,
        "iss": pool.issuer(),
        "token_use": "access",
        "scope": scopes.join(" "),
        "auth_time": now / SECOND,
        "iat": now / SECOND,
        "exp": (now + millis(client.access_validity)) / SECOND,
        "jti": jti,
        "version": 2,
    });
    match claims {
        Value::Object(claims) => claims,
        _ => Map::new(),
    }
}
