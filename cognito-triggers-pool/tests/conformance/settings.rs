//! Settings from the output of the AWS command line tool.

use cognito_triggers_pool::{LambdaConfig, Pool};
use serde_json::json;

use crate::common::{PASSWORD, usual};

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
    assert_eq!(Pool::from_description(LambdaConfig::new(), &pool, &client).unwrap_err(), "Id is not a text");
}
