//! Sign-in by password, SRP and choice, migration, and refresh.

use std::time::Duration;

use cognito_triggers_pool::{ClientSettings, LambdaConfig, Pool, PoolSettings, Trigger, User};
use serde_json::json;

use crate::common::{EMAIL, PASSWORD, denying, ines, usual, with_ines};

const SIGN_IN: [&str; 3] = [
    "PreAuthentication_Authentication",
    "PostAuthentication_Authentication",
    "TokenGeneration_Authentication",
];

fn legacy() -> ClientSettings {
    ClientSettings::new("legacy").prevent_user_existence_errors(false)
}

#[tokio::test]
async fn s02_sign_in_by_password() {
    let pool = with_ines(usual());
    let tokens = pool.sign_in("ines", PASSWORD).await.unwrap().tokens();
    assert_eq!(pool.trace().sources(), SIGN_IN);
    assert_eq!(tokens.id()["email"], EMAIL);
    assert_eq!(tokens.id()["email_verified"], true);
    assert_eq!(tokens.id()["token_use"], "id");
    assert_eq!(tokens.id()["aud"], pool.client_id());
    assert_eq!(tokens.access()["token_use"], "access");
    assert_eq!(tokens.access()["username"], "ines");
    assert_eq!(tokens.access()["scope"], "aws.cognito.signin.user.admin");
    assert!(!tokens.access().contains_key("email"));
    assert!(!tokens.access().contains_key("aud"));
    assert_eq!(tokens.id()["origin_jti"], tokens.access()["origin_jti"]);
    assert_ne!(tokens.id()["jti"], tokens.access()["jti"]);
}

#[tokio::test]
async fn s03_a_wrong_password() {
    let pool = with_ines(usual());
    let error = pool.sign_in("ines", "Wrong-horse-9").await.unwrap_err();
    assert_eq!(error.name(), "NotAuthorizedException");
    assert_eq!(error.message(), "Incorrect username or password.");
    assert_eq!(pool.trace().sources(), ["PreAuthentication_Authentication"]);
}

#[tokio::test]
async fn s10_an_unconfirmed_user_is_told_so_whatever_the_password() {
    let pool = Pool::new(usual()).with_user(User::unconfirmed("ines").password(PASSWORD));
    for password in ["Wrong-horse-9", PASSWORD] {
        let error = pool.sign_in("ines", password).await.unwrap_err();
        assert_eq!((error.name(), error.message()), ("UserNotConfirmedException", "User is not confirmed."));
    }
}

#[tokio::test]
async fn s14_an_unknown_user_in_a_legacy_client() {
    let pool = Pool::new(usual()).with_client(legacy());
    for error in
        [pool.sign_in("eve", PASSWORD).await.unwrap_err(), pool.srp_sign_in("eve").await.unwrap_err()]
    {
        assert_eq!((error.name(), error.message()), ("UserNotFoundException", "User does not exist."));
    }
    let eve = pool.user("eve");
    for error in [eve.forgot_password().await.unwrap_err(), eve.confirm("123456").await.unwrap_err()] {
        assert_eq!(error.name(), "UserNotFoundException");
        assert_eq!(error.message(), "Username/client id combination not found.");
    }
    assert_eq!(pool.user_auth("eve", None).await.unwrap_err().name(), "UserNotFoundException");
    assert!(pool.trace().sources().is_empty());
    assert!(pool.inbox().is_empty());
}

#[tokio::test]
async fn s14_an_unknown_user_where_clients_must_not_notice() {
    let pool = Pool::new(usual());
    let error = pool.sign_in("eve", PASSWORD).await.unwrap_err();
    assert_eq!(error.message(), "Incorrect username or password.");
    let trace = pool.trace();
    let request = &trace.last("PreAuthentication_Authentication").event()["request"];
    assert_eq!(*request, json!({"userAttributes": {}, "userNotFound": true, "validationData": null}));
    let challenge = pool.srp_sign_in("eve").await.unwrap().challenge();
    let error = challenge.answer(PASSWORD).await.unwrap_err();
    assert_eq!(error.message(), "Incorrect username or password.");
    let eve = pool.user("eve@example.org");
    let details = eve.forgot_password().await.unwrap();
    assert_eq!(
        details,
        json!({"AttributeName": "email", "DeliveryMedium": "EMAIL", "Destination": "e***@e***"})
    );
    // As for a known user: no code was asked for, and then a code that nobody has got.
    let otto = pool.user("otto@example.org");
    let error = otto.confirm_forgot_password("123456", PASSWORD).await.unwrap_err();
    assert_eq!(error.name(), "ExpiredCodeException");
    let error = eve.confirm_forgot_password("no", PASSWORD).await.unwrap_err();
    assert_eq!(error.name(), "CodeMismatchException");
    assert_eq!(eve.resend_code().await.unwrap()["Destination"], "e***@e***");
    assert_eq!(eve.confirm("no").await.unwrap_err().name(), "CodeMismatchException");
    let challenge = pool.user_auth("eve", None).await.unwrap().challenge();
    assert_eq!(challenge.name(), "SELECT_CHALLENGE");
    assert!(pool.inbox().is_empty());
}

#[tokio::test]
async fn s16_a_refresh_calls_the_token_trigger_alone() {
    let pool = with_ines(usual());
    let first = pool.sign_in("ines", PASSWORD).await.unwrap().tokens();
    pool.advance(Duration::from_secs(60));
    let change = json!({"Username": "ines", "UserAttributes": [{"Name": "given_name", "Value": "Ines"}]});
    pool.call("AdminUpdateUserAttributes", change).await.unwrap();
    let before = pool.trace().steps().len();
    let second = pool.refresh(&first).await.unwrap();
    assert_eq!(pool.trace().sources()[before..], ["TokenGeneration_RefreshTokens"]);
    assert_eq!(second.id()["origin_jti"], first.id()["origin_jti"]);
    assert_eq!(second.id()["auth_time"], first.id()["auth_time"]);
    assert_ne!(second.id()["iat"], first.id()["iat"]);
    assert_eq!(second.id()["given_name"], "Ines");
    assert_eq!(second.refresh_token(), None);
}

#[tokio::test]
async fn rotated_refresh_tokens_die_after_their_grace() {
    let rotating = ClientSettings::new("r").refresh_token_rotation(Duration::from_secs(10));
    let pool = with_ines(usual()).with_client(rotating);
    let first = pool.sign_in("ines", PASSWORD).await.unwrap().tokens();
    let request = json!({"RefreshToken": first.refresh_token(), "ClientMetadata": {"k": "v"}});
    let answer = pool.call("GetTokensFromRefreshToken", request.clone()).await.unwrap();
    assert!(answer["AuthenticationResult"]["RefreshToken"].is_string());
    let trace = pool.trace();
    assert_eq!(trace.sources().last(), Some(&"TokenGeneration_Authentication"));
    assert_eq!(
        trace.last("TokenGeneration_Authentication").event()["request"]["clientMetadata"],
        json!({"k": "v"})
    );
    pool.call("GetTokensFromRefreshToken", request.clone()).await.unwrap();
    pool.advance(Duration::from_secs(10));
    let error = pool.call("GetTokensFromRefreshToken", request).await.unwrap_err();
    assert_eq!(error.name(), "RefreshTokenReuseException");
}

#[tokio::test]
async fn s24_metadata_reaches_the_members_that_are_documented() {
    let pool = Pool::new(usual());
    let user = pool
        .sign_up("ines", PASSWORD)
        .attribute("email", EMAIL)
        .client_metadata("at", "sign-up")
        .await
        .unwrap();
    let at = |source: &str, member: &str| pool.trace().last(source).event()["request"][member].clone();
    assert_eq!(at("PreSignUp_SignUp", "clientMetadata"), json!({"at": "sign-up"}));
    assert_eq!(at("CustomMessage_SignUp", "clientMetadata"), json!({"at": "sign-up"}));
    user.confirm(user.email().code()).client_metadata("at", "confirm").await.unwrap();
    assert_eq!(at("PostConfirmation_ConfirmSignUp", "clientMetadata"), json!({"at": "confirm"}));
    user.sign_in(PASSWORD).client_metadata("at", "sign-in").await.unwrap();
    assert_eq!(at("PreAuthentication_Authentication", "validationData"), json!({"at": "sign-in"}));
    for source in ["PostAuthentication_Authentication", "TokenGeneration_Authentication"] {
        assert_eq!(at(source, "clientMetadata"), json!(null), "{source}");
    }
    // An answer's metadata reaches the triggers at the end.
    let invited = pool
        .admin_create_user("otto")
        .member("TemporaryPassword", "Temporary-9")
        .member("MessageAction", "SUPPRESS");
    invited.await.unwrap();
    let challenge = pool.sign_in("otto", "Temporary-9").await.unwrap().challenge();
    challenge.answer(PASSWORD).client_metadata("at", "answer").await.unwrap();
    for source in ["PostAuthentication_Authentication", "TokenGeneration_NewPasswordChallenge"] {
        assert_eq!(at(source, "clientMetadata"), json!({"at": "answer"}), "{source}");
    }
}

#[tokio::test]
async fn s36_the_sixth_wrong_password_locks() {
    let pool = with_ines(LambdaConfig::new());
    for _ in 0..6 {
        let error = pool.sign_in("ines", "Wrong-horse-9").await.unwrap_err();
        assert_eq!(error.message(), "Incorrect username or password.");
        // The fifth failure locks for a second.
        pool.advance(Duration::from_secs(1));
    }
    let error = pool.sign_in("ines", PASSWORD).await.unwrap_err();
    assert_eq!((error.name(), error.message()), ("NotAuthorizedException", "Password attempts exceeded"));
    pool.advance(Duration::from_secs(1));
    pool.sign_in("ines", PASSWORD).await.unwrap().tokens();
    let pool = with_ines(LambdaConfig::new()).without_lockout();
    for _ in 0..9 {
        pool.sign_in("ines", "Wrong-horse-9").await.unwrap_err();
    }
    pool.sign_in("ines", PASSWORD).await.unwrap().tokens();
}

#[tokio::test]
async fn srp_has_no_session_at_first() {
    let pool = with_ines(usual());
    let challenge = pool.srp_sign_in("ines").await.unwrap().challenge();
    assert_eq!(pool.trace().sources(), ["PreAuthentication_Authentication"]);
    assert_eq!(challenge.session(), None);
    let names: Vec<_> = challenge.parameters().keys().map(String::as_str).collect();
    assert_eq!(names, ["SALT", "SECRET_BLOCK", "SRP_B", "USERNAME", "USER_ID_FOR_SRP"]);
    // The secret block is the handle, and can be tried again.
    assert_eq!(
        challenge.answer("Wrong-horse-9").await.unwrap_err().message(),
        "Incorrect username or password."
    );
    challenge.answer(PASSWORD).await.unwrap().tokens();
    assert_eq!(pool.trace().sources(), SIGN_IN);
}

#[tokio::test]
async fn triggers_of_a_sign_in_deny() {
    for (trigger, text) in [
        (Trigger::PreAuthentication, "PreAuthentication failed with error closed."),
        (Trigger::PostAuthentication, "PostAuthentication failed with error closed."),
    ] {
        let pool = with_ines(usual().on(trigger, denying("closed")));
        let error = pool.sign_in("ines", PASSWORD).await.unwrap_err();
        assert_eq!((error.name(), error.message()), ("UserLambdaValidationException", text));
    }
}

#[tokio::test]
async fn the_last_two_triggers_run_in_either_order() {
    let pool = with_ines(usual()).tokens_before_post_authentication();
    pool.sign_in("ines", PASSWORD).await.unwrap().tokens();
    assert_eq!(
        pool.trace().sources()[1..],
        ["TokenGeneration_Authentication", "PostAuthentication_Authentication"]
    );
}

#[tokio::test]
async fn a_token_is_revoked_by_its_client_alone() {
    let other = ClientSettings::new("other").client_secret("secret");
    let pool = with_ines(usual()).with_client(other).for_client("1test2client3id4of5the6pool");
    let tokens = pool.sign_in("ines", PASSWORD).await.unwrap().tokens();
    let refresh = tokens.refresh_token().unwrap();
    // Names of the API's model.
    for (members, name) in [
        (json!({"Token": tokens.access_token()}), "UnsupportedTokenTypeException"),
        (json!({"Token": "x"}), "InvalidParameterException"),
        (json!({"Token": refresh, "ClientId": "nobody"}), "UnauthorizedException"),
        (json!({"Token": refresh, "ClientId": "other"}), "UnauthorizedException"),
        (json!({"Token": refresh, "ClientId": "other", "ClientSecret": "secret"}), "UnauthorizedException"),
        (json!({"Token": refresh, "ClientSecret": "secret"}), "UnauthorizedException"),
    ] {
        assert_eq!(pool.call("RevokeToken", members.clone()).await.unwrap_err().name(), name, "{members}");
    }
    pool.refresh(&tokens).await.unwrap();
    pool.call("RevokeToken", json!({"Token": refresh})).await.unwrap();
    let error = pool.refresh(&tokens).await.unwrap_err();
    assert_eq!(error.message(), "Refresh Token has been revoked");
}

#[tokio::test]
async fn a_disabled_user_and_signed_out_tokens() {
    let pool = with_ines(usual());
    let tokens = pool.sign_in("ines", PASSWORD).await.unwrap().tokens();
    let me = json!({"AccessToken": tokens.access_token()});
    let user = pool.call("GetUser", me.clone()).await.unwrap();
    assert_eq!(user["Username"], "ines");
    assert!(user.get("UserMFASettingList").is_none());
    pool.call("GlobalSignOut", me.clone()).await.unwrap();
    let error = pool.call("GetUser", me).await.unwrap_err();
    assert_eq!(error.message(), "Access Token has been revoked");
    let error = pool.refresh(&tokens).await.unwrap_err();
    assert_eq!(error.message(), "Refresh Token has been revoked");
    pool.call("AdminDisableUser", json!({"Username": "ines"})).await.unwrap();
    let error = pool.sign_in("ines", PASSWORD).await.unwrap_err();
    assert_eq!((error.name(), error.message()), ("NotAuthorizedException", "User is disabled."));
}

#[tokio::test]
async fn flows_that_a_client_does_not_have() {
    let client = ClientSettings::new("few").explicit_auth_flows(["ALLOW_REFRESH_TOKEN_AUTH"]);
    let pool = Pool::new(usual()).with_user(ines()).with_client(client);
    let text = |error: cognito_triggers_pool::Error| error.message().to_owned();
    assert_eq!(
        text(pool.sign_in("ines", PASSWORD).await.unwrap_err()),
        "USER_PASSWORD_AUTH flow not enabled for this client"
    );
    assert_eq!(
        text(pool.srp_sign_in("ines").await.unwrap_err()),
        "USER_SRP_AUTH is not enabled for the client."
    );
    assert_eq!(
        text(pool.custom_auth("ines").await.unwrap_err()),
        "CUSTOM_AUTH is not enabled for the client."
    );
    let request = json!({"AuthFlow": "ADMIN_USER_PASSWORD_AUTH", "AuthParameters": {}});
    let error = pool.call("AdminInitiateAuth", request.clone()).await.unwrap_err();
    assert_eq!(error.message(), "Auth flow not enabled for this client");
    let error = pool.call("InitiateAuth", request).await.unwrap_err();
    assert_eq!(error.message(), "Initiate Auth method not supported.");
    let request = json!({"AuthFlow": "USER_PASSWORD_AUTH", "AuthParameters": {}});
    let error = pool.call("AdminInitiateAuth", request).await.unwrap_err();
    assert_eq!(error.message(), "Initiate Auth method not supported.");
}

#[tokio::test]
async fn an_unknown_address_has_the_same_id_and_salt_each_time() {
    let pool = Pool::new(usual()).with_settings(PoolSettings::new().username_attributes(["email"]));
    let seen = async || {
        let challenge = pool.srp_sign_in("eve@example.org").await.unwrap().challenge();
        (challenge.parameters()["USER_ID_FOR_SRP"].clone(), challenge.parameters()["SALT"].clone(), challenge)
    };
    let (id, salt, challenge) = seen().await;
    assert!(id.len() == 36 && !id.contains('@'), "{id}");
    let (again, same_salt, _) = seen().await;
    assert_eq!((id, salt), (again, same_salt));
    // The client answers with the id that it got.
    assert_eq!(challenge.answer(PASSWORD).await.unwrap_err().message(), "Incorrect username or password.");
}

#[tokio::test]
async fn only_a_verified_alias_signs_in() {
    let settings = PoolSettings::new().alias_attributes(["email", "preferred_username"]);
    let pool = with_ines(usual()).with_settings(settings);
    pool.sign_in(EMAIL, PASSWORD).await.unwrap().tokens();
    let unverified = User::confirmed("otto").password(PASSWORD).attribute("email", "otto@example.org");
    let pool = pool.with_user(
        unverified.attribute("email_verified", "false").attribute("preferred_username", "ottokar"),
    );
    let error = pool.sign_in("otto@example.org", PASSWORD).await.unwrap_err();
    assert_eq!(error.message(), "Incorrect username or password.");
    pool.sign_in("ottokar", PASSWORD).await.unwrap().tokens();
    // Events have the real name, whatever was typed.
    assert_eq!(pool.trace().last("PreAuthentication_Authentication").event()["userName"], "otto");
}

#[tokio::test]
async fn devices_that_are_remembered() {
    let settings = PoolSettings::new().device_configuration(true);
    let pool = with_ines(usual()).with_settings(settings);
    let tokens = pool.sign_in("ines", PASSWORD).await.unwrap().tokens();
    assert_eq!(
        pool.trace().last("PostAuthentication_Authentication").event()["request"]["newDeviceUsed"],
        true
    );
    let (key, _) = tokens.new_device().unwrap();
    let confirm = json!({
        "AccessToken": tokens.access_token(), "DeviceKey": key,
        "DeviceSecretVerifierConfig": {"PasswordVerifier": "device-secret", "Salt": "AA"},
    });
    pool.call("ConfirmDevice", confirm).await.unwrap();
    let parameters = [("USERNAME", "ines"), ("PASSWORD", PASSWORD), ("DEVICE_KEY", key)];
    let challenge = pool.initiate_auth("USER_PASSWORD_AUTH", parameters).await.unwrap().challenge();
    assert_eq!(challenge.name(), "DEVICE_SRP_AUTH");
    let challenge = challenge.respond([("DEVICE_KEY", key), ("SRP_A", "abc")]).await.unwrap().challenge();
    assert_eq!(challenge.name(), "DEVICE_PASSWORD_VERIFIER");
    let tokens = challenge.answer("device-secret").await.unwrap().tokens();
    assert_eq!(tokens.access()["device_key"], key);
    assert_eq!(pool.trace().sources().last(), Some(&"TokenGeneration_AuthenticateDevice"));
    let parameters = [("USERNAME", "ines"), ("PASSWORD", PASSWORD), ("DEVICE_KEY", "eu-central-1_other")];
    let error = pool.initiate_auth("USER_PASSWORD_AUTH", parameters).await.unwrap_err();
    assert_eq!((error.name(), error.message()), ("ResourceNotFoundException", "Device does not exist."));
}

#[tokio::test]
async fn an_administrator_signs_a_user_in() {
    let pool = with_ines(usual());
    let request = json!({
        "AuthFlow": "ADMIN_USER_PASSWORD_AUTH",
        "AuthParameters": {"USERNAME": "ines", "PASSWORD": PASSWORD},
        "ClientMetadata": {"k": "v"},
    });
    let answer = pool.call("AdminInitiateAuth", request).await.unwrap();
    assert_eq!(answer["ChallengeParameters"], json!({}));
    let mut members: Vec<_> =
        answer["AuthenticationResult"].as_object().unwrap().keys().map(String::as_str).collect();
    members.sort_unstable();
    assert_eq!(members, ["AccessToken", "ExpiresIn", "IdToken", "RefreshToken", "TokenType"]);
    assert_eq!(pool.trace().sources(), SIGN_IN);
    let trace = pool.trace();
    assert_eq!(trace.steps()[0].operation(), "AdminInitiateAuth");
    assert_eq!(trace.steps()[0].event()["request"]["validationData"], json!({"k": "v"}));
}
