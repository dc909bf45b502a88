//! Sign-up, its confirmation, and users whom an administrator creates.

use std::time::Duration;

use cognito_triggers_pool::{ClientSettings, LambdaConfig, Pool, PoolSettings, Trigger, User};
use serde_json::json;

use crate::common::{EMAIL, Notes, PASSWORD, PHONE, denying, echo, one, responding, usual};

#[tokio::test]
async fn s01_sign_up_and_confirm() {
    let pool = Pool::new(usual());
    let ines = pool.sign_up("ines", PASSWORD).attribute("email", "xenia@yonder.example").await.unwrap();
    assert_eq!(ines.status(), "UNCONFIRMED");
    let details = &ines.answer()["CodeDeliveryDetails"];
    let expected = json!({"AttributeName": "email", "DeliveryMedium": "EMAIL", "Destination": "x***@y***"});
    assert_eq!(*details, expected);
    ines.confirm(ines.email().code()).await.unwrap();
    assert_eq!(
        pool.trace().sources(),
        ["PreSignUp_SignUp", "CustomMessage_SignUp", "PostConfirmation_ConfirmSignUp"]
    );
    assert_eq!(ines.status(), "CONFIRMED");
    assert_eq!(ines.attribute("email_verified").as_deref(), Some("true"));
}

#[tokio::test]
async fn s04_pre_sign_up_denies() {
    let pool = Pool::new(usual().on(Trigger::PreSignUp, denying("Please use your company's address.")));
    let error = pool.sign_up("eve", PASSWORD).attribute("email", EMAIL).await.unwrap_err();
    assert_eq!(error.name(), "UserLambdaValidationException");
    // The handler's own full stop stays, and Cognito adds one.
    assert_eq!(error.message(), "PreSignUp failed with error Please use your company's address..");
    assert!(!pool.user("eve").exists());
    assert!(pool.inbox().is_empty());
}

#[tokio::test]
async fn s05_nothing_or_the_response_alone_is_returned() {
    let nothing = LambdaConfig::new().attach(Trigger::PreSignUp, |_| async { Ok("null".to_owned()) });
    let error = Pool::new(nothing).sign_up("ines", PASSWORD).await.unwrap_err();
    assert_eq!(error.name(), "InvalidLambdaResponseException");
    assert_eq!(error.message(), "Invalid lambda function output : Invalid JSON");
    let part = one(Trigger::PreSignUp, |event| Ok(json!({"response": event["response"]})));
    let error = Pool::new(part).sign_up("ines", PASSWORD).await.unwrap_err();
    assert_eq!(error.name(), "InvalidLambdaResponseException");
    assert_eq!(error.message(), "Unrecognizable lambda output");
}

#[tokio::test]
async fn s06_pre_sign_up_confirms_at_once() {
    let pool = Pool::new(usual().on(Trigger::PreSignUp, responding(json!({"autoConfirmUser": true}))));
    let ines = pool.sign_up("ines", PASSWORD).attribute("email", EMAIL).await.unwrap();
    assert_eq!(ines.answer()["UserConfirmed"], true);
    assert!(ines.answer().get("CodeDeliveryDetails").is_none());
    assert!(pool.inbox().is_empty());
    assert_eq!(pool.trace().sources(), ["PreSignUp_SignUp", "PostConfirmation_ConfirmSignUp"]);
    // To confirm a user verifies nothing.
    assert_eq!(ines.attribute("email_verified").as_deref(), Some("false"));
}

#[tokio::test]
async fn s09_an_invited_user_sets_a_password() {
    let pool = Pool::new(usual());
    let ines = pool.admin_create_user("ines").attribute("email", EMAIL).await.unwrap();
    assert_eq!(ines.status(), "FORCE_CHANGE_PASSWORD");
    assert_eq!(ines.answer()["User"]["Attributes"][0]["Name"], "sub");
    let temporary = ines.email().code().to_owned();
    let wrong = ines.sign_in("Wrong-horse-9").await.unwrap_err();
    assert_eq!(wrong.message(), "Incorrect username or password.");
    let challenge = ines.sign_in(&temporary).await.unwrap().challenge();
    assert_eq!(challenge.name(), "NEW_PASSWORD_REQUIRED");
    assert_eq!(challenge.parameters()["requiredAttributes"], "[]");
    assert_eq!(
        challenge.parameters()["userAttributes"],
        r#"{"email":"ines@example.org","email_verified":"false"}"#
    );
    challenge.answer(PASSWORD).await.unwrap().tokens();
    assert_eq!(ines.status(), "CONFIRMED");
    let sources = pool.trace();
    assert_eq!(sources.sources().last(), Some(&"TokenGeneration_NewPasswordChallenge"));
    assert!(!sources.sources().iter().any(|source| source.starts_with("PostConfirmation")));
}

#[tokio::test]
async fn s20_post_confirmation_fails_and_the_user_stays_confirmed() {
    let pool = Pool::new(usual().on(Trigger::PostConfirmation, denying("no CRM")));
    let ines = pool.sign_up("ines", PASSWORD).attribute("email", EMAIL).await.unwrap();
    let error = ines.confirm(ines.email().code()).await.unwrap_err();
    assert_eq!(error.message(), "PostConfirmation failed with error no CRM.");
    assert_eq!(ines.status(), "CONFIRMED");
}

#[tokio::test]
async fn s21_wrong_late_and_second_codes() {
    let pool = Pool::new(usual());
    let ines = pool.sign_up("ines", PASSWORD).attribute("email", EMAIL).await.unwrap();
    let error = ines.confirm("no").await.unwrap_err();
    assert_eq!(error.name(), "CodeMismatchException");
    assert_eq!(error.message(), "Invalid verification code provided, please try again.");
    let code = ines.email().code().to_owned();
    pool.advance(Duration::from_secs(24 * 3600));
    let error = ines.confirm(&code).await.unwrap_err();
    assert_eq!(error.name(), "ExpiredCodeException");
    assert_eq!(error.message(), "Invalid code provided, please request a code again.");
    ines.resend_code().await.unwrap();
    let code = ines.email().code().to_owned();
    ines.confirm(&code).await.unwrap();
    let error = ines.confirm(&code).await.unwrap_err();
    assert_eq!(error.name(), "NotAuthorizedException");
    assert_eq!(error.message(), "User cannot be confirmed. Current status is CONFIRMED");
}

#[tokio::test]
async fn s26_a_new_code_makes_the_old_one_void() {
    let pool = Pool::new(usual());
    let ines = pool.sign_up("ines", PASSWORD).attribute("email", EMAIL).await.unwrap();
    let old = ines.email().code().to_owned();
    let details = ines.resend_code().client_metadata("locale", "fr").await.unwrap();
    assert_eq!(details["Destination"], "i***@e***");
    let trace = pool.trace();
    assert_eq!(
        trace.last("CustomMessage_ResendCode").event()["request"]["clientMetadata"],
        json!({"locale": "fr"})
    );
    assert_eq!(ines.confirm(&old).await.unwrap_err().name(), "CodeMismatchException");
    ines.confirm(ines.email().code()).await.unwrap();
    let error = ines.resend_code().await.unwrap_err();
    assert_eq!((error.name(), error.message()), ("InvalidParameterException", "User is already confirmed."));
}

#[tokio::test]
async fn s39_a_client_with_a_secret() {
    let pool = Pool::new(usual()).with_client(ClientSettings::new("abc").client_secret("s3cret"));
    let request = |hash: Option<&str>| json!({"Username": "ines", "Password": PASSWORD, "SecretHash": hash});
    let error = pool.call("SignUp", request(None)).await.unwrap_err();
    assert_eq!(error.name(), "NotAuthorizedException");
    assert_eq!(error.message(), "Client abc is configured with secret but SECRET_HASH was not received");
    let error = pool.call("SignUp", request(Some("AAAA"))).await.unwrap_err();
    assert_eq!(error.message(), "Unable to verify secret hash for client abc");
    // The typed calls compute it.
    let ines = pool.sign_up("ines", PASSWORD).await.unwrap();
    pool.call("AdminConfirmSignUp", json!({"Username": "ines"})).await.unwrap();
    ines.sign_in(PASSWORD).await.unwrap().tokens();
    let parameters = json!({"USERNAME": "ines", "PASSWORD": PASSWORD});
    let request = json!({"AuthFlow": "USER_PASSWORD_AUTH", "AuthParameters": parameters});
    let error = pool.call("InitiateAuth", request).await.unwrap_err();
    assert_eq!(error.message(), "Client abc is configured with secret but SECRET_HASH was not received");
}

/// Computed with Python: base64(hmac.new(b"s3cret", b"inesabc", sha256)).
#[tokio::test]
async fn a_secret_hash_is_an_hmac_of_name_and_client() {
    let pool = Pool::new(LambdaConfig::new()).with_client(ClientSettings::new("abc").client_secret("s3cret"));
    let hash = "dzyVKq7993F2YDDGHQqI+2GbosES11sYu4krIKmIH0w=";
    pool.call("SignUp", json!({"Username": "ines", "Password": PASSWORD, "SecretHash": hash})).await.unwrap();
}

#[tokio::test]
async fn no_message_is_due_without_an_auto_verified_attribute() {
    let pool = Pool::new(usual());
    let ines = pool.sign_up("ines", PASSWORD).await.unwrap();
    assert_eq!(ines.answer()["UserConfirmed"], false);
    assert!(ines.answer().get("CodeDeliveryDetails").is_none());
    assert_eq!(pool.trace().sources(), ["PreSignUp_SignUp"]);
}

#[tokio::test]
async fn sms_comes_before_email() {
    let settings = PoolSettings::new().auto_verified_attributes(["email", "phone_number"]);
    let pool = Pool::new(usual()).with_settings(settings);
    let ines = pool.sign_up("ines", PASSWORD).attribute("email", EMAIL).attribute("phone_number", PHONE);
    let ines = ines.await.unwrap();
    assert_eq!(pool.inbox().len(), 1);
    assert_eq!(ines.sms().to(), PHONE);
    assert_eq!(ines.answer()["CodeDeliveryDetails"]["Destination"], "+*********5678");
}

#[tokio::test]
async fn addresses_have_the_form_of_addresses() {
    let pool = Pool::new(usual());
    for (name, value) in
        [("email", "ines"), ("email", "ines@"), ("phone_number", "0151"), ("phone_number", "+49x")]
    {
        let error = pool.sign_up("ines", PASSWORD).attribute(name, value).await.unwrap_err();
        assert_eq!(error.name(), "InvalidParameterException", "{value}");
    }
    assert!(pool.trace().sources().is_empty());
}

#[tokio::test]
async fn a_taken_name_and_a_closed_pool() {
    let pool = Pool::new(usual()).with_user(User::unconfirmed("ines"));
    let error = pool.sign_up("ines", PASSWORD).await.unwrap_err();
    assert_eq!((error.name(), error.message()), ("UsernameExistsException", "User already exists"));
    let closed = PoolSettings::new().allow_admin_create_user_only(true);
    let pool = Pool::new(usual()).with_settings(closed);
    let error = pool.sign_up("ines", PASSWORD).await.unwrap_err();
    assert_eq!(error.message(), "SignUp is not permitted for this user pool");
    assert!(pool.trace().sources().is_empty());
}

#[tokio::test]
async fn users_of_an_address_pool_are_known_by_their_sub() {
    let pool = Pool::new(usual()).with_settings(PoolSettings::new().username_attributes(["email"]));
    let error = pool.sign_up("ines", PASSWORD).await.unwrap_err();
    assert_eq!(error.message(), "Username should be an email.");
    let ines = pool.sign_up(EMAIL, PASSWORD).await.unwrap();
    assert_eq!(ines.username(), ines.sub());
    assert_eq!(pool.trace().last("PreSignUp_SignUp").event()["userName"], ines.sub());
    ines.confirm(ines.email().code()).await.unwrap();
    let tokens = ines.sign_in(PASSWORD).await.unwrap().tokens();
    assert_eq!(tokens.id()["cognito:username"], tokens.id()["sub"]);
    let error = pool.sign_up(EMAIL, PASSWORD).await.unwrap_err();
    assert_eq!(error.message(), "An account with the given email already exists.");
}

#[tokio::test]
async fn an_alias_clash_shows_at_confirmation() {
    let settings = PoolSettings::new().alias_attributes(["email"]);
    let owner = User::confirmed("owner").attribute("email", EMAIL);
    let pool = Pool::new(usual()).with_settings(settings).with_user(owner);
    let ines = pool.sign_up("ines", PASSWORD).attribute("email", EMAIL).await.unwrap();
    let code = pool.inbox().last("ines", cognito_triggers_pool::Medium::Email).code().to_owned();
    let error = ines.confirm(&code).await.unwrap_err();
    assert_eq!(error.name(), "AliasExistsException");
    ines.confirm(&code).member("ForceAliasCreation", true).await.unwrap();
    assert_eq!(pool.user("owner").attribute("email_verified").as_deref(), Some("false"));
    let trace = pool.trace();
    let event = trace.last("PostConfirmation_ConfirmSignUp").event();
    assert_eq!(event["request"]["userAttributes"]["cognito:email_alias"], EMAIL);
}

#[tokio::test]
async fn an_administrator_confirms_without_a_client() {
    let pool = Pool::new(usual()).with_user(User::unconfirmed("ines").attribute("email", EMAIL));
    pool.call("AdminConfirmSignUp", json!({"Username": "ines", "ClientMetadata": {"by": "desk"}}))
        .await
        .unwrap();
    let trace = pool.trace();
    let event = trace.last("PostConfirmation_ConfirmSignUp").event();
    assert!(event["callerContext"]["clientId"].is_null());
    assert_eq!(event["request"]["clientMetadata"], json!({"by": "desk"}));
    assert_eq!(pool.user("ines").attribute("email_verified").as_deref(), Some("false"));
}

#[tokio::test]
async fn an_invitation_is_sent_again_or_not_at_all() {
    let pool = Pool::new(usual());
    let ines = pool.admin_create_user("ines").attribute("email", EMAIL).member("MessageAction", "SUPPRESS");
    let ines = ines.await.unwrap();
    assert_eq!(pool.trace().sources(), ["PreSignUp_AdminCreateUser"]);
    let again = |action: &'static str| pool.admin_create_user("ines").member("MessageAction", action);
    again("RESEND").await.unwrap();
    assert_eq!(pool.trace().sources(), ["PreSignUp_AdminCreateUser", "CustomMessage_AdminCreateUser"]);
    let first = ines.email().code().to_owned();
    pool.advance(Duration::from_secs(8 * 86_400));
    let error = ines.sign_in(&first).await.unwrap_err();
    assert_eq!(error.message(), "Temporary password has expired and must be reset by an administrator.");
    again("RESEND").await.unwrap();
    let challenge = ines.sign_in(ines.email().code()).await.unwrap().challenge();
    challenge.answer(PASSWORD).await.unwrap();
    let error = again("RESEND").await.unwrap_err();
    assert_eq!(error.message(), "Resend not possible. ines status is not FORCE_CHANGE_PASSWORD");
    let error = pool.admin_create_user("ines").attribute("email", EMAIL).await.unwrap_err();
    assert_eq!(error.message(), "User account already exists");
}

#[tokio::test]
async fn a_failing_invitation_leaves_no_user() {
    let pool = Pool::new(one(Trigger::CustomMessage, denying("no template")));
    let error = pool.admin_create_user("ines").attribute("email", EMAIL).await.unwrap_err();
    assert_eq!(error.message(), "CustomMessage failed with error no template.");
    assert!(!pool.user("ines").exists());
}

#[tokio::test]
async fn validation_data_and_metadata_reach_pre_sign_up() {
    let notes = Notes::default();
    let seen = notes.clone();
    let pool = Pool::new(one(Trigger::PreSignUp, move |event| {
        seen.add(event["request"]["validationData"].to_string());
        seen.add(event["request"]["clientMetadata"].to_string());
        echo(event)
    }));
    pool.sign_up("a", PASSWORD).await.unwrap();
    pool.sign_up("b", PASSWORD).validation_data("token", "t").client_metadata("k", "v").await.unwrap();
    assert_eq!(notes.all(), ["null", "null", r#"{"token":"t"}"#, r#"{"k":"v"}"#]);
}

#[tokio::test]
async fn the_password_policy_and_the_schema_are_checked_before_the_trigger() {
    let settings = PoolSettings::new().required_attributes(["email"]).custom_attributes(["custom:tenant"]);
    let pool = Pool::new(usual()).with_settings(settings);
    let error = pool.sign_up("ines", "lowercase-9").await.unwrap_err();
    assert_eq!(
        error.message(),
        "Password did not conform with policy: Password must have uppercase characters"
    );
    let error = pool.sign_up("ines", PASSWORD).attribute("custom:x", "1").await.unwrap_err();
    assert_eq!(
        error.message(),
        "Attributes did not conform to the schema: email: The attribute is required custom:x: Attribute does not \
         exist in the schema."
    );
    let error = pool.call("SignUp", json!({"Username": "ines y", "Password": PASSWORD})).await.unwrap_err();
    assert_eq!(error.name(), "InvalidParameterException");
    assert!(error.message().starts_with("1 validation error detected: Value 'ines y' at 'username'"));
    let error = pool.call("SignUp", json!({"Password": PASSWORD})).await.unwrap_err();
    assert_eq!(
        error.message(),
        "1 validation error detected: Value at 'username' failed to satisfy constraint: Member must not be null"
    );
    assert!(pool.trace().sources().is_empty());
}

#[tokio::test]
async fn an_invitation_by_sms_needs_a_phone_number() {
    let pool = Pool::new(usual());
    let invite = || pool.admin_create_user("ines").attribute("email", EMAIL);
    let error = invite().member("DesiredDeliveryMediums", json!(["SMS"])).await.unwrap_err();
    assert_eq!(error.name(), "InvalidParameterException");
    // The API's default is SMS, too.
    let error = invite().member("DesiredDeliveryMediums", json!(null)).await.unwrap_err();
    assert_eq!(error.name(), "AnswerIgnored");
    assert!(error.message().contains("the user does not get the temporary password"), "{error}");
    assert!(pool.trace().remarks()[0].is_ignored());
    assert!(pool.inbox().is_empty());
}

#[tokio::test]
async fn a_user_whose_message_failed_is_stored() {
    let pool = Pool::new(one(Trigger::CustomMessage, denying("no template")));
    let error = pool.sign_up("ines", PASSWORD).attribute("email", EMAIL).await.unwrap_err();
    assert_eq!(error.message(), "CustomMessage failed with error no template.");
    assert_eq!(pool.user("ines").status(), "UNCONFIRMED");
    let trace = pool.trace();
    assert!(!trace.remarks()[0].is_ignored());
    assert!(trace.to_string().contains("remark on SignUp: undocumented: the message failed"), "{trace}");
}

#[tokio::test]
async fn nobody_verifies_themselves() {
    let pool = Pool::new(usual());
    let error = pool.sign_up("ines", PASSWORD).attribute("email", EMAIL).attribute("email_verified", "true");
    assert_eq!(error.await.unwrap_err().message(), "A client attempted to write unauthorized attribute");
}

#[tokio::test]
async fn a_sign_in_follows_a_confirmed_sign_up() {
    let settings = PoolSettings::new().allowed_first_auth_factors(["PASSWORD", "EMAIL_OTP"]);
    let pool = Pool::new(usual()).with_settings(settings);
    let ines = pool.sign_up("ines", PASSWORD).attribute("email", EMAIL).await.unwrap();
    let confirm = json!({
        "Username": "ines", "ConfirmationCode": ines.email().code(), "Session": ines.answer()["Session"],
    });
    let confirmed = pool.call("ConfirmSignUp", confirm).await.unwrap();
    let request = json!({"AuthFlow": "USER_AUTH", "Session": confirmed["Session"]});
    let answer = pool.call("InitiateAuth", request).await.unwrap();
    assert!(answer["AuthenticationResult"]["IdToken"].is_string());
}

#[test]
#[should_panic(expected = "the pool is in use: give it its settings before it is cloned")]
fn settings_of_a_pool_in_use_stay() {
    let pool = Pool::new(usual());
    let _user = pool.user("ines");
    drop(pool.calls_again(2));
}

#[tokio::test]
async fn a_handler_that_creates_the_same_user_is_told() {
    use std::sync::{Arc, OnceLock};
    let cell: Arc<OnceLock<Pool>> = Arc::default();
    let held = Arc::clone(&cell);
    let config = LambdaConfig::new().attach(Trigger::PreSignUp, move |event| {
        let held = Arc::clone(&held);
        async move {
            if event.contains("PreSignUp_SignUp") {
                let request = json!({"Username": "ines", "MessageAction": "SUPPRESS"});
                held.get()
                    .expect("set")
                    .call("AdminCreateUser", request)
                    .await
                    .map_err(|error| error.to_string())?;
            }
            Ok(event)
        }
    });
    let pool = Pool::new(config);
    cell.set(pool.clone()).expect("once");
    assert_eq!(pool.sign_up("ines", PASSWORD).await.unwrap_err().name(), "UsernameExistsException");
    assert_eq!(pool.user("ines").status(), "FORCE_CHANGE_PASSWORD");
}
