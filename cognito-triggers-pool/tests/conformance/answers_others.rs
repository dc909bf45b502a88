//! Wrong answers: migration, senders and federation. Rows 40 to 45, 49 and 50.

use cognito_triggers_pool::{
    Error, IdentityProvider, LambdaConfig, Outcome, Pool, PoolSettings, TextFrom, Trigger, Verdict,
};
use serde_json::{Value, json};

use crate::common::{EMAIL, PASSWORD, denying, one, responding};

async fn migrated(settings: PoolSettings, response: Value) -> (Verdict, Result<(), Error>, Pool) {
    let pool = Pool::new(one(Trigger::UserMigration, responding(response))).with_settings(settings);
    let result = pool.sign_in("ines", PASSWORD).await.map(|_| ());
    let verdict = pool.trace().last("UserMigration_Authentication").verdict().cloned().expect("a verdict");
    (verdict, result, pool)
}

fn confirmed(attributes: Value) -> Value {
    json!({"userAttributes": attributes, "finalUserStatus": "CONFIRMED", "messageAction": "SUPPRESS"})
}

#[tokio::test]
async fn r40_a_migration_without_attributes() {
    let response = json!({"finalUserStatus": "CONFIRMED"});
    let (verdict, result, _) = migrated(PoolSettings::new(), response).await;
    assert_eq!(result.unwrap_err().message(), "Incorrect username or password.");
    assert!(verdict.is_accepted());
    // An answer of another form is a migration that went wrong.
    let (verdict, result, _) = migrated(PoolSettings::new(), json!({"userAttributes": []})).await;
    let error = result.unwrap_err();
    assert_eq!(error.name(), "UserNotFoundException");
    assert!(error.message().starts_with("Exception migrating user in app client "));
    assert!(matches!(verdict.outcome(), Outcome::Invalid(_)));
}

#[tokio::test]
async fn r41_another_final_status() {
    let mut response = confirmed(json!({"email": EMAIL}));
    response["finalUserStatus"] = "UNCONFIRMED".into();
    let (verdict, result, pool) = migrated(PoolSettings::new(), response).await;
    assert_eq!(result.unwrap_err().name(), "PasswordResetRequiredException");
    assert!(verdict.undocumented().is_some());
    assert_eq!(pool.user("ines").status(), "RESET_REQUIRED");
}

#[tokio::test]
async fn r42_attributes_and_the_schema() {
    let settings = || PoolSettings::new().custom_attributes(["custom:tenant"]).required_attributes(["email"]);
    let (verdict, result, pool) =
        migrated(settings(), confirmed(json!({"email": EMAIL, "custom:x": "1"}))).await;
    let error = result.unwrap_err();
    assert_eq!(error.name(), "InvalidParameterException");
    assert!(error.message().contains("custom:x: Attribute does not exist in the schema."), "{error}");
    assert!(verdict.undocumented().is_some() && !pool.user("ines").exists());
    let (verdict, result, pool) = migrated(settings(), confirmed(json!({"custom:tenant": "t"}))).await;
    result.unwrap();
    assert_eq!(pool.user("ines").attribute("email").as_deref(), Some(""));
    assert!(verdict.undocumented().is_some(), "{verdict}");
}

#[tokio::test]
async fn r42_attributes_that_no_user_can_have() {
    for (name, value, text) in [
        ("sub", "1", "Incorrect username or password."),
        ("cognito:user_status", "CONFIRMED", "Incorrect username or password."),
        (
            "Email",
            EMAIL,
            "Attributes did not conform to the schema: Email: Attribute does not exist in the schema.",
        ),
        ("phone_number", "0711 / 55 01 234", "Invalid phone number format."),
        ("email", "ines", "Invalid email address format."),
    ] {
        let mut attributes = json!({});
        attributes[name] = value.into();
        let (verdict, result, pool) = migrated(PoolSettings::new(), confirmed(attributes)).await;
        assert_eq!(result.unwrap_err().message(), text, "{name}");
        assert!(verdict.undocumented().is_some() && !pool.user("ines").exists(), "{verdict}");
    }
}

#[tokio::test]
async fn r43_attributes_that_are_too_long() {
    let long_name = format!("custom:{}", "x".repeat(26));
    let mut attributes = json!({});
    attributes[long_name] = "1".into();
    let mut custom = json!({});
    custom[format!("custom:{}", "x".repeat(21))] = "1".into();
    for attributes in [json!({"given_name": "x".repeat(2049)}), attributes, custom] {
        let (verdict, result, _) = migrated(PoolSettings::new(), confirmed(attributes)).await;
        assert_eq!(result.unwrap_err().name(), "InvalidParameterException");
        assert!(
            matches!(verdict.outcome(), Outcome::Rejected(_)) && verdict.undocumented().is_some(),
            "{verdict}"
        );
    }
}

#[tokio::test]
async fn r44_another_user_name() {
    let (verdict, result, _) = migrated(PoolSettings::new(), confirmed(json!({"username": "otto"}))).await;
    result.unwrap_err();
    assert!(
        matches!(verdict.outcome(), Outcome::Rejected(_)) && verdict.undocumented().is_some(),
        "{verdict}"
    );
    let (_, result, _) = migrated(PoolSettings::new(), confirmed(json!({"username": "ines"}))).await;
    result.unwrap();
}

#[tokio::test]
async fn r45_senders_change_nothing() {
    let nonsense =
        LambdaConfig::new().attach(Trigger::CustomEmailSender, |_| async { Ok("nonsense".to_owned()) });
    for config in [nonsense, one(Trigger::CustomEmailSender, denying("no provider"))] {
        let pool = Pool::new(config);
        let ines = pool.sign_up("ines", PASSWORD).attribute("email", EMAIL).await.unwrap();
        let mail = ines.email();
        assert_eq!(mail.text_from(), TextFrom::CustomSender);
        ines.confirm(mail.code()).await.unwrap();
    }
    let pool = Pool::new(one(Trigger::CustomEmailSender, denying("no provider")));
    pool.sign_up("ines", PASSWORD).attribute("email", EMAIL).await.unwrap();
    let trace = pool.trace();
    let verdict = trace.last("CustomEmailSender_SignUp").verdict().unwrap();
    assert!(verdict.is_accepted() && verdict.notes()[0].contains("the message is lost"), "{verdict}");
}

async fn federated(map: Value) -> (Verdict, Pool) {
    let provider = IdentityProvider::new("Google", "Google").attribute_mapping("given_name", "given_name");
    let config = one(Trigger::InboundFederation, responding(json!({"userAttributesToMap": map})));
    let pool = Pool::new(config).with_settings(PoolSettings::new().identity_provider(provider));
    pool.federated_sign_in("Google", [("sub", "1"), ("email", EMAIL), ("given_name", "Ines")]).await.unwrap();
    (pool.trace().last("InboundFederation_ExternalProvider").verdict().cloned().expect("a verdict"), pool)
}

#[tokio::test]
async fn r49_an_empty_map_keeps_everything() {
    let (verdict, pool) = federated(json!({})).await;
    assert!(verdict.is_accepted() && verdict.notes().is_empty(), "{verdict}");
    assert_eq!(pool.user("Google_1").attribute("given_name").as_deref(), Some("Ines"));
}

#[tokio::test]
async fn r50_a_partial_map_drops_the_rest() {
    let (verdict, pool) = federated(json!({"email": EMAIL})).await;
    assert!(verdict.is_accepted() && verdict.notes()[0].ends_with("lost: given_name, sub."), "{verdict}");
    assert_eq!(pool.user("Google_1").attribute("given_name"), None);
}
