//! The documents with which others verify tokens: the keys, and the OpenID configuration.

use serde_json::{Value, json};

use crate::rsa::{ACCESS_TOKENS, ID_TOKENS, Key};
use crate::settings::PoolSettings;

/// The JSON Web Key Set of a pool.
pub(crate) fn jwks() -> Value {
    let key = |key: &Key| json!({"alg": "RS256", "e": Key::e(), "kid": key.kid, "kty": "RSA", "n": key.n(), "use": "sig"});
    json!({"keys": [key(&ID_TOKENS), key(&ACCESS_TOKENS)]})
}

/// The OpenID configuration. `base` is where the pool is served. The issuer is that of the tokens.
pub(crate) fn openid_configuration(pool: &PoolSettings, base: &str) -> Value {
    json!({
        "id_token_signing_alg_values_supported": ["RS256"],
        "issuer": pool.issuer(),
        "jwks_uri": format!("{base}/{}/.well-known/jwks.json", pool.id),
        "response_types_supported": ["code", "token"],
        "scopes_supported": ["openid", "email", "phone", "profile"],
        "subject_types_supported": ["public"],
        "token_endpoint": format!("{base}/oauth2/token"),
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "userinfo_endpoint": format!("{base}/oauth2/userInfo"),
    })
}
