//! Answers that Cognito refuses or bends, as whole events: they do not go out.

use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::{Event, User};
use cognito_triggers::{FailureKind, triggers};
use serde_json::{Value, json};
use support::{Act, every_trigger};

/// Answers with attributes that depend on the user's name.
#[user_migration]
fn migrate(event: Event<'_>) -> User {
    let user = User::new([("email", "mara@example.org"), ("email_verified", "true")]);
    match event.user_name() {
        "sub" => user.with_attribute("sub", "11111111-2222-4333-8444-555555555555"),
        "status" => user.with_attribute("cognito:user_status", "CONFIRMED"),
        "phone" => user.with_attribute("phone_number", "0711 / 55 01 234"),
        "capital" => user.with_attribute("Email", "mara@example.com"),
        "custom" => user.with_attribute("plan", "gold-4711"),
        "twice" => User::new([("email", "mara@example.org"), ("email", "mara@example.com")]),
        "long" => user.with_attribute("custom:note", "x".repeat(2049)),
        "copied" => User::from_old_pool([
            ("sub", "11111111-2222-4333-8444-555555555555"),
            ("identities", "[]"),
            ("email", "mara@example.org"),
            ("custom:plan", "gold-4711"),
        ]),
        _ => user,
    }
}

fn migration(user_name: &str) -> String {
    json!({
        "version": "1", "triggerSource": "UserMigration_Authentication", "userName": user_name,
        "request": { "password": "Tr0ub4dor&3", "validationData": null, "userAttributes": null },
        "response": { "userAttributes": null, "finalUserStatus": null },
    })
    .to_string()
}

#[tokio::test]
async fn a_user_whom_no_pool_can_store_is_an_internal_error_that_names_the_attribute() {
    let triggers = triggers![migrate];
    for (user_name, attribute, value) in [
        ("sub", "`sub`", "11111111"),
        ("status", "`cognito:user_status`", "CONFIRMED"),
        ("phone", "`phone_number`", "0711"),
        ("capital", "`Email`", "mara@"),
        ("custom", "`plan`", "gold"),
        ("twice", "`email`", "mara@"),
        ("long", "`custom:note`", "xx"),
    ] {
        let failure = triggers.call(&migration(user_name)).await.unwrap_err();
        assert_eq!(failure.kind(), FailureKind::Internal, "{user_name}");
        let details = failure.details().unwrap_or_default();
        assert!(details.contains(attribute) && !details.contains(value), "{user_name}: {details}");
    }
    for user_name in ["mara", "copied"] {
        let answer: Value =
            serde_json::from_str(&triggers.call(&migration(user_name)).await.unwrap()).unwrap();
        let attributes = &answer["response"]["userAttributes"];
        assert_eq!(attributes["email"], "mara@example.org", "{attributes}");
        assert!(attributes.get("sub").is_none() && attributes.get("identities").is_none(), "{attributes}");
    }
}

#[tokio::test]
async fn no_tokens_for_an_unknown_user() {
    let triggers = every_trigger(Act::Succeed);
    for (not_found, issued) in
        [(json!(true), false), (json!("true"), false), (json!(false), true), (json!(null), true)]
    {
        let event = json!({
            "triggerSource": "DefineAuthChallenge_Authentication", "userName": "mara",
            "request": {
                "userAttributes": {}, "userNotFound": not_found,
                "session": [{ "challengeName": "CUSTOM_CHALLENGE", "challengeResult": true, "challengeMetadata": null }],
            },
            "response": {},
        });
        let answer = triggers.call(&event.to_string()).await.unwrap();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        assert_eq!(answer["response"]["issueTokens"], issued, "{not_found}");
    }
}
