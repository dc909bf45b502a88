//! The events of all 41 sources have the members, types and nulls of recorded ones.

use std::collections::BTreeMap;
use std::time::Duration;

use cognito_triggers_pool::{
    ClientSettings, IdentityProvider, LambdaConfig, LambdaVersion, Mfa, Pool, PoolSettings, Trigger, User,
};
use serde_json::{Value, json};

use crate::common::{EMAIL, PASSWORD, PHONE, echo, ines, passwordless, responding, usual};

/// Events in the form that Cognito sends, by source.
fn recorded() -> BTreeMap<String, Value> {
    serde_json::from_str(include_str!("events.json")).expect("JSON")
}

/// Members whose inner names are data.
const DATA: [&str; 6] = [
    "userAttributes",
    "clientMetadata",
    "validationData",
    "privateChallengeParameters",
    "tokenResponse",
    "idToken",
];

/// Differences in members, types and nulls.
fn differences(path: &str, wanted: &Value, found: &Value, all: &mut Vec<String>) {
    let kind = |value: &Value| match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    };
    if kind(wanted) != kind(found) {
        all.push(format!("{path} is {} and not {}", kind(found), kind(wanted)));
        return;
    }
    match (wanted, found) {
        (Value::Object(wanted), Value::Object(found)) => {
            if DATA.iter().any(|name| path.ends_with(name)) || path.ends_with("userInfo") {
                let odd = found.iter().find(|(_, value)| !value.is_string());
                all.extend(odd.map(|(name, _)| format!("{path}.{name} is not a text")));
                return;
            }
            all.extend(
                wanted
                    .keys()
                    .filter(|key| !found.contains_key(*key))
                    .map(|key| format!("{path} lacks {key}")),
            );
            all.extend(
                found.keys().filter(|key| !wanted.contains_key(*key)).map(|key| format!("{path} has {key}")),
            );
            for (key, value) in wanted {
                if let Some(found) = found.get(key) {
                    differences(&format!("{path}.{key}"), value, found, all);
                }
            }
        }
        (Value::Array(wanted), Value::Array(found)) => {
            if let (Some(wanted), Some(found)) = (wanted.first(), found.first()) {
                differences(&format!("{path}[0]"), wanted, found, all);
            }
        }
        _ => {}
    }
}

/// Compares the last event of each of these sources with the recorded one.
fn compare(pool: &Pool, sources: &[&str], seen: &mut Vec<String>) {
    let (recorded, trace) = (recorded(), pool.trace());
    for source in sources {
        let (wanted, found) = (&recorded[*source], trace.last(source).event());
        let mut all = Vec::new();
        // A sender's metadata is an object or null.
        let mut wanted = wanted.clone();
        if source.contains("Sender") && found["request"]["clientMetadata"].is_null() {
            wanted["request"]["clientMetadata"] = Value::Null;
        }
        differences(source, &wanted, found, &mut all);
        assert!(all.is_empty(), "{all:?}\nin {found}");
        assert_eq!(found["version"], wanted["version"], "{source}");
        let not_applicable = "CLIENT_ID_NOT_APPLICABLE";
        let is = |event: &Value| event["callerContext"]["clientId"] == not_applicable;
        assert_eq!(is(found), is(&wanted), "{source}");
        seen.push((*source).to_owned());
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

#[tokio::test]
async fn events_have_the_members_of_recorded_ones() {
    let mut seen = Vec::new();
    let pool = legacy(usual(), both());
    life(&pool, "email", EMAIL, "new@example.org").await;
    compare(
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
    seen.sort();
    assert_eq!(seen, recorded().into_keys().collect::<Vec<_>>());
    assert_eq!(seen.len(), 41);
}

async fn senders(seen: &mut Vec<String>) {
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
        compare(&pool, &sources.iter().map(String::as_str).collect::<Vec<_>>(), seen);
    }
    let pool = legacy(config(), both()).with_user(ines());
    pool.notify_account_takeover("ines", &[]).await;
    compare(&pool, &["CustomEmailSender_AccountTakeOverNotification"], seen);
}

async fn tokens(seen: &mut Vec<String>) {
    let attach = |version| LambdaConfig::new().on(Trigger::PreTokenGeneration(version), echo);
    let grouped = |pool: Pool| {
        pool.with_group("staff", Some("arn:aws:iam::1:role/staff"), Some(1)).with_user(ines().group("staff"))
    };
    let pool = grouped(legacy(attach(LambdaVersion::V1_0), PoolSettings::new()));
    pool.sign_in("ines", PASSWORD).await.unwrap();
    compare(&pool, &["TokenGeneration_Authentication"], seen);
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
    compare(&pool, &sources, seen);
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
    compare(&pool, &["TokenGeneration_AuthenticateDevice", "TokenGeneration_ClientCredentials"], seen);
}

async fn challenges(seen: &mut Vec<String>) {
    let config = passwordless("1").on(Trigger::DefineAuthChallenge, |mut event| {
        let rounds = event["request"]["session"].as_array().map_or(0, Vec::len);
        event["response"]["challengeName"] =
            if rounds == 1 { "PASSWORD_VERIFIER" } else { "CUSTOM_CHALLENGE" }.into();
        Ok(event)
    });
    let pool = legacy(config, PoolSettings::new()).with_user(ines());
    let challenge = pool.custom_auth_with_srp("ines").await.unwrap().challenge();
    challenge.answer(PASSWORD).await.unwrap().challenge();
    compare(&pool, &["DefineAuthChallenge_Authentication", "CreateAuthChallenge_Authentication"], seen);
    let challenge = pool.custom_auth_with_srp("ines").await.unwrap().challenge();
    let challenge = challenge.answer(PASSWORD).await.unwrap().challenge();
    challenge.answer("1").client_metadata("device", "kiosk-7").await.unwrap();
    compare(&pool, &["VerifyAuthChallengeResponse_Authentication"], seen);
}

async fn strangers(seen: &mut Vec<String>) {
    let provider = IdentityProvider::new("CorporateOIDC", "OIDC");
    let settings = PoolSettings::new().identity_provider(provider);
    let pool = legacy(usual().on(Trigger::InboundFederation, echo), settings);
    pool.federated_sign_in("CorporateOIDC", [("sub", "00u8k2"), ("email", EMAIL)]).await.unwrap();
    compare(&pool, &["InboundFederation_ExternalProvider", "PreSignUp_ExternalProvider"], seen);
    let migrated =
        json!({"userAttributes": {"email": EMAIL, "email_verified": "true"}, "messageAction": "SUPPRESS"});
    let pool = legacy(usual().on(Trigger::UserMigration, responding(migrated)), PoolSettings::new());
    pool.user("ines").forgot_password().client_metadata("flow", "reset").await.unwrap();
    pool.advance(Duration::from_secs(1));
    pool.sign_in("otto", PASSWORD).await.unwrap_err();
    compare(&pool, &["UserMigration_Authentication", "UserMigration_ForgotPassword"], seen);
}
