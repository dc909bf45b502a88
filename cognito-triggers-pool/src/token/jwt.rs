//! The text form of a token: a JWT whose signature is a plain word.

use serde_json::{Map, Value, json};

use crate::base64::encode_url;

/// Encodes claims. The token is not signed, and its header says so.
pub(crate) fn encode(claims: &Map<String, Value>) -> String {
    let part = |text: String| encode_url(text.as_bytes());
    let header = json!({"kid": "unsigned-test-token", "alg": "RS256"}).to_string();
    [part(header), part(Value::Object(claims.clone()).to_string()), part("unsigned".to_owned())].join(".")
}
