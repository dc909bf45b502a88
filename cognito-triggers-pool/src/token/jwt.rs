//! The text form of a token: a JWT, signed with a test key for clients over HTTP.

use serde_json::{Map, Value, json};

use crate::base64::encode_url;

/// The signature of a token.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Signature {
    /// A plain word, which costs a test no time.
    None,
    /// RS256, with the test key of the kind of token.
    #[cfg(feature = "serve")]
    TestKey,
}

/// Encodes claims. The header says whose signature it is.
pub(crate) fn encode(claims: &Map<String, Value>, signature: Signature) -> String {
    let sign = signer(claims, signature);
    let part = |text: String| encode_url(text.as_bytes());
    let header = json!({"kid": sign.kid, "alg": "RS256"}).to_string();
    let signed = [part(header), part(Value::Object(claims.clone()).to_string())].join(".");
    let signature = encode_url(&(sign.sign)(signed.as_bytes()));
    format!("{signed}.{signature}")
}

struct Signer {
    kid: &'static str,
    sign: fn(&[u8]) -> Vec<u8>,
}

fn signer(claims: &Map<String, Value>, signature: Signature) -> Signer {
    match signature {
        Signature::None => {
            let _ = claims;
            Signer { kid: "unsigned-test-token", sign: |_| b"unsigned".to_vec() }
        }
        #[cfg(feature = "serve")]
        Signature::TestKey => {
            use crate::rsa::{ACCESS_TOKENS, ID_TOKENS};
            if claims.get("token_use").is_some_and(|token_use| token_use == "id") {
                Signer { kid: ID_TOKENS.kid, sign: |signed| ID_TOKENS.sign(signed) }
            } else {
                Signer { kid: ACCESS_TOKENS.kid, sign: |signed| ACCESS_TOKENS.sign(signed) }
            }
        }
    }
}
