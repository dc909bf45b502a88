//! Reads settings from the output of `describe-user-pool`, `get-user-pool-mfa-config` and
//! `describe-user-pool-client`.

use std::time::Duration;

use serde_json::{Map, Value};

use super::client::ClientSettings;
use super::pool::{Mfa, PoolSettings};

/// Members that say something about the pool, and change nothing in it.
const POOL_FACTS: [&str; 13] = [
    "Arn",
    "CreationDate",
    "CustomDomain",
    "DeletionProtection",
    "EstimatedNumberOfUsers",
    "LambdaConfig",
    "LastModifiedDate",
    "Name",
    "SmsConfigurationFailure",
    "EmailConfigurationFailure",
    "Status",
    "UserPoolTags",
    "UserPoolTier",
];

const CLIENT_FACTS: [&str; 5] =
    ["ClientName", "CreationDate", "LastModifiedDate", "UserPoolId", "TokenValidityUnits"];

/// Reads settings of a pool, and lists what is there and not modelled.
pub(crate) fn pool(output: &Value) -> Result<(PoolSettings, Vec<String>), String> {
    let pool = root(output, "UserPool", "describe-user-pool")?;
    let mut settings =
        PoolSettings { auto_verified: Vec::new(), developer_email: false, ..PoolSettings::default() };
    settings.custom = Some(Vec::new());
    let mut warnings = Vec::new();
    for (key, value) in pool {
        match key.as_str() {
            "Id" => text(value, key)?.clone_into(&mut settings.id),
            "AutoVerifiedAttributes" => settings.auto_verified = texts(value, key)?,
            "UsernameAttributes" => settings.username_attributes = texts(value, key)?,
            "AliasAttributes" => settings.alias_attributes = texts(value, key)?,
            "Domain" => {
                let domain = text(value, key)?;
                settings.domain = format!("{domain}.auth.{}.amazoncognito.com", settings.region());
            }
            "MfaConfiguration" => settings.mfa = mfa(text(value, key)?),
            "SchemaAttributes" => schema(&mut settings, value),
            "Policies" => policies(&mut settings, value),
            "AdminCreateUserConfig" => invitations(&mut settings, value),
            "EmailVerificationMessage" => settings.templates.email = Some(text(value, key)?.to_owned()),
            "EmailVerificationSubject" => settings.templates.subject = Some(text(value, key)?.to_owned()),
            "SmsVerificationMessage" => settings.templates.sms = Some(text(value, key)?.to_owned()),
            "SmsAuthenticationMessage" => {
                settings.templates.authentication_sms = Some(text(value, key)?.to_owned());
            }
            "VerificationMessageTemplate" => verification(&mut settings, value),
            "EmailConfiguration" => settings.developer_email = value["EmailSendingAccount"] == "DEVELOPER",
            "AccountRecoverySetting" => settings.recovery = recovery(value),
            "UserAttributeUpdateSettings" => {
                let names = &value["AttributesRequireVerificationBeforeUpdate"];
                settings.verify_before_update = texts(names, key).unwrap_or_default();
            }
            "DeviceConfiguration" => settings.devices = value.is_object(),
            known if POOL_FACTS.contains(&known) => {}
            _ => {
                warnings.push(format!("UserPool.{key} is not modelled: the pool acts as if it were not set"));
            }
        }
    }
    if settings.mfa != Mfa::Off {
        warnings.push(
            "describe-user-pool does not say whether the pool has e-mail MFA: give the output of \
             get-user-pool-mfa-config to with_mfa_config"
                .to_owned(),
        );
    }
    Ok((settings, warnings))
}

/// Reads the second factors of a pool, and lists what is not modelled.
pub(crate) fn mfa_config(settings: &mut PoolSettings, output: &Value) -> Result<Vec<String>, String> {
    const COMMAND: &str = "get-user-pool-mfa-config";
    let config = output.as_object().filter(|config| config.contains_key("MfaConfiguration"));
    let config = config.ok_or_else(|| not_output(COMMAND, "member MfaConfiguration"))?;
    let mut warnings = Vec::new();
    settings.email_mfa = false;
    for (key, value) in config {
        match key.as_str() {
            "MfaConfiguration" => settings.mfa = mfa(text(value, key)?),
            "EmailMfaConfiguration" => {
                settings.email_mfa = true;
                settings.templates.authentication_email = some_text(&value["Message"]);
                settings.templates.authentication_subject = some_text(&value["Subject"]);
            }
            "SmsMfaConfiguration" => {
                settings.templates.authentication_sms = some_text(&value["SmsAuthenticationMessage"]);
            }
            "SoftwareTokenMfaConfiguration" if value["Enabled"] == true => {}
            _ => warnings.push(format!("{key} is not modelled: the pool acts as if it were not set")),
        }
    }
    if config.get("SoftwareTokenMfaConfiguration").is_none_or(|tokens| tokens["Enabled"] != true) {
        warnings.push("the described pool has no SOFTWARE_TOKEN_MFA, but this one takes it".to_owned());
    }
    Ok(warnings)
}

fn mfa(text: &str) -> Mfa {
    match text {
        "ON" => Mfa::On,
        "OPTIONAL" => Mfa::Optional,
        _ => Mfa::Off,
    }
}

/// Reads settings of a client, and lists what is there and not modelled.
pub(crate) fn client(output: &Value) -> Result<(ClientSettings, Vec<String>), String> {
    let client = root(output, "UserPoolClient", "describe-user-pool-client")?;
    let id = client.get("ClientId").and_then(Value::as_str);
    let id = id.ok_or("the output of describe-user-pool-client has no UserPoolClient.ClientId")?;
    // The API's defaults, where they differ from the console's.
    let mut settings = ClientSettings { hide_unknown_users: false, ..ClientSettings::new(id) };
    settings.flows = ["USER_SRP_AUTH", "CUSTOM_AUTH", "REFRESH_TOKEN_AUTH"].map(str::to_owned).to_vec();
    let mut warnings = Vec::new();
    let unit = |name: &str, default: u64| match client.get("TokenValidityUnits").map(|units| &units[name]) {
        Some(Value::String(unit)) if unit == "seconds" => 1,
        Some(Value::String(unit)) if unit == "minutes" => 60,
        Some(Value::String(unit)) if unit == "hours" => 3600,
        Some(Value::String(unit)) if unit == "days" => 86_400,
        _ => default,
    };
    let time = |value: &Value, unit: u64| Duration::from_secs(value.as_u64().unwrap_or(1) * unit);
    for (key, value) in client {
        match key.as_str() {
            "ClientSecret" => settings.secret = Some(text(value, key)?.to_owned()),
            "ExplicitAuthFlows" => settings.flows = texts(value, key)?,
            "PreventUserExistenceErrors" => settings.hide_unknown_users = value == "ENABLED",
            "AuthSessionValidity" => settings.session_validity = time(value, 60),
            "AccessTokenValidity" => settings.access_validity = time(value, unit("AccessToken", 3600)),
            "IdTokenValidity" => settings.id_validity = time(value, unit("IdToken", 3600)),
            "RefreshTokenValidity" => settings.refresh_validity = time(value, unit("RefreshToken", 86_400)),
            "ReadAttributes" => settings.read_attributes = Some(texts(value, key)?),
            "WriteAttributes" => settings.write_attributes = Some(texts(value, key)?),
            "AllowedOAuthScopes" => settings.scopes = texts(value, key)?,
            "AllowedOAuthFlows" => {
                settings.client_credentials =
                    texts(value, key)?.iter().any(|flow| flow == "client_credentials");
            }
            "RefreshTokenRotation" if value["Feature"] == "ENABLED" => {
                settings.rotation = Some(time(&value["RetryGracePeriodSeconds"], 1));
            }
            "ClientId" | "RefreshTokenRotation" | "AllowedOAuthFlowsUserPoolClient" => {}
            known if CLIENT_FACTS.contains(&known) => {}
            _ => {
                warnings.push(format!(
                    "UserPoolClient.{key} is not modelled: the client acts as if it were not set"
                ));
            }
        }
    }
    Ok((settings, warnings))
}

fn root<'v>(output: &'v Value, name: &str, command: &str) -> Result<&'v Map<String, Value>, String> {
    let found = output.get(name).and_then(Value::as_object);
    found.ok_or_else(|| not_output(command, &format!("object {name}")))
}

fn not_output(command: &str, missing: &str) -> String {
    format!(
        "this is not the output of {command}: it has no {missing}. Save the output of `aws cognito-idp {command}` as it is."
    )
}

fn text<'v>(value: &'v Value, key: &str) -> Result<&'v str, String> {
    value.as_str().ok_or_else(|| format!("{key} is not a text"))
}

fn texts(value: &Value, key: &str) -> Result<Vec<String>, String> {
    let items = value.as_array().ok_or_else(|| format!("{key} is not a list"))?;
    items.iter().map(|item| text(item, key).map(str::to_owned)).collect()
}

fn some_text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn schema(settings: &mut PoolSettings, value: &Value) {
    let attributes = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let named = |wanted: fn(&Value, &str) -> bool| {
        let pairs = attributes.iter().filter_map(|attribute| Some((attribute, attribute["Name"].as_str()?)));
        pairs.filter(|(attribute, name)| wanted(attribute, name)).map(|(_, name)| name.to_owned()).collect()
    };
    settings.required = named(|attribute, name| attribute["Required"] == true && name != "sub");
    settings.custom = Some(named(|_, name| name.starts_with("custom:") || name.starts_with("dev:custom:")));
}

fn policies(settings: &mut PoolSettings, value: &Value) {
    let password = &value["PasswordPolicy"];
    let policy = &mut settings.policy;
    let length = password["MinimumLength"].as_u64().and_then(|length| usize::try_from(length).ok());
    policy.minimum_length = length.unwrap_or(policy.minimum_length);
    let flag = |name: &str, default: bool| password[name].as_bool().unwrap_or(default);
    policy.uppercase = flag("RequireUppercase", policy.uppercase);
    policy.lowercase = flag("RequireLowercase", policy.lowercase);
    policy.numbers = flag("RequireNumbers", policy.numbers);
    policy.symbols = flag("RequireSymbols", policy.symbols);
    policy.temporary_days =
        password["TemporaryPasswordValidityDays"].as_u64().unwrap_or(policy.temporary_days);
    if let Ok(factors) = texts(&value["SignInPolicy"]["AllowedFirstAuthFactors"], "AllowedFirstAuthFactors") {
        settings.first_factors = factors;
    }
}

fn invitations(settings: &mut PoolSettings, value: &Value) {
    settings.admin_only = value["AllowAdminCreateUserOnly"] == true;
    let template = &value["InviteMessageTemplate"];
    settings.templates.invitation_email = some_text(&template["EmailMessage"]);
    settings.templates.invitation_subject = some_text(&template["EmailSubject"]);
    settings.templates.invitation_sms = some_text(&template["SMSMessage"]);
}

fn verification(settings: &mut PoolSettings, value: &Value) {
    settings.verify_by_link = value["DefaultEmailOption"] == "CONFIRM_WITH_LINK";
    let templates = &mut settings.templates;
    templates.link_email = some_text(&value["EmailMessageByLink"]);
    templates.link_subject = some_text(&value["EmailSubjectByLink"]);
    for (member, template) in [
        ("EmailMessage", &mut templates.email),
        ("EmailSubject", &mut templates.subject),
        ("SmsMessage", &mut templates.sms),
    ] {
        if let Some(text) = some_text(&value[member]) {
            *template = Some(text);
        }
    }
}

fn recovery(value: &Value) -> Option<Vec<String>> {
    let mut mechanisms: Vec<(u64, String)> = value["RecoveryMechanisms"]
        .as_array()?
        .iter()
        .filter_map(|one| Some((one["Priority"].as_u64()?, some_text(&one["Name"])?)))
        .collect();
    mechanisms.sort();
    Some(mechanisms.into_iter().map(|(_, name)| name).collect())
}
