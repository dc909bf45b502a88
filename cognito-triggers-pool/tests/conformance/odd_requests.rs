//! Requests whose members are wrong, for every operation: each is answered, by an exception that clients know.

use cognito_triggers_pool::{Pool, PoolSettings};
use serde_json::{Map, Value, json};

use crate::common::{EMAIL, PASSWORD, ines, usual};

const OPERATIONS: [&str; 43] = [
    "SignUp",
    "ConfirmSignUp",
    "ResendConfirmationCode",
    "InitiateAuth",
    "RespondToAuthChallenge",
    "GetTokensFromRefreshToken",
    "RevokeToken",
    "GlobalSignOut",
    "ForgotPassword",
    "ConfirmForgotPassword",
    "ChangePassword",
    "GetUser",
    "DeleteUser",
    "UpdateUserAttributes",
    "DeleteUserAttributes",
    "GetUserAttributeVerificationCode",
    "VerifyUserAttribute",
    "AssociateSoftwareToken",
    "VerifySoftwareToken",
    "SetUserMFAPreference",
    "ConfirmDevice",
    "AdminCreateUser",
    "AdminConfirmSignUp",
    "AdminInitiateAuth",
    "AdminRespondToAuthChallenge",
    "AdminResetUserPassword",
    "AdminSetUserPassword",
    "AdminUpdateUserAttributes",
    "AdminDeleteUserAttributes",
    "AdminGetUser",
    "AdminEnableUser",
    "AdminDisableUser",
    "AdminDeleteUser",
    "AdminUserGlobalSignOut",
    "AdminSetUserMFAPreference",
    "AdminAddUserToGroup",
    "AdminRemoveUserFromGroup",
    "AdminListGroupsForUser",
    "AdminLinkProviderForUser",
    "ListUsers",
    "ListGroups",
    "CreateGroup",
    "DeleteGroup",
];

/// What clients would send, by the members' names.
fn usual_members(access: &str, refresh: &str) -> Map<String, Value> {
    let members = json!({
        "Username": "ines", "Password": PASSWORD, "ConfirmationCode": "123456", "AccessToken": access, "Session": "x",
        "AuthFlow": "USER_PASSWORD_AUTH", "AuthParameters": {"USERNAME": "ines", "PASSWORD": PASSWORD},
        "ChallengeName": "CUSTOM_CHALLENGE", "ChallengeResponses": {"USERNAME": "ines", "ANSWER": "1"},
        "RefreshToken": refresh, "Token": refresh, "PreviousPassword": PASSWORD, "ProposedPassword": PASSWORD,
        "UserAttributes": [{"Name": "name", "Value": "Ines"}], "UserAttributeNames": ["name"], "AttributeName": "email",
        "Code": "1", "UserCode": "123456", "GroupName": "staff", "DeviceKey": "x", "Permanent": true, "Precedence": 1,
        "DeviceSecretVerifierConfig": {"PasswordVerifier": "YQ==", "Salt": "YQ=="}, "ClientMetadata": {"a": "b"},
        "DestinationUser": {"ProviderName": "Cognito", "ProviderAttributeValue": "ines"}, "SecretHash": "x",
        "SourceUser": {"ProviderName": "G", "ProviderAttributeName": "Cognito_Subject", "ProviderAttributeValue": "1"},
        "ValidationData": [], "MessageAction": "RESEND", "DesiredDeliveryMediums": ["EMAIL"], "ForceAliasCreation": true,
        "EmailMfaSettings": {"Enabled": true}, "SMSMfaSettings": {}, "SoftwareTokenMfaSettings": {}, "Limit": 1,
        "Filter": "name", "RoleArn": "x", "Description": "x", "ClientSecret": "x", "FriendlyDeviceName": "x",
    });
    members.as_object().unwrap().clone()
}

fn odd() -> Vec<Value> {
    let long = "é".repeat(5000);
    vec![
        Value::Null,
        json!(-1),
        json!(1.5e300),
        json!(u64::MAX),
        json!(true),
        json!(""),
        json!(long),
        json!("\u{0}\u{1b}[2J\u{202e}%s"),
        json!([]),
        json!([null]),
        json!([[[]]]),
        json!({}),
        json!({"": ""}),
        json!({"USERNAME": null}),
        json!({"USERNAME": "", "PASSWORD": "", "SRP_A": "", "ANSWER": ""}),
        json!({"USERNAME": "ines", "SRP_A": "-1", "REFRESH_TOKEN": "x"}),
        json!([{"Name": null}]),
        json!([{"Value": "x"}]),
        json!([{"Name": "email", "Value": long}]),
        json!([{"Name": "custom:", "Value": "x"}]),
        json!([{"Name": 7, "Value": 7}]),
    ]
}

#[tokio::test]
async fn every_operation_answers_whatever_it_is_sent() {
    let table = include_str!("../../src/operation/mod.rs").lines();
    let all = table.filter(|line| line.starts_with("    client ") || line.starts_with("    pool "));
    assert_eq!(all.count(), OPERATIONS.len(), "the table has another number of operations");
    let settings = PoolSettings::new().device_configuration(true).alias_attributes(["email"]);
    for operation in OPERATIONS {
        // What one operation has done, such as a deletion, is not there for the next.
        let pool =
            Pool::new(usual()).with_settings(settings.clone()).with_user(ines().attribute("email", EMAIL));
        let tokens = pool.sign_in("ines", PASSWORD).await.unwrap().tokens();
        let usual = usual_members(tokens.access_token(), tokens.refresh_token().unwrap());
        let _ = pool.call(operation, json!({})).await;
        for name in usual.keys() {
            for value in odd() {
                let mut members = usual.clone();
                members.insert(name.clone(), value.clone());
                if let Err(error) = pool.call(operation, members.into()).await {
                    assert_eq!(error.status(), 400, "{operation} {name} {value}: {error}");
                    assert!(error.name().ends_with("Exception"), "{operation} {name} {value}: {error}");
                }
            }
        }
    }
}
