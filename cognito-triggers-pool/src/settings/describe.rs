//! Reads the settings of a pool from the output of `describe-user-pool` and `get-user-pool-mfa-config`.
//! The limits of numbers are those of the API's model.

use serde_json::{Map, Value};

use super::at::At;
use super::attributes::{MOST_CUSTOM, is_custom, is_custom_name};
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

/// Reads settings of a pool, and lists what is there and not modelled.
pub(crate) fn pool(output: &Value) -> Result<(PoolSettings, Vec<String>), String> {
    let (pool, members) = root(output, "UserPool", "describe-user-pool")?;
    let mut settings =
        PoolSettings { auto_verified: Vec::new(), developer_email: false, ..PoolSettings::default() };
    settings.custom = Some(Vec::new());
    let mut warnings = Vec::new();
    // The domain has the region in it.
    if let Some(id) = pool.at("Id")?.text()? {
        settings.id = id;
    }
    for key in members.keys() {
        let value = pool.at(key)?;
        match key.as_str() {
            "AutoVerifiedAttributes" => settings.auto_verified = value.texts()?.unwrap_or_default(),
            "UsernameAttributes" => settings.username_attributes = value.texts()?.unwrap_or_default(),
            "AliasAttributes" => settings.alias_attributes = value.texts()?.unwrap_or_default(),
            "Domain" => {
                if let Some(domain) = value.text()? {
                    settings.domain = format!("{domain}.auth.{}.amazoncognito.com", settings.region());
                }
            }
            "MfaConfiguration" => settings.mfa = mfa(&value, &mut warnings)?,
            "SchemaAttributes" => schema(&mut settings, &value)?,
            "Policies" => policies(&mut settings, &value)?,
            "AdminCreateUserConfig" => invitations(&mut settings, &value)?,
            "EmailVerificationMessage" => replace(&mut settings.templates.email, &value)?,
            "EmailVerificationSubject" => replace(&mut settings.templates.subject, &value)?,
            "SmsVerificationMessage" => replace(&mut settings.templates.sms, &value)?,
            "SmsAuthenticationMessage" => replace(&mut settings.templates.authentication_sms, &value)?,
            // Its texts count more than those of the three members above, whatever comes first.
            "Id" | "VerificationMessageTemplate" => {}
            "EmailConfiguration" => {
                let account = value.at("EmailSendingAccount")?;
                let account = account.name(&["COGNITO_DEFAULT", "DEVELOPER"], &mut warnings)?;
                settings.developer_email = account == Some("DEVELOPER");
            }
            "AccountRecoverySetting" => settings.recovery = recovery(&value)?,
            "UserAttributeUpdateSettings" => {
                let names = value.at("AttributesRequireVerificationBeforeUpdate")?;
                settings.verify_before_update = names.texts()?.unwrap_or_default();
            }
            "DeviceConfiguration" => settings.devices = value.object()?.is_some(),
            known if POOL_FACTS.contains(&known) => {}
            _ => {
                warnings.push(format!("UserPool.{key} is not modelled: the pool acts as if it were not set"));
            }
        }
    }
    verification(&mut settings, &pool.at("VerificationMessageTemplate")?, &mut warnings)?;
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
    let mut has_tokens = false;
    settings.email_mfa = false;
    for (key, value) in config {
        let value = At::new(key, Some(value));
        match key.as_str() {
            "MfaConfiguration" => settings.mfa = mfa(&value, &mut warnings)?,
            "EmailMfaConfiguration" => {
                settings.email_mfa = value.is_set();
                settings.templates.authentication_email = value.at("Message")?.text()?;
                settings.templates.authentication_subject = value.at("Subject")?.text()?;
            }
            "SmsMfaConfiguration" => {
                settings.templates.authentication_sms = value.at("SmsAuthenticationMessage")?.text()?;
            }
            "SoftwareTokenMfaConfiguration" => {
                has_tokens = value.at("Enabled")?.boolean()?.unwrap_or_default();
            }
            _ => warnings.push(format!("{key} is not modelled: the pool acts as if it were not set")),
        }
    }
    if !has_tokens {
        warnings.push("the described pool has no SOFTWARE_TOKEN_MFA, but this one takes it".to_owned());
    }
    Ok(warnings)
}

fn mfa(value: &At<'_>, warnings: &mut Vec<String>) -> Result<Mfa, String> {
    Ok(match value.name(&["OFF", "ON", "OPTIONAL"], warnings)? {
        Some("ON") => Mfa::On,
        Some("OPTIONAL") => Mfa::Optional,
        _ => Mfa::Off,
    })
}

/// The object that a command's output has.
pub(super) fn root<'v>(
    output: &'v Value,
    name: &str,
    command: &str,
) -> Result<(At<'v>, &'v Map<String, Value>), String> {
    let root = At::new(name, output.get(name));
    let members = root.object()?.ok_or_else(|| not_output(command, &format!("object {name}")))?;
    Ok((root, members))
}

fn not_output(command: &str, missing: &str) -> String {
    format!(
        "this is not the output of {command}: it has no {missing}. Save the output of `aws cognito-idp {command}` as it is."
    )
}

/// Takes a text that is set.
fn replace(template: &mut Option<String>, value: &At<'_>) -> Result<(), String> {
    if let Some(text) = value.text()? {
        *template = Some(text);
    }
    Ok(())
}

fn schema(settings: &mut PoolSettings, value: &At<'_>) -> Result<(), String> {
    let mut custom = Vec::new();
    for attribute in value.items()?.unwrap_or_default() {
        let at = attribute.at("Name")?;
        let name = at.required(at.text()?)?;
        let is_required = attribute.at("Required")?.boolean()?.unwrap_or_default();
        if is_required && name != "sub" {
            settings.required.push(name.clone());
        }
        if is_custom(&name) {
            if !is_custom_name(&name) {
                return Err(at.wrong("must have 1 to 20 characters behind `custom:`"));
            }
            custom.push(name);
        }
    }
    if custom.len() > MOST_CUSTOM {
        let why = format!("has {} custom attributes, and Cognito allows {MOST_CUSTOM}", custom.len());
        return Err(value.wrong(&why));
    }
    settings.custom = Some(custom);
    Ok(())
}

fn policies(settings: &mut PoolSettings, value: &At<'_>) -> Result<(), String> {
    let password = value.at("PasswordPolicy")?;
    let policy = &mut settings.policy;
    if let Some(length) = password.at("MinimumLength")?.number(6..=99)? {
        policy.minimum_length = usize::try_from(length).unwrap_or(policy.minimum_length);
    }
    for (name, flag) in [
        ("RequireUppercase", &mut policy.uppercase),
        ("RequireLowercase", &mut policy.lowercase),
        ("RequireNumbers", &mut policy.numbers),
        ("RequireSymbols", &mut policy.symbols),
    ] {
        *flag = password.at(name)?.boolean()?.unwrap_or(*flag);
    }
    let days = password.at("TemporaryPasswordValidityDays")?.number(0..=365)?;
    policy.temporary_days = days.unwrap_or(policy.temporary_days);
    if let Some(factors) = value.at("SignInPolicy")?.at("AllowedFirstAuthFactors")?.texts()? {
        settings.first_factors = factors;
    }
    Ok(())
}

fn invitations(settings: &mut PoolSettings, value: &At<'_>) -> Result<(), String> {
    settings.admin_only = value.at("AllowAdminCreateUserOnly")?.boolean()?.unwrap_or_default();
    let template = value.at("InviteMessageTemplate")?;
    settings.templates.invitation_email = template.at("EmailMessage")?.text()?;
    settings.templates.invitation_subject = template.at("EmailSubject")?.text()?;
    settings.templates.invitation_sms = template.at("SMSMessage")?.text()?;
    Ok(())
}

fn verification(
    settings: &mut PoolSettings,
    value: &At<'_>,
    warnings: &mut Vec<String>,
) -> Result<(), String> {
    let option = value.at("DefaultEmailOption")?;
    let option = option.name(&["CONFIRM_WITH_LINK", "CONFIRM_WITH_CODE"], warnings)?;
    settings.verify_by_link = option == Some("CONFIRM_WITH_LINK");
    let templates = &mut settings.templates;
    templates.link_email = value.at("EmailMessageByLink")?.text()?;
    templates.link_subject = value.at("EmailSubjectByLink")?.text()?;
    replace(&mut templates.email, &value.at("EmailMessage")?)?;
    replace(&mut templates.subject, &value.at("EmailSubject")?)?;
    replace(&mut templates.sms, &value.at("SmsMessage")?)
}

/// `None` is a pool without an order of its own.
fn recovery(value: &At<'_>) -> Result<Option<Vec<String>>, String> {
    let Some(items) = value.at("RecoveryMechanisms")?.items()? else { return Ok(None) };
    let mut mechanisms = Vec::new();
    for item in items {
        let (priority, name) = (item.at("Priority")?, item.at("Name")?);
        let order = priority.required(priority.number(1..=2)?)?;
        mechanisms.push((order, name.required(name.text()?)?));
    }
    mechanisms.sort();
    Ok(Some(mechanisms.into_iter().map(|(_, name)| name).collect()))
}
