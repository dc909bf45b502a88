//! The documents for verifying tokens, and tokens for machines. The end-to-end run verifies signatures with
//! other people's code.

use cognito_triggers_pool::{ClientSettings, LambdaConfig, Pool, PoolSettings};
use serde_json::Value;

use crate::http::{Served, serve};

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

fn header_of(token: &str) -> Value {
    let text = token.split('.').next().unwrap();
    let bits = text.bytes().map(|letter| match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'-' => 62,
        _ => 63,
    });
    let mut bytes = Vec::new();
    let (mut all, mut count) = (0_u32, 0);
    for six in bits {
        all = (all << 6) | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((all >> count) & 0xff).unwrap());
        }
    }
    serde_json::from_slice(&bytes).unwrap()
}

async fn with_a_machine() -> Served {
    let client = ClientSettings::new("machine")
        .client_secret("s3cr:t")
        .client_credentials(["orders/read", "orders/write"]);
    let settings = PoolSettings::new().id("us-east-1_AbCd12345");
    serve(Pool::new(LambdaConfig::new()).with_settings(settings).with_client(client)).await
}

#[tokio::test]
async fn the_documents_are_those_of_the_pool() {
    let served = with_a_machine().await;
    let path = "/us-east-1_AbCd12345/.well-known/openid-configuration";
    let configuration = served.send("GET", path, &[], "").await.json();
    assert_eq!(configuration["issuer"], "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCd12345");
    let keys = format!("http://{}/us-east-1_AbCd12345/.well-known/jwks.json", served.address);
    assert_eq!(configuration["jwks_uri"], keys);

    let answer = served.send("GET", "/us-east-1_AbCd12345/.well-known/jwks.json", &[], "").await;
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let keys = answer.json()["keys"].as_array().unwrap().clone();
    assert_eq!(keys.len(), 2);
    for key in &keys {
        assert_eq!(
            (&key["alg"], &key["kty"], &key["use"], &key["e"]),
            (&"RS256".into(), &"RSA".into(), &"sig".into(), &"AQAB".into())
        );
        assert_eq!(key["n"].as_str().unwrap().len(), 342);
        assert!(key["kid"].as_str().unwrap().contains("test-key"));
    }
    assert_ne!(keys[0]["kid"], keys[1]["kid"]);
    assert_ne!(keys[0]["n"], keys[1]["n"]);
}

#[tokio::test]
async fn a_machine_gets_a_token() {
    let served = with_a_machine().await;
    // base64 of machine:s3cr:t
    let basic = ("Authorization", "Basic bWFjaGluZTpzM2NyOnQ=");
    let answer = served
        .send("POST", "/oauth2/token", &[FORM, basic], "grant_type=client_credentials&scope=orders%2Fread")
        .await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let tokens = answer.json();
    assert_eq!((&tokens["token_type"], &tokens["expires_in"]), (&"Bearer".into(), &3600.into()));
    let header = header_of(tokens["access_token"].as_str().unwrap());
    assert_eq!(header["kid"], "not-secret-test-key-of-access-tokens");

    let in_the_form = "grant_type=client_credentials&client_id=machine&client_secret=s3cr%3At";
    assert_eq!(served.send("POST", "/oauth2/token", &[FORM], in_the_form).await.status, 200);

    for (form, error) in [
        ("grant_type=client_credentials&client_id=machine&client_secret=wrong", "invalid_client"),
        ("grant_type=client_credentials&client_id=machine", "invalid_client"),
        ("grant_type=client_credentials&client_id=nobody&client_secret=x", "invalid_client"),
        (
            "grant_type=client_credentials&client_id=machine&client_secret=s3cr%3At&scope=orders/delete",
            "invalid_scope",
        ),
        ("grant_type=password", "unsupported_grant_type"),
        ("", "invalid_request"),
        ("grant_type=%zz", "invalid_request"),
    ] {
        let answer = served.send("POST", "/oauth2/token", &[FORM], form).await;
        assert_eq!((answer.status, &answer.json()["error"]), (400, &error.into()), "{form}");
    }
}
