//! Forgotten and reset passwords, and changed attributes.

use std::time::Duration;

use cognito_triggers_pool::{LambdaConfig, Pool, PoolSettings, User};
use serde_json::json;

use crate::common::{EMAIL, PASSWORD, PHONE, ines, usual, with_ines};

const NEW: &str = "Another-horse-9";

#[tokio::test]
async fn s11_a_forgotten_password() {
    let pool = with_ines(usual());
    let ines = pool.user("ines");
    let details = ines.forgot_password().await.unwrap();
    assert_eq!(details["Destination"], "i***@e***");
    let code = ines.email().code().to_owned();
    assert_eq!(ines.confirm_forgot_password("no", NEW).await.unwrap_err().name(), "CodeMismatchException");
    ines.confirm_forgot_password(&code, NEW).client_metadata("flow", "reset").await.unwrap();
    assert_eq!(
        pool.trace().sources(),
        ["CustomMessage_ForgotPassword", "PostConfirmation_ConfirmForgotPassword"]
    );
    assert_eq!(ines.sign_in(PASSWORD).await.unwrap_err().message(), "Incorrect username or password.");
    ines.sign_in(NEW).await.unwrap().tokens();
    assert_eq!(ines.confirm_forgot_password(&code, NEW).await.unwrap_err().name(), "ExpiredCodeException");
}

#[tokio::test]
async fn a_code_for_a_new_password_is_valid_for_an_hour() {
    let pool = with_ines(usual());
    let ines = pool.user("ines");
    ines.forgot_password().await.unwrap();
    pool.advance(Duration::from_secs(3600));
    let error = ines.confirm_forgot_password(ines.email().code(), NEW).await.unwrap_err();
    assert_eq!(error.name(), "ExpiredCodeException");
}

#[tokio::test]
async fn s34_an_administrator_resets_a_password() {
    let pool = with_ines(usual());
    pool.call("AdminResetUserPassword", json!({"Username": "ines"})).await.unwrap();
    assert_eq!(pool.trace().sources(), ["CustomMessage_ForgotPassword"]);
    let ines = pool.user("ines");
    assert_eq!(ines.status(), "RESET_REQUIRED");
    let error = ines.sign_in(PASSWORD).await.unwrap_err();
    assert_eq!(
        (error.name(), error.message()),
        ("PasswordResetRequiredException", "Password reset required for the user")
    );
    assert_eq!(ines.sign_in("Wrong-horse-9").await.unwrap_err().message(), "Incorrect username or password.");
    ines.confirm_forgot_password(ines.email().code(), NEW).await.unwrap();
    ines.sign_in(NEW).await.unwrap().tokens();
    let pool = Pool::new(usual()).with_user(User::invited("otto", "Temporary-9"));
    let error = pool.call("AdminResetUserPassword", json!({"Username": "otto"})).await.unwrap_err();
    assert_eq!(error.message(), "User password cannot be reset in the current state.");
}

#[tokio::test]
async fn a_recovery_address_is_verified_and_allowed() {
    let recovering = |settings: PoolSettings, user: User| {
        Pool::new(LambdaConfig::new())
            .with_settings(settings)
            .with_user(user)
            .with_client(cognito_triggers_pool::ClientSettings::new("l").prevent_user_existence_errors(false))
    };
    let unverified = ines().attribute("email_verified", "false");
    let error = recovering(PoolSettings::new(), unverified).user("ines").forgot_password().await.unwrap_err();
    assert_eq!(
        error.message(),
        "Cannot reset password for the user as there is no registered/verified email or phone_number"
    );
    // SMS comes first, unless the pool has an order of its own.
    let both = || ines().attribute("phone_number", PHONE);
    let details = recovering(PoolSettings::new(), both()).user("ines").forgot_password().await.unwrap();
    assert_eq!(details["DeliveryMedium"], "SMS");
    let settings = PoolSettings::new().account_recovery_setting(["verified_email", "verified_phone_number"]);
    let details = recovering(settings, both()).user("ines").forgot_password().await.unwrap();
    assert_eq!(details["DeliveryMedium"], "EMAIL");
    let settings = PoolSettings::new().account_recovery_setting(["admin_only"]);
    let error = recovering(settings, both()).user("ines").forgot_password().await.unwrap_err();
    assert_eq!(error.message(), "Contact administrator to reset password.");
}

#[tokio::test]
async fn s29_an_address_changes_at_once() {
    let pool = with_ines(usual());
    let tokens = pool.sign_in("ines", PASSWORD).await.unwrap().tokens();
    let change = json!({
        "AccessToken": tokens.access_token(),
        "UserAttributes": [{"Name": "email", "Value": "new@example.org"}],
        "ClientMetadata": {"k": "v"},
    });
    let answer = pool.call("UpdateUserAttributes", change).await.unwrap();
    assert_eq!(answer["CodeDeliveryDetailsList"][0]["Destination"], "n***@e***");
    let user = pool.user("ines");
    assert_eq!(user.email().to(), "new@example.org");
    assert_eq!(user.attribute("email").as_deref(), Some("new@example.org"));
    assert_eq!(user.attribute("email_verified").as_deref(), Some("false"));
    let trace = pool.trace();
    let event = trace.last("CustomMessage_UpdateUserAttribute").event();
    assert_eq!(event["request"]["clientMetadata"], json!({"k": "v"}));
    let verify =
        json!({"AccessToken": tokens.access_token(), "AttributeName": "email", "Code": user.email().code()});
    pool.call("VerifyUserAttribute", verify).await.unwrap();
    assert_eq!(user.attribute("email_verified").as_deref(), Some("true"));
}

#[tokio::test]
async fn s29_an_address_waits_for_its_verification() {
    let settings = PoolSettings::new().attributes_require_verification_before_update(["email"]);
    let pool = with_ines(usual()).with_settings(settings);
    let tokens = pool.sign_in("ines", PASSWORD).await.unwrap().tokens();
    let change = json!({
        "AccessToken": tokens.access_token(), "UserAttributes": [{"Name": "email", "Value": "new@example.org"}],
    });
    pool.call("UpdateUserAttributes", change).await.unwrap();
    let user = pool.user("ines");
    assert_eq!(user.attribute("email").as_deref(), Some(EMAIL));
    assert_eq!(user.attribute("email_verified").as_deref(), Some("true"));
    assert_eq!(user.email().to(), "new@example.org");
    // The code once more, by the user's own wish.
    let again = json!({"AccessToken": tokens.access_token(), "AttributeName": "email"});
    pool.call("GetUserAttributeVerificationCode", again).await.unwrap();
    assert_eq!(pool.trace().sources().last(), Some(&"CustomMessage_VerifyUserAttribute"));
    let verify =
        json!({"AccessToken": tokens.access_token(), "AttributeName": "email", "Code": user.email().code()});
    pool.call("VerifyUserAttribute", verify).await.unwrap();
    assert_eq!(user.attribute("email").as_deref(), Some("new@example.org"));
}

#[tokio::test]
async fn an_administrator_verifies_without_a_message() {
    let pool = with_ines(usual());
    let change = |verified: &str| {
        json!({"Username": "ines", "UserAttributes": [
            {"Name": "email", "Value": format!("{verified}@example.org")}, {"Name": "email_verified", "Value": verified},
        ]})
    };
    pool.call("AdminUpdateUserAttributes", change("true")).await.unwrap();
    assert!(pool.inbox().is_empty());
    pool.call("AdminUpdateUserAttributes", change("false")).await.unwrap();
    assert_eq!(pool.user("ines").email().source(), "CustomMessage_UpdateUserAttribute");
}

#[tokio::test]
async fn a_password_is_changed_by_its_user() {
    let pool = with_ines(usual());
    let tokens = pool.sign_in("ines", PASSWORD).await.unwrap().tokens();
    let change = |previous: Option<&str>| json!({"AccessToken": tokens.access_token(), "PreviousPassword": previous, "ProposedPassword": NEW});
    let error = pool.call("ChangePassword", change(None)).await.unwrap_err();
    assert_eq!(error.message(), "Missing required parameter OldPassword");
    let error = pool.call("ChangePassword", change(Some("Wrong-horse-9"))).await.unwrap_err();
    assert_eq!(error.message(), "Incorrect username or password.");
    pool.call("ChangePassword", change(Some(PASSWORD))).await.unwrap();
    pool.sign_in("ines", NEW).await.unwrap().tokens();
    let set = json!({"Username": "ines", "Password": PASSWORD, "Permanent": false});
    pool.call("AdminSetUserPassword", set).await.unwrap();
    assert_eq!(pool.sign_in("ines", PASSWORD).await.unwrap().challenge().name(), "NEW_PASSWORD_REQUIRED");
}

#[tokio::test]
async fn hourly_limits_by_option() {
    let pool = with_ines(usual()).hourly_limits();
    let ines = pool.user("ines");
    for _ in 0..5 {
        ines.forgot_password().await.unwrap();
    }
    let error = ines.forgot_password().await.unwrap_err();
    assert_eq!(
        (error.name(), error.message()),
        ("LimitExceededException", "Attempt limit exceeded, please try after some time.")
    );
    pool.advance(Duration::from_secs(3600));
    ines.forgot_password().await.unwrap();
}
