//! Settings from the output of the AWS command line tool.

use cognito_triggers_pool::{LambdaConfig, Mfa, Pool, PoolSettings};
use serde_json::json;

use crate::common::{PASSWORD, PHONE, ines, usual};

#[tokio::test]
async fn a_pool_from_its_description() {
    let pool = json!({"UserPool": {
        "Id": "eu-west-1_AbCdEf123", "Name": "shop", "Status": "Enabled", "LambdaConfig": {
            "PreSignUp": "arn:1", "PostConfirmation": "arn:1", "PreAuthentication": "arn:1", "PostAuthentication": "arn:1",
            "CustomMessage": "arn:1", "UserMigration": "arn:2", "PreTokenGeneration": "arn:1",
            "PreTokenGenerationConfig": {"LambdaVersion": "V2_0", "LambdaArn": "arn:1"},
        },
        "AutoVerifiedAttributes": ["email"], "UsernameAttributes": ["email"], "MfaConfiguration": "OPTIONAL",
        "SchemaAttributes": [
            {"Name": "sub", "Required": true}, {"Name": "email", "Required": true},
            {"Name": "custom:tenant", "Required": false},
        ],
        "Policies": {"PasswordPolicy": {"MinimumLength": 12, "RequireSymbols": false}},
        "EmailConfiguration": {"EmailSendingAccount": "DEVELOPER"},
        "AccountRecoverySetting": {"RecoveryMechanisms": [
            {"Priority": 2, "Name": "verified_phone_number"}, {"Priority": 1, "Name": "verified_email"},
        ]},
        "VerificationMessageTemplate": {"DefaultEmailOption": "CONFIRM_WITH_CODE", "EmailMessage": "Code: {####}"},
        "UserPoolAddOns": {"AdvancedSecurityMode": "AUDIT"},
    }});
    let client = json!({"UserPoolClient": {
        "ClientId": "abc", "ClientName": "web", "UserPoolId": "eu-west-1_AbCdEf123",
        "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"], "AccessTokenValidity": 10,
        "TokenValidityUnits": {"AccessToken": "minutes"}, "CallbackURLs": ["https://example.org"],
    }});
    let pool = Pool::from_description(usual(), &pool, &client).unwrap();
    assert_eq!((pool.id(), pool.client_id()), ("eu-west-1_AbCdEf123", "abc"));
    assert_eq!(
        pool.warnings(),
        [
            "UserPool.UserPoolAddOns is not modelled: the pool acts as if it were not set",
            "describe-user-pool does not say whether the pool has e-mail MFA: give the output of get-user-pool-mfa-config \
             to with_mfa_config",
            "UserPoolClient.CallbackURLs is not modelled: the client acts as if it were not set",
            "the described pool has the trigger UserMigration, but the function is not attached to it here",
            "the described pool has the trigger PreTokenGeneration V2_0, but the function is not attached to it here",
            "the function is attached to PreTokenGeneration V1_0 here, but the described pool does not have the trigger"
        ]
    );
    let error = pool.sign_up("ines@example.org", PASSWORD).attribute("custom:x", "1").await.unwrap_err();
    assert!(error.message().contains("custom:x"), "{error}");
    let user = pool.sign_up("ines@example.org", PASSWORD).attribute("custom:tenant", "t").await.unwrap();
    assert_eq!(user.email().body(), format!("Code: {}", user.email().code()));
    user.confirm(user.email().code()).await.unwrap();
    let tokens = user.sign_in(PASSWORD).await.unwrap().tokens();
    assert_eq!(tokens.id()["iss"], "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123");
    let life = |name: &str| tokens.access()[name].as_u64().unwrap();
    assert_eq!(life("exp") - life("iat"), 600);
    // PreventUserExistenceErrors is LEGACY where the client does not say otherwise.
    assert_eq!(pool.sign_in("eve@example.org", PASSWORD).await.unwrap_err().name(), "UserNotFoundException");
    let error = pool.custom_auth("ines@example.org").await.unwrap_err();
    assert_eq!(error.message(), "CUSTOM_AUTH is not enabled for the client.");
}

#[test]
fn another_file_is_named_as_such() {
    let error = Pool::from_description(LambdaConfig::new(), &json!({"Users": []}), &json!({})).unwrap_err();
    assert_eq!(
        error,
        "this is not the output of describe-user-pool: it has no object UserPool. Save the output of `aws cognito-idp \
         describe-user-pool` as it is."
    );
    let pool = json!({"UserPool": {"Id": 7}});
    let client = json!({"UserPoolClient": {}});
    assert_eq!(
        Pool::from_description(LambdaConfig::new(), &pool, &client).unwrap_err(),
        "UserPool.Id must be a text, and it is 7"
    );
}

fn described() -> Pool {
    let pool = json!({"UserPool": {
        "Id": "eu-west-1_AbCdEf123", "MfaConfiguration": "OPTIONAL", "SmsAuthenticationMessage": "SMS {####}",
        "AutoVerifiedAttributes": ["email"], "EmailConfiguration": {"EmailSendingAccount": "DEVELOPER"},
    }});
    let client = json!({"UserPoolClient": {
        "ClientId": "abc", "ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"],
    }});
    let pool = Pool::from_description(LambdaConfig::new(), &pool, &client).unwrap();
    assert_eq!(pool.warnings().len(), 1, "{:?}", pool.warnings());
    pool
}

#[tokio::test]
async fn second_factors_from_their_description() {
    let config = json!({
        "MfaConfiguration": "OPTIONAL",
        "EmailMfaConfiguration": {"Message": "Type {####}.", "Subject": "Signing in"},
        "SmsMfaConfiguration": {"SmsAuthenticationMessage": "Texted {####}", "SmsConfiguration": {}},
        "WebAuthnConfiguration": {"RelyingPartyId": "example.org"},
    });
    let pool = described().with_mfa_config(&config).unwrap();
    assert_eq!(
        pool.warnings(),
        [
            "WebAuthnConfiguration is not modelled: the pool acts as if it were not set",
            "the described pool has no SOFTWARE_TOKEN_MFA, but this one takes it"
        ]
    );
    let ines = ines().attribute("phone_number", PHONE);
    let pool = pool.with_user(ines);
    let ines = pool.user("ines");
    for (factor, other) in [("EmailMfaSettings", "SMSMfaSettings"), ("SMSMfaSettings", "EmailMfaSettings")] {
        let mut prefer = json!({"Username": "ines"});
        prefer[factor] = json!({"Enabled": true});
        prefer[other] = json!({"Enabled": false});
        pool.call("AdminSetUserMFAPreference", prefer).await.unwrap();
        ines.sign_in(PASSWORD).await.unwrap().challenge();
    }
    let (mail, sms) = (ines.email(), ines.sms());
    assert_eq!((mail.subject(), mail.body()), ("Signing in", format!("Type {}.", mail.code()).as_str()));
    assert_eq!(sms.body(), format!("Texted {}", sms.code()));
}

#[tokio::test]
async fn a_pool_without_email_mfa_offers_none() {
    let config = json!({"MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": {"Enabled": true}});
    let pool = described().with_mfa_config(&config).unwrap().with_user(ines());
    assert!(pool.warnings().is_empty(), "{:?}", pool.warnings());
    let prefer = json!({"Username": "ines", "EmailMfaSettings": {"Enabled": true}});
    let error = pool.call("AdminSetUserMFAPreference", prefer).await.unwrap_err();
    assert_eq!(error.message(), "User does not have delivery config set to turn on EMAIL_OTP");
    let error = described().with_mfa_config(&json!({"UserPool": {}})).unwrap_err();
    assert!(
        error.starts_with("this is not the output of get-user-pool-mfa-config: it has no member"),
        "{error}"
    );
}

#[tokio::test]
async fn texts_of_sign_in_codes_from_code() {
    let settings = PoolSettings::new()
        .mfa_configuration(Mfa::Optional)
        .email_mfa_configuration("Signing in", "Type {####}.")
        .sms_authentication_message("Texted {####}");
    let pool = Pool::new(LambdaConfig::new()).with_settings(settings).with_user(ines());
    let prefer = json!({"Username": "ines", "EmailMfaSettings": {"Enabled": true}});
    pool.call("AdminSetUserMFAPreference", prefer).await.unwrap();
    pool.user("ines").sign_in(PASSWORD).await.unwrap().challenge();
    assert_eq!(pool.user("ines").email().subject(), "Signing in");
}
