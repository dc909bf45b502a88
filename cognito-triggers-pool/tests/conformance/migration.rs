//! Users whom the pool gets from elsewhere.

use cognito_triggers_pool::{ClientSettings, Pool, Trigger};
use serde_json::json;

use crate::common::{EMAIL, PASSWORD, echo, one, responding, usual};

const SIGN_IN: [&str; 3] = [
    "PreAuthentication_Authentication",
    "PostAuthentication_Authentication",
    "TokenGeneration_Authentication",
];

fn legacy() -> ClientSettings {
    ClientSettings::new("legacy").prevent_user_existence_errors(false)
}

#[tokio::test]
async fn s22_a_user_migrates_at_sign_in() {
    let migrated = json!({
        "userAttributes": {"email": EMAIL, "email_verified": "true"},
        "finalUserStatus": "CONFIRMED", "messageAction": "SUPPRESS",
    });
    let pool = Pool::new(usual().on(Trigger::UserMigration, responding(migrated)));
    let tokens = pool.sign_in("ines", PASSWORD).client_metadata("app", "shop").await.unwrap().tokens();
    assert_eq!(tokens.id()["email"], EMAIL);
    let trace = pool.trace();
    let request = &trace.last("UserMigration_Authentication").event()["request"];
    assert_eq!(
        *request,
        json!({"password": PASSWORD, "validationData": {"app": "shop"}, "userAttributes": null})
    );
    let sources = trace.sources();
    assert_eq!(sources[0], "UserMigration_Authentication");
    assert_eq!(sources[1..], SIGN_IN);
    // The next sign-in finds the user.
    pool.sign_in("ines", PASSWORD).await.unwrap().tokens();
    assert_eq!(pool.sign_in("ines", "Wrong-horse-9").await.unwrap_err().name(), "NotAuthorizedException");
}

#[tokio::test]
async fn s23_a_migration_that_knows_no_user() {
    let config = || one(Trigger::UserMigration, echo);
    let error = Pool::new(config()).with_client(legacy()).sign_in("ines", PASSWORD).await.unwrap_err();
    assert_eq!(error.name(), "UserNotFoundException");
    let error = Pool::new(config()).sign_in("ines", PASSWORD).await.unwrap_err();
    assert_eq!(error.message(), "Incorrect username or password.");
}

#[tokio::test]
async fn a_migration_without_a_status_asks_for_a_new_password() {
    let attributes =
        json!({"userAttributes": {"email": EMAIL, "email_verified": "true"}, "messageAction": "SUPPRESS"});
    let pool = Pool::new(usual().on(Trigger::UserMigration, responding(attributes)));
    let error = pool.sign_in("ines", PASSWORD).await.unwrap_err();
    assert_eq!(error.name(), "PasswordResetRequiredException");
    let pool = Pool::new(usual().on(
        Trigger::UserMigration,
        responding(json!({
            "userAttributes": {"email": EMAIL, "email_verified": "true"}, "messageAction": "SUPPRESS",
        })),
    ));
    let user = pool.user("ines");
    user.forgot_password().client_metadata("flow", "reset").await.unwrap();
    assert_eq!(pool.trace().sources(), ["UserMigration_ForgotPassword", "CustomMessage_ForgotPassword"]);
    let trace = pool.trace();
    let request = &trace.last("UserMigration_ForgotPassword").event()["request"];
    assert_eq!(
        *request,
        json!({"validationData": null, "userAttributes": null, "clientMetadata": {"flow": "reset"}})
    );
    user.confirm_forgot_password(user.email().code(), PASSWORD).await.unwrap();
    pool.sign_in("ines", PASSWORD).await.unwrap().tokens();
}
