//! Messages by custom senders, and the inbox.

use cognito_triggers_pool::{LambdaConfig, Medium, Mfa, Pool, PoolSettings, TextFrom, Trigger};
use serde_json::json;

use crate::common::{EMAIL, Notes, PASSWORD, PHONE, denying, echo, ines, usual};

/// A sender that notes source and code.
fn recording(notes: &Notes) -> LambdaConfig {
    let seen = notes.clone();
    usual().on(Trigger::CustomEmailSender, move |event| {
        assert!(event.get("response").is_none());
        let source = event["triggerSource"].as_str().unwrap_or_default();
        seen.add(format!("{source} {}", event["request"]["code"].as_str().unwrap_or_default()));
        Ok(event)
    })
}

#[tokio::test]
async fn s30_a_custom_sender_gets_every_email() {
    let notes = Notes::default();
    let settings = PoolSettings::new().mfa_configuration(Mfa::Optional);
    let pool = Pool::new(recording(&notes)).with_settings(settings);
    let user = pool.sign_up("ines", PASSWORD).attribute("email", EMAIL).await.unwrap();
    user.resend_code().await.unwrap();
    user.confirm(user.email().code()).await.unwrap();
    user.forgot_password().await.unwrap();
    let tokens = user.sign_in(PASSWORD).await.unwrap().tokens();
    let token = tokens.access_token();
    let change =
        json!({"AccessToken": token, "UserAttributes": [{"Name": "email", "Value": "new@example.org"}]});
    pool.call("UpdateUserAttributes", change).await.unwrap();
    let again = json!({"AccessToken": token, "AttributeName": "email"});
    pool.call("GetUserAttributeVerificationCode", again).await.unwrap();
    let prefer = json!({"AccessToken": token, "EmailMfaSettings": {"Enabled": true}});
    pool.call("SetUserMFAPreference", prefer).await.unwrap();
    user.sign_in(PASSWORD).await.unwrap().challenge();
    pool.admin_create_user("otto").attribute("email", "otto@example.org").await.unwrap();
    let inbox = pool.inbox();
    let messages = inbox.messages().iter();
    let sent: Vec<_> = messages.map(|message| format!("{} {}", message.source(), message.code())).collect();
    let sources = [
        "SignUp",
        "ResendCode",
        "ForgotPassword",
        "UpdateUserAttribute",
        "VerifyUserAttribute",
        "Authentication",
        "AdminCreateUser",
    ];
    let got = notes.all();
    let names: Vec<_> = got.iter().filter_map(|note| note.split(['_', ' ']).nth(1)).collect();
    assert_eq!(names, sources);
    // Codes arrive as they were sent; a temporary password has HTML's characters escaped.
    assert_eq!(got[..6], sent[..6]);
    let password = inbox.messages()[6].code().replace('&', "&amp;").replace('<', "&lt;");
    assert_eq!(got[6], format!("CustomEmailSender_AdminCreateUser {password}"));
    assert!(!pool.trace().sources().iter().any(|source| source.starts_with("CustomMessage")));
}

#[tokio::test]
async fn s30_a_sender_that_throws_fails_nothing() {
    let pool = Pool::new(usual().on(Trigger::CustomEmailSender, denying("no provider")));
    let user = pool.sign_up("ines", PASSWORD).attribute("email", EMAIL).await.unwrap();
    user.confirm(user.email().code()).await.unwrap();
}

#[tokio::test]
async fn an_email_sender_leaves_sms_to_the_service() {
    let settings = PoolSettings::new().auto_verified_attributes(["phone_number"]);
    let pool = Pool::new(usual().on(Trigger::CustomEmailSender, echo)).with_settings(settings);
    let user = pool.sign_up("ines", PASSWORD).attribute("phone_number", PHONE).await.unwrap();
    assert_eq!(user.sms().text_from(), TextFrom::BuiltIn);
    assert_eq!(pool.trace().sources(), ["PreSignUp_SignUp", "CustomMessage_SignUp"]);
    let settings = PoolSettings::new().auto_verified_attributes(["phone_number"]);
    let pool = Pool::new(usual().on(Trigger::CustomSMSSender, echo)).with_settings(settings);
    pool.sign_up("ines", PASSWORD).attribute("phone_number", PHONE).await.unwrap();
    let trace = pool.trace();
    assert_eq!(trace.last("CustomSMSSender_SignUp").event()["request"]["type"], "customSMSSenderRequestV1");
}

#[tokio::test]
async fn an_account_takeover_is_told_to_the_sender() {
    let pool = Pool::new(usual().on(Trigger::CustomEmailSender, echo)).with_user(ines());
    pool.notify_account_takeover("ines", &[("CITY", "Paris")]).await;
    let trace = pool.trace();
    let request = &trace.last("CustomEmailSender_AccountTakeOverNotification").event()["request"];
    assert_eq!(request["userAttributes"]["CITY"], "Paris");
    assert_eq!(request["userAttributes"]["USER_NAME"], "ines");
    assert!(request["code"].is_null());
}

#[tokio::test]
async fn an_invitation_goes_to_each_medium() {
    let pool = Pool::new(usual());
    let invite = pool.admin_create_user("ines").attribute("email", EMAIL).attribute("phone_number", PHONE);
    invite.member("DesiredDeliveryMediums", json!(["EMAIL", "SMS"])).await.unwrap();
    let user = pool.user("ines");
    assert_eq!(user.email().code(), user.sms().code());
    assert_eq!(pool.inbox().len(), 2);
    let expected = format!("Your username is ines and temporary password is {}.", user.sms().code());
    assert_eq!(user.sms().body(), expected);
}

#[tokio::test]
async fn an_invitation_without_a_password_has_no_code() {
    let settings = PoolSettings::new().allowed_first_auth_factors(["PASSWORD", "EMAIL_OTP"]);
    let pool = Pool::new(usual().on(Trigger::CustomEmailSender, echo)).with_settings(settings);
    pool.admin_create_user("ines").attribute("email", EMAIL).await.unwrap();
    let trace = pool.trace();
    assert!(trace.last("CustomEmailSender_AdminCreateUser").event()["request"]["code"].is_null());
    assert!(trace.remarks()[0].text().contains("is null for a custom sender"), "{trace}");
}

#[tokio::test]
async fn the_inbox_and_the_trace_hide_secrets() {
    let migration = json!({"userAttributes": {"email": EMAIL}, "finalUserStatus": "CONFIRMED", "messageAction": "SUPPRESS"});
    let pool = Pool::new(usual().on(Trigger::UserMigration, crate::common::responding(migration)));
    let user = pool.sign_up("ines", PASSWORD).attribute("email", EMAIL).await.unwrap();
    let code = user.email().code().to_owned();
    let printed = format!("{} {:?} {}", pool.inbox(), pool.inbox().last("ines", Medium::Email), pool.inbox());
    assert!(!printed.contains(&code), "{printed}");
    assert!(printed.contains("Your verification code is (hidden)"), "{printed}");
    pool.sign_in("otto", PASSWORD).await.unwrap().tokens();
    let printed = pool.trace().to_string();
    assert!(!printed.contains(PASSWORD), "{printed}");
    assert!(printed.contains("UserMigration_Authentication (InitiateAuth)"), "{printed}");
    assert!(printed.contains("verdict: accepted"), "{printed}");
    assert!(pool.trace().with_secrets().to_string().contains(PASSWORD));
}

#[test]
#[should_panic(expected = "ines did not get any EMAIL message. The inbox has no messages")]
fn a_missing_email_panics_with_the_inbox() {
    let pool = Pool::new(usual());
    pool.user("ines").email();
}

#[tokio::test]
#[should_panic(expected = "there are no tokens yet, but the challenge NEW_PASSWORD_REQUIRED for ines")]
async fn missing_tokens_panic_with_the_challenge() {
    let pool = Pool::new(usual()).with_user(cognito_triggers_pool::User::invited("ines", "Temporary-9"));
    pool.sign_in("ines", "Temporary-9").await.unwrap().tokens();
}
