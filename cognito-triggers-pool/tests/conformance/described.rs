//! Descriptions of pools with mistakes in them: each is named with its path, or does no harm.

use cognito_triggers_pool::{LambdaConfig, Pool, PoolSettings};
use serde_json::{Value, json};

use crate::common::PASSWORD;

/// Every member that the pool reads.
fn everything() -> [Value; 2] {
    let described = json!({
        "UserPool": {
            "Id": "eu-west-1_AbCdEf123", "Domain": "shop", "MfaConfiguration": "OPTIONAL",
            "LambdaConfig": {
                "PreSignUp": "arn", "PostConfirmation": "arn", "PreAuthentication": "arn", "PostAuthentication": "arn",
                "DefineAuthChallenge": "arn", "CreateAuthChallenge": "arn", "VerifyAuthChallengeResponse": "arn",
                "UserMigration": "arn", "CustomMessage": "arn", "CustomEmailSender": {}, "CustomSMSSender": {},
                "InboundFederation": {}, "PreTokenGeneration": "arn", "PreTokenGenerationConfig": {"LambdaVersion": "V2_0"},
            },
            "AutoVerifiedAttributes": ["email"], "UsernameAttributes": ["email"], "AliasAttributes": ["email"],
            "SchemaAttributes": [{"Name": "email", "Required": true}, {"Name": "custom:tenant", "Required": false}],
            "Policies": {
                "PasswordPolicy": {
                    "MinimumLength": 12, "RequireSymbols": false, "RequireNumbers": true, "RequireUppercase": true,
                    "RequireLowercase": true, "TemporaryPasswordValidityDays": 7,
                },
                "SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD"]},
            },
            "AdminCreateUserConfig": {
                "AllowAdminCreateUserOnly": true,
                "InviteMessageTemplate": {"EmailMessage": "m", "EmailSubject": "s", "SMSMessage": "t"},
            },
            "EmailVerificationMessage": "m", "EmailVerificationSubject": "s", "SmsVerificationMessage": "t",
            "SmsAuthenticationMessage": "t",
            "VerificationMessageTemplate": {
                "DefaultEmailOption": "CONFIRM_WITH_CODE", "EmailMessage": "m", "EmailSubject": "s", "SmsMessage": "t",
                "EmailMessageByLink": "m", "EmailSubjectByLink": "s",
            },
            "EmailConfiguration": {"EmailSendingAccount": "DEVELOPER"},
            "AccountRecoverySetting": {"RecoveryMechanisms": [{"Priority": 1, "Name": "verified_email"}]},
            "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]},
            "DeviceConfiguration": {},
        },
        "UserPoolClient": {
            "ClientId": "abc", "ClientSecret": "secret", "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"],
            "PreventUserExistenceErrors": "ENABLED", "AuthSessionValidity": 3, "AccessTokenValidity": 10,
            "IdTokenValidity": 10, "RefreshTokenValidity": 10,
            "TokenValidityUnits": {"AccessToken": "minutes", "IdToken": "minutes", "RefreshToken": "days"},
            "ReadAttributes": ["email"], "WriteAttributes": ["email"], "AllowedOAuthScopes": ["orders/read"],
            "AllowedOAuthFlows": ["code"],
            "RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": 5},
        },
    });
    let mfa = json!({
        "MfaConfiguration": "ON", "EmailMfaConfiguration": {"Message": "m", "Subject": "s"},
        "SmsMfaConfiguration": {"SmsAuthenticationMessage": "t"}, "SoftwareTokenMfaConfiguration": {"Enabled": true},
    });
    [described, mfa]
}

/// The path of each value in a value, as JSON pointers have it.
fn pointers(value: &Value, at: &str) -> Vec<String> {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, value)| (name.clone(), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    let inner = inner.into_iter().map(|(name, value)| (format!("{at}/{name}"), value));
    inner.flat_map(|(path, value)| [vec![path.clone()], pointers(value, &path)].concat()).collect()
}

/// `/UserPool/SchemaAttributes/0/Name` as an error has it.
fn spoken(pointer: &str) -> String {
    let mut spoken = String::new();
    for part in pointer.split('/').skip(1) {
        spoken += &match part.parse::<usize>() {
            Ok(index) => format!("[{index}]"),
            Err(_) if spoken.is_empty() => part.to_owned(),
            Err(_) => format!(".{part}"),
        };
    }
    spoken
}

fn read(document: &Value, is_mfa: bool) -> Result<Pool, String> {
    let pool = Pool::new(LambdaConfig::new());
    if is_mfa { pool.with_mfa_config(document) } else { pool.with_description(document) }
}

#[test]
fn a_wrong_type_is_refused_with_its_path() {
    let mut tried = 0;
    for (document, is_mfa) in everything().iter().zip([false, true]) {
        read(document, is_mfa).unwrap();
        for pointer in pointers(document, "") {
            for other in [json!(-1), json!(1.5), json!(true), json!("Zebra"), json!([]), json!({})] {
                let mut document = document.clone();
                let value = document.pointer_mut(&pointer).unwrap();
                if std::mem::discriminant(value) == std::mem::discriminant(&other) && !other.is_number() {
                    continue;
                }
                *value = other;
                let error = read(&document, is_mfa).unwrap_err();
                assert!(error.starts_with(&format!("{} must be ", spoken(&pointer))), "{pointer}: {error}");
                assert!(error.contains(", and it is ") && !error.contains("Zebra"), "{pointer}: {error}");
                tried += 1;
            }
        }
    }
    assert!(tried > 500, "{tried}");
}

#[test]
fn null_is_not_set_and_what_nobody_knows_is_ignored() {
    for (document, is_mfa) in everything().iter().zip([false, true]) {
        for pointer in pointers(document, "") {
            let mut document = document.clone();
            let value = document.pointer_mut(&pointer).unwrap();
            if let Some(members) = value.as_object_mut() {
                members.insert("AddedByAws".to_owned(), json!([1]));
                read(&document, is_mfa).unwrap();
            } else {
                *value = Value::Null;
                let is_needed = ["/Name", "/Priority", "/ClientId"].iter().any(|end| pointer.ends_with(end))
                    || pointer.ends_with(char::is_numeric);
                assert_eq!(read(&document, is_mfa).is_err(), is_needed, "{pointer}");
            }
        }
    }
}

#[test]
fn numbers_have_the_limits_of_the_api() {
    for (pointer, least, most) in [
        ("/UserPool/Policies/PasswordPolicy/MinimumLength", 6, 99),
        ("/UserPool/Policies/PasswordPolicy/TemporaryPasswordValidityDays", 0, 365),
        ("/UserPoolClient/AuthSessionValidity", 3, 15),
        ("/UserPoolClient/AccessTokenValidity", 1, 86_400),
        ("/UserPoolClient/IdTokenValidity", 1, 86_400),
        ("/UserPoolClient/RefreshTokenValidity", 0, 315_360_000),
        ("/UserPoolClient/RefreshTokenRotation/RetryGracePeriodSeconds", 0, 60),
    ] {
        let with = |number: u64| {
            let [mut document, _] = everything();
            *document.pointer_mut(pointer).unwrap() = number.into();
            read(&document, false)
        };
        assert!(with(least).is_ok() && with(most).is_ok(), "{pointer}");
        for number in [most + 1, u64::MAX].into_iter().chain(least.checked_sub(1)) {
            let error = with(number).unwrap_err();
            let says = format!("must be a whole number from {least} to {most}, and it is {number}");
            assert_eq!(error, format!("{} {says}", spoken(pointer)));
        }
    }
}

#[test]
fn a_name_that_nobody_knows_is_a_warning() {
    for (pointer, is_mfa) in [
        ("/UserPool/MfaConfiguration", false),
        ("/UserPool/EmailConfiguration/EmailSendingAccount", false),
        ("/UserPool/VerificationMessageTemplate/DefaultEmailOption", false),
        ("/UserPool/LambdaConfig/PreTokenGenerationConfig/LambdaVersion", false),
        ("/UserPoolClient/PreventUserExistenceErrors", false),
        ("/UserPoolClient/TokenValidityUnits/IdToken", false),
        ("/UserPoolClient/RefreshTokenRotation/Feature", false),
        ("/MfaConfiguration", true),
    ] {
        let [described, mfa] = everything();
        let mut document = if is_mfa { mfa } else { described };
        *document.pointer_mut(pointer).unwrap() = "Zebra\u{202e}\u{1b}".into();
        let pool = read(&document, is_mfa).unwrap();
        let says = format!(r#"{} is "Zebra\u{{202e}}\u{{1b}}", which is not modelled"#, spoken(pointer));
        assert!(pool.warnings().iter().any(|warning| warning.starts_with(&says)), "{:?}", pool.warnings());
    }
}

#[test]
fn a_pool_has_50_custom_attributes_with_short_names() {
    let with = |names: Vec<String>| {
        let [mut document, _] = everything();
        document["UserPool"]["SchemaAttributes"] =
            names.iter().map(|name| json!({"Name": name, "Required": false})).collect();
        read(&document, false).map(drop)
    };
    let custom =
        |count: usize| (0..count).map(|at| format!("custom:a{at}")).chain(["email".to_owned()]).collect();
    assert_eq!(with(custom(50)), Ok(()));
    let error = "UserPool.SchemaAttributes has 51 custom attributes, and Cognito allows 50";
    assert_eq!(with(custom(51)).unwrap_err(), error);
    assert_eq!(with(vec![format!("custom:{}", "é".repeat(20))]), Ok(()));
    for wrong in ["custom:".to_owned(), format!("dev:custom:{}", "a".repeat(21))] {
        let error = "UserPool.SchemaAttributes[0].Name must have 1 to 20 characters behind `custom:`";
        assert_eq!(with(vec![wrong]).unwrap_err(), error);
    }
}

#[test]
#[should_panic = "Cognito allows 50 custom attributes in a pool, and these are 51"]
fn settings_in_code_have_the_same_limit() {
    drop(PoolSettings::new().custom_attributes((0..51).map(|at| format!("custom:a{at}"))));
}

#[test]
#[should_panic = "\"tenant\" cannot be a custom attribute: write `custom:` and 1 to 20 characters"]
fn settings_in_code_name_custom_attributes_in_full() {
    drop(PoolSettings::new().custom_attributes(["tenant"]));
}

#[tokio::test]
async fn a_pool_that_takes_every_custom_attribute_takes_50() {
    let pool = Pool::new(LambdaConfig::new());
    let sign_up = |user: &str, names: std::ops::Range<usize>| {
        let attributes: Vec<_> =
            names.map(|at| json!({"Name": format!("custom:a{at}"), "Value": "x"})).collect();
        let body = json!({"Username": user, "Password": PASSWORD, "UserAttributes": attributes});
        let pool = pool.clone();
        async move { pool.call("SignUp", body).await }
    };
    let error = sign_up("eve", 0..51).await.unwrap_err();
    assert_eq!(error.name(), "InvalidParameterException");
    assert!(error.message().contains("Attribute does not exist in the schema."), "{error}");
    sign_up("ines", 0..30).await.unwrap();
    sign_up("ada", 20..50).await.unwrap();
    let error = sign_up("eve", 50..51).await.unwrap_err();
    let says =
        "Attributes did not conform to the schema: custom:a50: Attribute does not exist in the schema.";
    assert_eq!(error.message(), says);
    sign_up("eve", 0..50).await.unwrap();
}
