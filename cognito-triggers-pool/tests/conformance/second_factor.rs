//! Second factors.

use std::time::Duration;

use cognito_triggers_pool::{LambdaConfig, Mfa, Pool, PoolSettings, User};
use serde_json::json;

use crate::common::{PASSWORD, PHONE, ines, passwordless, usual, with_ines};

async fn prefer(pool: &Pool, factor: &str) {
    let mut request = json!({"Username": "ines"});
    request[factor] = json!({"Enabled": true, "PreferredMfa": true});
    pool.call("AdminSetUserMFAPreference", request).await.unwrap();
}

#[tokio::test]
async fn s27_a_code_by_sms() {
    let settings = PoolSettings::new().mfa_configuration(Mfa::Optional);
    let user = ines().attribute("phone_number", "+12345671234");
    let pool = Pool::new(usual()).with_settings(settings).with_user(user);
    prefer(&pool, "SMSMfaSettings").await;
    let challenge = pool.sign_in("ines", PASSWORD).await.unwrap().challenge();
    assert_eq!(challenge.name(), "SMS_MFA");
    assert_eq!(challenge.parameters()["CODE_DELIVERY_DESTINATION"], "+*******1234");
    assert_eq!(challenge.parameters()["CODE_DELIVERY_DELIVERY_MEDIUM"], "SMS");
    let code = pool.user("ines").sms().code().to_owned();
    for _ in 0..6 {
        let error = challenge.answer("000").await.unwrap_err();
        assert_eq!(
            (error.name(), error.message()),
            ("CodeMismatchException", "Invalid code or auth state for the user.")
        );
    }
    challenge.answer(&code).await.unwrap().tokens();
    assert_eq!(
        pool.trace().sources(),
        [
            "PreAuthentication_Authentication",
            "CustomMessage_Authentication",
            "PostAuthentication_Authentication",
            "TokenGeneration_Authentication"
        ]
    );
    let error = challenge.answer(&code).await.unwrap_err();
    assert_eq!(error.message(), "Invalid session for the user, session can only be used once.");
}

#[tokio::test]
async fn s28_an_authenticator_app_is_set_up() {
    let pool = with_ines(usual()).with_settings(PoolSettings::new().mfa_configuration(Mfa::On));
    let challenge = pool.sign_in("ines", PASSWORD).await.unwrap().challenge();
    assert_eq!(challenge.name(), "MFA_SETUP");
    let request = json!({"Session": challenge.session()});
    let associated = pool.call("AssociateSoftwareToken", request).await.unwrap();
    let secret = associated["SecretCode"].as_str().unwrap();
    let wrong = json!({"Session": associated["Session"], "UserCode": "000000"});
    let error = pool.call("VerifySoftwareToken", wrong).await.unwrap_err();
    assert_eq!(error.name(), "EnableSoftwareTokenMFAException");
    assert_eq!(error.message(), "Code mismatch and fail enable Software Token MFA");
    let code = pool.totp(secret);
    let right = json!({"Session": associated["Session"], "UserCode": code});
    let verified = pool.call("VerifySoftwareToken", right).await.unwrap();
    assert_eq!(verified["Status"], "SUCCESS");
    let respond = json!({
        "ChallengeName": "MFA_SETUP", "Session": verified["Session"], "ChallengeResponses": {"USERNAME": "ines"},
    });
    let answer = pool.call("RespondToAuthChallenge", respond).await.unwrap();
    assert!(answer["AuthenticationResult"]["AccessToken"].is_string());
    // The code is used up, for sign-ins too.
    let challenge = pool.sign_in("ines", PASSWORD).await.unwrap().challenge();
    assert_eq!(challenge.name(), "SOFTWARE_TOKEN_MFA");
    let error = challenge.answer(&code).await.unwrap_err();
    assert_eq!(
        (error.name(), error.message()),
        ("ExpiredCodeException", "Your software token has already been used once.")
    );
    let error = challenge.answer("000000").await.unwrap_err();
    assert_eq!((error.name(), error.message()), ("CodeMismatchException", "Invalid code received for user"));
    pool.advance(Duration::from_secs(30));
    challenge.answer(&pool.totp(secret)).await.unwrap().tokens();
}

#[tokio::test]
async fn the_set_up_is_one_typed_call() {
    let pool = with_ines(usual()).with_settings(PoolSettings::new().mfa_configuration(Mfa::On));
    let challenge = pool.sign_in("ines", PASSWORD).await.unwrap().challenge();
    challenge.set_up_totp().await.unwrap().tokens();
    assert_eq!(pool.sign_in("ines", PASSWORD).await.unwrap().challenge().name(), "SOFTWARE_TOKEN_MFA");
}

#[tokio::test]
async fn a_choice_of_two_factors() {
    let settings = PoolSettings::new().mfa_configuration(Mfa::Optional);
    let pool = Pool::new(usual()).with_settings(settings).with_user(ines().attribute("phone_number", PHONE));
    // Nobody has chosen a factor, so nobody is asked.
    pool.sign_in("ines", PASSWORD).await.unwrap().tokens();
    let both = json!({"Username": "ines", "SMSMfaSettings": {"Enabled": true}, "EmailMfaSettings": {"Enabled": true}});
    pool.call("AdminSetUserMFAPreference", both).await.unwrap();
    let challenge = pool.sign_in("ines", PASSWORD).await.unwrap().challenge();
    assert_eq!(challenge.name(), "SELECT_MFA_TYPE");
    assert_eq!(challenge.parameters()["MFAS_CAN_CHOOSE"], r#"["EMAIL_OTP","SMS_MFA"]"#);
    let challenge = challenge.answer("EMAIL_OTP").await.unwrap().challenge();
    assert_eq!(challenge.name(), "EMAIL_OTP");
    let mail = pool.user("ines").email();
    assert_eq!(mail.code().len(), 6);
    challenge.answer(mail.code()).await.unwrap().tokens();
    let request = json!({"Username": "ines", "SoftwareTokenMfaSettings": {"Enabled": true}});
    let error = pool.call("AdminSetUserMFAPreference", request).await.unwrap_err();
    assert_eq!(error.message(), "User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA");
}

#[tokio::test]
async fn custom_authentication_without_a_password_has_no_second_factor() {
    let settings = PoolSettings::new().mfa_configuration(Mfa::On);
    let pool = Pool::new(passwordless("1")).with_settings(settings).with_user(User::confirmed("ines"));
    let challenge = pool.custom_auth("ines").await.unwrap().challenge();
    challenge.answer("1").await.unwrap().tokens();
}

#[tokio::test]
async fn a_new_password_comes_before_the_second_factor() {
    let settings = PoolSettings::new().mfa_configuration(Mfa::On);
    let pool = Pool::new(LambdaConfig::new())
        .with_settings(settings)
        .with_user(User::invited("ines", "Temporary-9"));
    let challenge = pool.sign_in("ines", "Temporary-9").await.unwrap().challenge();
    let challenge = challenge.answer(PASSWORD).await.unwrap().challenge();
    assert_eq!(challenge.name(), "MFA_SETUP");
    challenge.set_up_totp().await.unwrap().tokens();
}

/// A client's metadata of an answer does not reach the message of the next challenge, an administrator's does.
#[tokio::test]
async fn s24_metadata_of_an_answer_and_the_next_message() {
    for (operation, reaches) in [("RespondToAuthChallenge", false), ("AdminRespondToAuthChallenge", true)] {
        let settings = PoolSettings::new().mfa_configuration(Mfa::Optional);
        let invited = User::invited("ines", "Temporary-9").attribute("phone_number", PHONE);
        let pool = Pool::new(usual()).with_settings(settings).with_user(invited);
        prefer(&pool, "SMSMfaSettings").await;
        let challenge = pool.sign_in("ines", "Temporary-9").await.unwrap().challenge();
        let answer = json!({
            "ChallengeName": challenge.name(), "Session": challenge.session(),
            "ChallengeResponses": {"USERNAME": "ines", "NEW_PASSWORD": PASSWORD}, "ClientMetadata": {"k": "v"},
        });
        assert_eq!(pool.call(operation, answer).await.unwrap()["ChallengeName"], "SMS_MFA");
        let trace = pool.trace();
        let request = &trace.last("CustomMessage_Authentication").event()["request"];
        assert_eq!(request.get("clientMetadata").is_some(), reaches, "{operation}");
    }
}
