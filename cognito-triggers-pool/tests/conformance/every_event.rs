//! Flows that call a function for each of the 41 sources.

use std::collections::BTreeMap;
use std::time::Duration;

use cognito_triggers_pool::{
    ClientSettings, IdentityProvider, LambdaConfig, LambdaVersion, Mfa, Pool, PoolSettings, Trigger, User,
};
use serde_json::{Value, json};

use crate::common::{EMAIL, PASSWORD, PHONE, echo, ines, passwordless, responding, usual};

/// Events by their source.
type Events = BTreeMap<String, Value>;

/// Takes the last event of each of these sources.
fn take(pool: &Pool, sources: &[&str], seen: &mut Events) {
    let trace = pool.trace();
    for source in sources {
        seen.insert((*source).to_owned(), trace.last(source).event().clone());
    }
}

fn legacy(config: LambdaConfig, settings: PoolSettings) -> Pool {
    let client = ClientSettings::new("client").prevent_user_existence_errors(false);
    Pool::new(config).with_settings(settings).with_client(client)
}

/// Sign-up, messages, passwords and attributes of one medium.
async fn life(pool: &Pool, medium: &str, address: &str, other: &str) {
    let user = pool
        .sign_up("ines", PASSWORD)
        .attribute(medium, address)
        .client_metadata("locale", "fr")
        .await
        .unwrap();
    let message = || if medium == "email" { user.email() } else { user.sms() };
    user.resend_code().await.unwrap();
    user.confirm(message().code()).await.unwrap();
    user.forgot_password().await.unwrap();
    user.confirm_forgot_password(message().code(), PASSWORD).client_metadata("flow", "reset").await.unwrap();
    let tokens = user.sign_in(PASSWORD).await.unwrap().tokens();
    let token = tokens.access_token();
    let change = json!({"AccessToken": token, "UserAttributes": [{"Name": medium, "Value": other}]});
    pool.call("UpdateUserAttributes", change).await.unwrap();
    pool.call("GetUserAttributeVerificationCode", json!({"AccessToken": token, "AttributeName": medium}))
        .await
        .unwrap();
    let factor = if medium == "email" { "EmailMfaSettings" } else { "SMSMfaSettings" };
    let mut prefer = json!({"AccessToken": token});
    prefer[factor] = json!({"Enabled": true});
    pool.call("SetUserMFAPreference", prefer).await.unwrap();
    user.sign_in(PASSWORD).await.unwrap().challenge();
    let mediums = json!([if medium == "email" { "EMAIL" } else { "SMS" }]);
    let invite = pool.admin_create_user("otto").attribute(medium, address);
    invite.member("DesiredDeliveryMediums", mediums).await.unwrap();
}

fn both() -> PoolSettings {
    PoolSettings::new().mfa_configuration(Mfa::Optional).auto_verified_attributes(["email", "phone_number"])
}

/// Runs flows until each of the 41 sources has had an event.
pub(crate) async fn every_event() -> Events {
    let mut seen = Events::new();
    let pool = legacy(usual(), both());
    life(&pool, "email", EMAIL, "new@example.org").await;
    take(
        &pool,
        &[
            "PreSignUp_SignUp",
            "PreSignUp_AdminCreateUser",
            "PostConfirmation_ConfirmSignUp",
            "PostConfirmation_ConfirmForgotPassword",
            "PreAuthentication_Authentication",
            "PostAuthentication_Authentication",
            "CustomMessage_SignUp",
            "CustomMessage_AdminCreateUser",
            "CustomMessage_ResendCode",
            "CustomMessage_ForgotPassword",
            "CustomMessage_UpdateUserAttribute",
            "CustomMessage_VerifyUserAttribute",
            "CustomMessage_Authentication",
        ],
        &mut seen,
    );
    senders(&mut seen).await;
    tokens(&mut seen).await;
    challenges(&mut seen).await;
    strangers(&mut seen).await;
    seen
}

async fn senders(seen: &mut Events) {
    let config = || usual().on(Trigger::CustomEmailSender, echo).on(Trigger::CustomSMSSender, echo);
    let common = [
        "SignUp",
        "ResendCode",
        "ForgotPassword",
        "UpdateUserAttribute",
        "VerifyUserAttribute",
        "Authentication",
        "AdminCreateUser",
    ];
    for (family, medium, address, other) in [
        ("CustomEmailSender", "email", EMAIL, "new@example.org"),
        ("CustomSMSSender", "phone_number", PHONE, "+12345678901"),
    ] {
        let pool = legacy(config(), both());
        life(&pool, medium, address, other).await;
        let sources: Vec<_> = common.iter().map(|name| format!("{family}_{name}")).collect();
        take(&pool, &sources.iter().map(String::as_str).collect::<Vec<_>>(), seen);
    }
    let pool = legacy(config(), both()).with_user(ines());
    pool.notify_account_takeover("ines", &[]).await;
    take(&pool, &["CustomEmailSender_AccountTakeOverNotification"], seen);
}

async fn tokens(seen: &mut Events) {
    let attach = |version| LambdaConfig::new().on(Trigger::PreTokenGeneration(version), echo);
    let grouped = |pool: Pool| {
        pool.with_group("staff", Some("arn:aws:iam::1:role/staff"), Some(1)).with_user(ines().group("staff"))
    };
    let pool = grouped(legacy(attach(LambdaVersion::V1_0), PoolSettings::new()));
    pool.sign_in("ines", PASSWORD).await.unwrap();
    take(&pool, &["TokenGeneration_Authentication"], seen);
    let pool = legacy(attach(LambdaVersion::V2_0), PoolSettings::new()).with_user(ines());
    let tokens = pool.hosted_sign_in("ines", PASSWORD).await.unwrap().tokens();
    pool.refresh(&tokens).await.unwrap();
    let pool = pool.with_user(User::invited("otto", "Temporary-9"));
    let challenge = pool.sign_in("otto", "Temporary-9").await.unwrap().challenge();
    challenge.answer(PASSWORD).client_metadata("step", "first-login").await.unwrap();
    let sources = [
        "TokenGeneration_HostedAuth",
        "TokenGeneration_RefreshTokens",
        "TokenGeneration_NewPasswordChallenge",
    ];
    take(&pool, &sources, seen);
    let settings = PoolSettings::new().device_configuration(true);
    let machine = ClientSettings::new("machine").client_secret("s").client_credentials(["orders/read"]);
    let pool = Pool::new(attach(LambdaVersion::V3_0)).with_settings(settings).with_client(machine);
    let pool = pool.with_client(ClientSettings::new("client")).with_user(ines());
    let tokens = pool.sign_in("ines", PASSWORD).await.unwrap().tokens();
    let (key, _) = tokens.new_device().unwrap();
    let verifier = json!({"PasswordVerifier": "secret"});
    let confirm = json!({"AccessToken": tokens.access_token(), "DeviceKey": key, "DeviceSecretVerifierConfig": verifier});
    pool.call("ConfirmDevice", confirm).await.unwrap();
    let parameters = [("USERNAME", "ines"), ("PASSWORD", PASSWORD), ("DEVICE_KEY", key)];
    let challenge = pool.initiate_auth("USER_PASSWORD_AUTH", parameters).await.unwrap().challenge();
    let challenge = challenge.respond([("DEVICE_KEY", key), ("SRP_A", "abc")]).await.unwrap().challenge();
    challenge.answer("secret").await.unwrap().tokens();
    let machine = pool.for_client("machine");
    machine.client_credentials(&[], json!({"environment": "staging"}).as_object()).await.unwrap();
    take(&pool, &["TokenGeneration_AuthenticateDevice", "TokenGeneration_ClientCredentials"], seen);
}

async fn challenges(seen: &mut Events) {
    let config = passwordless("1").on(Trigger::DefineAuthChallenge, |mut event| {
        let rounds = event["request"]["session"].as_array().map_or(0, Vec::len);
        event["response"]["challengeName"] =
            if rounds == 1 { "PASSWORD_VERIFIER" } else { "CUSTOM_CHALLENGE" }.into();
        Ok(event)
    });
    let pool = legacy(config, PoolSettings::new()).with_user(ines());
    let challenge = pool.custom_auth_with_srp("ines").await.unwrap().challenge();
    challenge.answer(PASSWORD).await.unwrap().challenge();
    take(&pool, &["DefineAuthChallenge_Authentication", "CreateAuthChallenge_Authentication"], seen);
    let challenge = pool.custom_auth_with_srp("ines").await.unwrap().challenge();
    let challenge = challenge.answer(PASSWORD).await.unwrap().challenge();
    challenge.answer("1").client_metadata("device", "kiosk-7").await.unwrap();
    take(&pool, &["VerifyAuthChallengeResponse_Authentication"], seen);
}

async fn strangers(seen: &mut Events) {
    let provider = IdentityProvider::new("CorporateOIDC", "OIDC");
    let settings = PoolSettings::new().identity_provider(provider);
    let pool = legacy(usual().on(Trigger::InboundFederation, echo), settings);
    pool.federated_sign_in("CorporateOIDC", [("sub", "00u8k2"), ("email", EMAIL)]).await.unwrap();
    take(&pool, &["InboundFederation_ExternalProvider", "PreSignUp_ExternalProvider"], seen);
    let migrated =
        json!({"userAttributes": {"email": EMAIL, "email_verified": "true"}, "messageAction": "SUPPRESS"});
    let pool = legacy(usual().on(Trigger::UserMigration, responding(migrated)), PoolSettings::new());
    pool.user("ines").forgot_password().client_metadata("flow", "reset").await.unwrap();
    pool.advance(Duration::from_secs(1));
    pool.sign_in("otto", PASSWORD).await.unwrap_err();
    take(&pool, &["UserMigration_Authentication", "UserMigration_ForgotPassword"], seen);
}
