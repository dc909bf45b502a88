//! `POST /oauth2/token`: tokens for machines, with the errors of OAuth 2.0.

use std::collections::BTreeMap;

use hyper::StatusCode;
use hyper::header::{AUTHORIZATION, HeaderMap};
use serde_json::json;

use super::answer::{self, Answer};
use super::line;
use super::shared::Shared;
use crate::base64;
use crate::engine::{Call, Caller, machine};
use crate::error::ApiError;

/// Answers the grant `client_credentials`. Others are `unsupported_grant_type`.
pub(super) async fn token(shared: &Shared, headers: &HeaderMap, body: &[u8]) -> Answer {
    shared.forget();
    let call = Call::new(shared.pool.engine(), "ClientCredentials", Caller::Http);
    let result = grant(&call, headers, body).await;
    shared.ended(&line::of_call(&shared.pool, "POST /oauth2/token", call.number, result.as_ref().err()));
    match result {
        Ok(tokens) => answer::document(StatusCode::OK, &tokens),
        Err(error) => {
            let body = json!({"error": error.name(), "error_description": error.message()});
            answer::document(StatusCode::BAD_REQUEST, &body)
        }
    }
}

async fn grant(call: &Call<'_>, headers: &HeaderMap, body: &[u8]) -> Result<serde_json::Value, ApiError> {
    let invalid = |text: &str| ApiError::new("invalid_request", text);
    let form = form(body).ok_or_else(|| invalid("The body is no form."))?;
    let member = |name: &str| form.get(name).map(String::as_str);
    match member("grant_type") {
        Some("client_credentials") => {}
        Some(_) => {
            return Err(ApiError::new(
                "unsupported_grant_type",
                "This pool has the grant client_credentials alone.",
            ));
        }
        None => return Err(invalid("grant_type is missing.")),
    }
    let basic = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).and_then(basic);
    let (client, secret) = match &basic {
        Some((client, secret)) => (client.as_str(), Some(secret.as_str())),
        None => (member("client_id").unwrap_or_default(), member("client_secret")),
    };
    let metadata = match member("aws_client_metadata") {
        Some(text) => {
            Some(serde_json::from_str(text).map_err(|_| invalid("aws_client_metadata is no JSON object."))?)
        }
        None => None,
    };
    let scopes = member("scope").unwrap_or_default().split_whitespace().map(str::to_owned).collect();
    machine::client_credentials(call, machine::ClientCredentials { client, secret, scopes, metadata }).await
}

/// The client's id and secret in `Authorization: Basic`.
fn basic(value: &str) -> Option<(String, String)> {
    let (scheme, text) = value.split_once(' ')?;
    let text = base64::decode(text.trim()).filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    let text = String::from_utf8(text).ok()?;
    let (client, secret) = text.split_once(':')?;
    Some((client.to_owned(), secret.to_owned()))
}

/// Reads `application/x-www-form-urlencoded`. `None`: it is none. The last of two equal names counts.
pub(super) fn form(body: &[u8]) -> Option<BTreeMap<String, String>> {
    let text = std::str::from_utf8(body).ok()?;
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((decoded(name)?, decoded(value)?))
        })
        .collect()
}

/// Puts characters in the place of `%` and `+`. `None`: one is broken.
pub(super) fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::{basic, form};

    #[test]
    fn a_form_is_decoded() {
        let form = |text: &str| form(text.as_bytes());
        let read = form("grant_type=client_credentials&scope=a%2Fb+c&x=&y&%C3%A9=%e2%82%ac").unwrap();
        assert_eq!(read["scope"], "a/b c");
        assert_eq!((read["x"].as_str(), read["y"].as_str(), read["é"].as_str()), ("", "", "€"));
        for broken in ["a=%", "a=%2", "a=%zz", "a=%ff", "a=%+1"] {
            assert_eq!(form(broken), None, "{broken}");
        }
        assert_eq!(super::form(&[0xff]), None);
    }

    #[test]
    fn basic_credentials_are_read() {
        let ines = Some(("ines".to_owned(), "a:b".to_owned()));
        assert_eq!(basic("Basic aW5lczphOmI="), ines);
        assert_eq!(basic("basic aW5lczphOmI"), ines);
        for wrong in ["Bearer aW5lczphOmI=", "Basic", "Basic !", "Basic aW5lcw==", "Basic /w=="] {
            assert_eq!(basic(wrong), None, "{wrong}");
        }
    }
}
