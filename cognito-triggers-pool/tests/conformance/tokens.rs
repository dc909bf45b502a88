//! Claims, scopes, groups, and tokens for machines.

use cognito_triggers_pool::{ClientSettings, LambdaVersion, Pool, Trigger};
use serde_json::json;

use crate::common::{PASSWORD, echo, ines, one, responding, usual, with_ines};

fn v1(details: serde_json::Value) -> Pool {
    let trigger = Trigger::PreTokenGeneration(LambdaVersion::V1_0);
    with_ines(one(trigger, responding(json!({"claimsOverrideDetails": details}))))
}

fn v2(details: serde_json::Value) -> Pool {
    let trigger = Trigger::PreTokenGeneration(LambdaVersion::V2_0);
    with_ines(one(trigger, responding(json!({"claimsAndScopeOverrideDetails": details}))))
}

#[tokio::test]
async fn s12_version_1_adds_claims_and_replaces_groups() {
    let pool = v1(json!({
        "claimsToAddOrOverride": {"tenant": "t-204", "flag": "true"},
        "groupOverrideDetails": {"groupsToOverride": ["writers"]},
    }));
    let pool = pool.with_user(ines().group("editors"));
    let tokens = pool.sign_in("ines", PASSWORD).await.unwrap().tokens();
    assert_eq!(tokens.id()["tenant"], "t-204");
    assert_eq!(tokens.id()["flag"], "true");
    assert!(!tokens.access().contains_key("tenant"));
    assert_eq!(tokens.id()["cognito:groups"], json!(["writers"]));
    assert_eq!(tokens.groups(), ["writers"]);
    let trace = pool.trace();
    let event = trace.last("TokenGeneration_Authentication").event();
    assert_eq!(event["version"], "1");
    assert_eq!(
        event["request"]["groupConfiguration"],
        json!({"groupsToOverride": ["editors"], "iamRolesToOverride": [], "preferredRole": null})
    );
    assert!(event["request"].get("scopes").is_none());
}

#[tokio::test]
async fn s13_reserved_claims_are_dropped_loudly() {
    let details = json!({"claimsToAddOrOverride": {"sub": "x", "cognito:username": "y", "custom:x": "z"}});
    let error = v1(details.clone()).sign_in("ines", PASSWORD).await.unwrap_err();
    assert_eq!(error.name(), "AnswerIgnored");
    let pool = v1(details).lenient();
    let tokens = pool.sign_in("ines", PASSWORD).await.unwrap().tokens();
    assert_ne!(tokens.id()["sub"], "x");
    assert_eq!(tokens.id()["cognito:username"], "ines");
    assert_eq!(tokens.id()["custom:x"], "z");
    let trace = pool.trace();
    let ignored = trace.last("TokenGeneration_Authentication").verdict().unwrap().ignored();
    assert_eq!(ignored.len(), 2, "{ignored:?}");
}

#[tokio::test]
async fn s15_version_2_changes_both_tokens_in_one_call() {
    let pool = v2(json!({
        "idTokenGeneration": {"claimsToAddOrOverride": {"roles": ["a", "b"]}},
        "accessTokenGeneration": {
            "claimsToAddOrOverride": {"tenants": ["t-1", 2, {"x": true}]},
            "scopesToAdd": ["orders/read"], "scopesToSuppress": ["aws.cognito.signin.user.admin"],
        },
    }));
    let tokens = pool.sign_in("ines", PASSWORD).await.unwrap().tokens();
    assert_eq!(tokens.id()["roles"], json!(["a", "b"]));
    assert_eq!(tokens.access()["tenants"], json!(["t-1", 2, {"x": true}]));
    assert_eq!(tokens.scopes(), ["orders/read"]);
    let trace = pool.trace();
    assert_eq!(trace.sources(), ["TokenGeneration_Authentication"]);
    let event = trace.last("TokenGeneration_Authentication").event();
    assert_eq!(event["version"], "2");
    assert_eq!(event["request"]["scopes"], json!(["aws.cognito.signin.user.admin"]));
    // Without its scope the token is no use for the user pool's own API.
    let error = pool.call("GetUser", json!({"AccessToken": tokens.access_token()})).await.unwrap_err();
    assert_eq!(error.message(), "Access Token does not have required scopes");
}

#[tokio::test]
async fn groups_have_roles_and_a_preferred_one() {
    const EDITORS: &str = "arn:aws:iam::111122223333:role/editors";
    const STAFF: &str = "arn:aws:iam::111122223333:role/staff";
    let pool = Pool::new(usual())
        .with_group("editors", Some(EDITORS), Some(2))
        .with_group("staff", Some(STAFF), Some(1))
        .with_user(ines().group("editors").group("staff"));
    let tokens = pool.sign_in("ines", PASSWORD).await.unwrap().tokens();
    assert_eq!(tokens.id()["cognito:preferred_role"], STAFF);
    assert_eq!(tokens.id()["cognito:roles"], json!([EDITORS, STAFF]));
    assert!(!tokens.access().contains_key("cognito:roles"));
    assert_eq!(tokens.groups(), ["editors", "staff"]);
}

#[tokio::test]
async fn suppressed_groups_take_roles_along() {
    let details = json!({"idTokenGeneration": {"claimsToSuppress": ["cognito:groups", "email"]}});
    let pool = v2(details).with_group("staff", Some("arn:aws:iam::1:role/a-role-name"), Some(1));
    let pool = pool.with_user(ines().group("staff"));
    let tokens = pool.sign_in("ines", PASSWORD).await.unwrap().tokens();
    for claim in ["cognito:groups", "cognito:roles", "cognito:preferred_role", "email"] {
        assert!(!tokens.id().contains_key(claim), "{claim}");
    }
    assert_eq!(tokens.groups(), ["staff"]);
}

#[tokio::test]
async fn s37_tokens_for_machines() {
    let machine = || {
        ClientSettings::new("machine").client_secret("s").client_credentials(["orders/read", "orders/write"])
    };
    let v3 = Trigger::PreTokenGeneration(LambdaVersion::V3_0);
    let details = json!({"accessTokenGeneration": {
        "claimsToAddOrOverride": {"tenant": "t-204"}, "scopesToSuppress": ["orders/write"],
    }});
    let pool = Pool::new(one(v3, responding(json!({"claimsAndScopeOverrideDetails": details}))))
        .with_client(machine());
    let metadata = json!({"environment": "staging"});
    let tokens = pool.client_credentials(&[], metadata.as_object()).await.unwrap();
    assert_eq!(tokens.access()["sub"], "machine");
    assert_eq!(tokens.access()["client_id"], "machine");
    assert_eq!(tokens.access()["tenant"], "t-204");
    assert_eq!(tokens.scopes(), ["orders/read"]);
    assert!(tokens.id().is_empty());
    let trace = pool.trace();
    assert_eq!(trace.sources(), ["TokenGeneration_ClientCredentials"]);
    let event = trace.last("TokenGeneration_ClientCredentials").event();
    assert_eq!(event["version"], "3");
    assert_eq!(event["request"]["clientMetadata"], metadata);
    assert_eq!(event["request"]["scopes"], json!(["orders/read", "orders/write"]));
    let error = pool.client_credentials(&["other/scope"], None).await.unwrap_err();
    assert_eq!(error.name(), "invalid_scope");
    // Version 2 is not called for machines.
    let v2 = Trigger::PreTokenGeneration(LambdaVersion::V2_0);
    let pool = Pool::new(one(v2, echo)).with_client(machine());
    let tokens = pool.client_credentials(&["orders/read"], None).await.unwrap();
    assert_eq!(tokens.scopes(), ["orders/read"]);
    assert!(pool.trace().sources().is_empty());
}

#[tokio::test]
async fn managed_login_has_a_source_of_its_own() {
    let pool = with_ines(usual());
    let tokens = pool.hosted_sign_in("ines", PASSWORD).await.unwrap().tokens();
    assert_eq!(pool.trace().sources().last(), Some(&"TokenGeneration_HostedAuth"));
    assert_eq!(tokens.access()["version"], 2);
    assert!(tokens.scopes().contains(&"openid"));
}

#[tokio::test]
async fn attributes_that_the_client_may_read() {
    let client = ClientSettings::new("few").read_attributes(["email"]);
    let pool = Pool::new(usual()).with_user(ines().attribute("given_name", "Ines")).with_client(client);
    let tokens = pool.sign_in("ines", PASSWORD).await.unwrap().tokens();
    assert!(tokens.id().contains_key("email"));
    assert!(!tokens.id().contains_key("given_name"));
}
