//! Wrong answers: claims, scopes and groups. Rows 32 to 39.

use cognito_triggers_pool::{Error, LambdaVersion, Outcome, Pool, Tokens, Trigger, Verdict};
use serde_json::{Value, json};

use crate::common::{PASSWORD, ines, one, responding, with_ines};

fn pool(version: LambdaVersion, response: Value) -> Pool {
    with_ines(one(Trigger::PreTokenGeneration(version), responding(response)))
}

async fn judged(pool: &Pool) -> (Verdict, Result<Tokens, Error>) {
    let result = pool.sign_in("ines", PASSWORD).await.map(cognito_triggers_pool::SignIn::tokens);
    (pool.trace().last("TokenGeneration_Authentication").verdict().cloned().expect("a verdict"), result)
}

fn v1(details: Value) -> Pool {
    pool(LambdaVersion::V1_0, json!({"claimsOverrideDetails": details}))
}

fn v2(details: Value) -> Pool {
    pool(LambdaVersion::V2_0, json!({"claimsAndScopeOverrideDetails": details}))
}

fn access(half: Value) -> Pool {
    v2(json!({"accessTokenGeneration": half}))
}

#[tokio::test]
async fn r07_a_list_in_a_claim_of_version_1() {
    let (verdict, result) = judged(&v1(json!({"claimsToAddOrOverride": {"roles": ["a"]}}))).await;
    let error = result.unwrap_err();
    assert_eq!(
        (error.name(), error.message()),
        ("InvalidLambdaResponseException", "Unrecognizable lambda output")
    );
    assert!(matches!(verdict.outcome(), Outcome::Invalid(_)));
    // Nor does the ID token of version 2 take one in four claims.
    let (_, result) =
        judged(&v2(json!({"idTokenGeneration": {"claimsToAddOrOverride": {"address": {"a": "b"}}}}))).await;
    assert_eq!(result.unwrap_err().message(), "Unrecognizable lambda output");
}

#[tokio::test]
async fn r32_the_response_of_another_version() {
    let wrong = [
        pool(LambdaVersion::V2_0, json!({"claimsOverrideDetails": {}})),
        pool(LambdaVersion::V1_0, json!({"claimsAndScopeOverrideDetails": {}})),
    ];
    for pool in wrong {
        let (verdict, result) = judged(&pool).await;
        assert_eq!(result.unwrap_err().name(), "InvalidLambdaResponseException");
        assert!(verdict.undocumented().is_some(), "{verdict}");
    }
}

#[tokio::test]
async fn r33_reserved_claims() {
    for name in ["sub", "iss", "exp", "token_use", "cognito:anything", "cognito:groups", "dev:x", "scope"] {
        let mut claims = json!({"custom:x": "kept"});
        claims[name] = "x".into();
        let pool = v1(json!({"claimsToAddOrOverride": claims})).lenient();
        let (verdict, result) = judged(&pool).await;
        assert_eq!(verdict.ignored().len(), 1, "{name}: {verdict}");
        assert!(verdict.ignored()[0].contains(name));
        let tokens = result.unwrap();
        assert_eq!(tokens.id()["custom:x"], "kept");
        assert_ne!(tokens.id().get(name), Some(&json!("x")), "{name}");
    }
    let pool = v1(json!({"claimsToSuppress": ["sub", "email"]})).lenient();
    let (verdict, result) = judged(&pool).await;
    assert_eq!(verdict.ignored().len(), 1, "{verdict}");
    let tokens = result.unwrap();
    assert!(tokens.id().contains_key("sub") && !tokens.id().contains_key("email"));
}

#[tokio::test]
async fn r34_an_audience_that_is_not_the_client() {
    let (_, result) =
        judged(&access(json!({"claimsToAddOrOverride": {"aud": "https://api.example.org"}}))).await;
    let error = result.unwrap_err();
    assert!(
        error.message().contains("aud may only be added to the access token, with the id of the app client"),
        "{error}"
    );
    let client = v1(json!({})).client_id().to_owned();
    let (verdict, result) = judged(&access(json!({"claimsToAddOrOverride": {"aud": client}}))).await;
    assert!(verdict.is_accepted());
    assert_eq!(result.unwrap().access()["aud"], client);
}

#[tokio::test]
async fn r35_a_claim_is_added_and_suppressed() {
    let (verdict, result) =
        judged(&v1(json!({"claimsToAddOrOverride": {"x": "1"}, "claimsToSuppress": ["x"]}))).await;
    assert!(!result.unwrap().id().contains_key("x"));
    assert!(
        verdict.is_accepted() && verdict.notes()[0].contains("x is both added and suppressed"),
        "{verdict}"
    );
}

#[tokio::test]
async fn r36_groups_that_the_pool_does_not_have() {
    let (verdict, result) =
        judged(&v1(json!({"groupOverrideDetails": {"groupsToOverride": ["ghosts"]}}))).await;
    assert_eq!(result.unwrap().groups(), ["ghosts"]);
    assert!(verdict.is_accepted() && verdict.notes()[0].contains("ghosts"), "{verdict}");
}

#[tokio::test]
async fn r37_groups_are_cleared() {
    for details in [json!({}), json!({"groupsToOverride": []})] {
        let pool = v1(json!({"groupOverrideDetails": details})).with_user(ines().group("editors"));
        let (verdict, result) = judged(&pool).await;
        assert!(result.unwrap().groups().is_empty());
        assert!(verdict.is_accepted() && verdict.notes()[0].starts_with("groups cleared"), "{verdict}");
    }
    // Null members, which is what some libraries write unasked, cost the user's groups loudly.
    let nulls = json!({"groupsToOverride": null, "iamRolesToOverride": null, "preferredRole": null});
    let (verdict, result) = judged(&v1(json!({"groupOverrideDetails": nulls.clone()}))).await;
    assert!(result.is_ok() && verdict.is_accepted(), "{verdict}");
    let pool = v1(json!({"groupOverrideDetails": nulls})).with_user(ines().group("editors"));
    let (verdict, result) = judged(&pool).await;
    assert_eq!(result.unwrap_err().name(), "AnswerIgnored");
    assert!(matches!(verdict.outcome(), Outcome::DefaultUsed(_)));
    // Without the member, groups stay.
    let (_, result) = judged(&v1(json!({"claimsToSuppress": []})).with_user(ines().group("editors"))).await;
    assert_eq!(result.unwrap().groups(), ["editors"]);
}

#[tokio::test]
async fn r38_a_scope_with_a_space() {
    for scope in ["orders read", "a\"b", ""] {
        let (verdict, result) = judged(&access(json!({"scopesToAdd": [scope]}))).await;
        assert_eq!(result.unwrap_err().name(), "InvalidLambdaResponseException");
        assert!(verdict.undocumented().is_some(), "{verdict}");
    }
}

#[tokio::test]
async fn r39_a_token_that_is_too_large_for_headers() {
    let (verdict, result) = judged(&v1(json!({"claimsToAddOrOverride": {"big": "x".repeat(9000)}}))).await;
    result.unwrap();
    assert!(verdict.is_accepted() && verdict.notes()[0].contains("servers refuse headers"), "{verdict}");
}

#[tokio::test]
async fn unknown_members_are_invalid_at_every_depth() {
    for pool in [
        v1(json!({"scopesToAdd": []})),
        v2(json!({"idTokenGeneration": {"scopesToAdd": []}})),
        v2(json!({"groupOverrideDetails": {"groups": []}})),
    ] {
        let (_, result) = judged(&pool).await;
        assert_eq!(result.unwrap_err().message(), "Unrecognizable lambda output");
    }
}
