//! The documents for verifying tokens, and tokens for machines. The end-to-end run verifies signatures with
//! other people's code.

use cognito_triggers_pool::{
    ClientSettings, LambdaConfig, LambdaVersion, Pool, PoolSettings, Tokens, Trigger, User,
};
use serde_json::{Value, json};

use crate::http::{Answer, Served, serve};

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
    let user_info = format!("http://{}/oauth2/userInfo", served.address);
    assert_eq!(configuration["userinfo_endpoint"], user_info);

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

const BAD: &str = "Bad OAuth2 request at UserInfo Endpoint";
const DEAD: &str = "Access token is expired, disabled, or deleted, or the user has globally signed out.";
const PASSWORD: &str = "Correct-horse-9";

/// A pool whose function adds these scopes to the tokens of the API.
async fn adding(scopes: &str) -> Served {
    let scopes: Vec<String> = scopes.split(' ').map(str::to_owned).collect();
    let config =
        LambdaConfig::new().on(Trigger::PreTokenGeneration(LambdaVersion::V2_0), move |mut event| {
            event["response"] =
                json!({"claimsAndScopeOverrideDetails": {"accessTokenGeneration": {"scopesToAdd": scopes}}});
            Ok(event)
        });
    let user = User::confirmed("ines")
        .password(PASSWORD)
        .attribute("email", "ines@example.org")
        .attribute("email_verified", "true")
        .attribute("phone_number", "+4971155010")
        .attribute("given_name", "<Ines>")
        .attribute("address", "Hauptstraße 1")
        .attribute("custom:tenant", "t-204");
    serve(Pool::new(config).with_user(user)).await
}

async fn tokens(served: &Served) -> Tokens {
    served.pool.sign_in("ines", PASSWORD).await.unwrap().tokens()
}

async fn user_info(served: &Served, authorization: &str) -> Answer {
    served.send("GET", "/oauth2/userInfo", &[("Authorization", authorization)], "").await
}

#[tokio::test]
async fn user_info_has_what_the_scopes_give() {
    for (scopes, names) in [
        (
            "openid",
            vec![
                "address",
                "custom:tenant",
                "email",
                "email_verified",
                "given_name",
                "phone_number",
                "phone_number_verified",
            ],
        ),
        ("openid profile", vec!["custom:tenant", "given_name"]),
        ("openid email", vec!["email", "email_verified"]),
        ("openid phone", vec!["phone_number", "phone_number_verified"]),
        ("openid email orders/read", vec!["email", "email_verified"]),
    ] {
        let served = adding(scopes).await;
        let sub = served.pool.user("ines").sub();
        let token = tokens(&served).await;
        let answer = user_info(&served, &format!("Bearer {}", token.access_token())).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")));
        let info = answer.json();
        let has: Vec<_> = info.as_object().unwrap().keys().map(String::as_str).collect();
        let mut expected = [&names[..], &["sub", "username"]].concat();
        expected.sort_unstable();
        assert_eq!(has, expected, "{scopes}");
        assert_eq!((&info["sub"], &info["username"]), (&json!(sub), &json!("ines")));
        if names.contains(&"email_verified") {
            assert_eq!(info["email_verified"], "true", "a text, as at AWS");
        }
    }
    // A token of the hosted pages has openid and email.
    let served = adding("orders/read").await;
    let hosted = served.pool.hosted_sign_in("ines", PASSWORD).await.unwrap().tokens();
    let info = user_info(&served, &format!("bearer {}", hosted.access_token())).await.json();
    assert_eq!(info["email"], "ines@example.org");
    assert_eq!(info.get("given_name"), None);
}

#[tokio::test]
async fn user_info_refuses_other_tokens() {
    let served = adding("openid").await;
    let refused = |answer: &Answer, status: u16, error: &str, text: &str| {
        assert_eq!(answer.status, status, "{answer:?}");
        assert_eq!(answer.json(), json!({"error": error, "error_description": text}));
        let header = format!("error=\"{error}\", error_description=\"{text}\"");
        assert_eq!(answer.header("www-authenticate"), Some(header.as_str()));
    };
    for none in ["", "Bearer", "Bearer ", "Basic aW5lczphOmI=", "x"] {
        refused(&user_info(&served, none).await, 400, "invalid_request", BAD);
    }
    refused(&served.send("GET", "/oauth2/userInfo", &[], "").await, 400, "invalid_request", BAD);
    let token = tokens(&served).await;
    for wrong in ["x", token.id_token().unwrap(), token.refresh_token().unwrap()] {
        refused(&user_info(&served, &format!("Bearer {wrong}")).await, 401, "invalid_token", DEAD);
    }
    let other = adding("email").await;
    let of_the_api = tokens(&other).await;
    refused(
        &user_info(&other, &format!("Bearer {}", of_the_api.access_token())).await,
        401,
        "invalid_token",
        "Access token does not contain openid scope",
    );
    let bearer = format!("Bearer {}", token.access_token());
    assert_eq!(user_info(&served, &bearer).await.status, 200);
    let sign_out = json!({"AccessToken": token.access_token()}).to_string();
    assert_eq!(served.operation("GlobalSignOut", &sign_out).await.status, 200);
    refused(&user_info(&served, &bearer).await, 401, "invalid_token", DEAD);
    // Web pages from elsewhere are refused as everywhere.
    let foreign = [("Authorization", bearer.as_str()), ("Origin", "https://evil.example")];
    assert_eq!(served.send("GET", "/oauth2/userInfo", &foreign, "").await.status, 403);
    assert_eq!(served.send("POST", "/oauth2/userInfo", &[], "").await.status, 404);
}
