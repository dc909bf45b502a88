//! Seven planted faults. Each fails a test with a sentence that says what a user would have seen.

use std::sync::atomic::{AtomicUsize, Ordering};

use cognito_triggers_pool::{LambdaVersion, Pool, PoolSettings, Trigger};
use serde_json::json;

use crate::common::{EMAIL, PASSWORD, PHONE, echo, ines, one, passwordless, responding, usual, with_ines};

const V1: Trigger = Trigger::PreTokenGeneration(LambdaVersion::V1_0);

#[tokio::test]
async fn a_reserved_claim() {
    let details = json!({"claimsToAddOrOverride": {"sub": "42"}});
    let pool = with_ines(one(V1, responding(json!({"claimsOverrideDetails": details}))));
    let error = pool.sign_in("ines", PASSWORD).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "AnswerIgnored: TokenGeneration_Authentication: the claim \"sub\" in claimsToAddOrOverride: its name is \
         reserved. Cognito drops it without an error, and the user's ID token has sub as if the function had not set \
         it."
    );
}

#[tokio::test]
async fn an_invitation_without_the_name() {
    let texts = json!({"emailMessage": "Welcome! Your password is {####}.", "emailSubject": "Welcome"});
    let pool = Pool::new(one(Trigger::CustomMessage, responding(texts)));
    let error = pool.admin_create_user("ines").attribute("email", EMAIL).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "AnswerIgnored: CustomMessage_AdminCreateUser: emailMessage of CustomMessage_AdminCreateUser lacks {username}, \
         so Cognito silently sends another text, with the custom subject: the user gets \"Your username is {username} \
         and temporary password is {####}.\" in place of yours."
    );
}

#[tokio::test]
async fn flags_for_an_administrators_user() {
    let flags = json!({"autoConfirmUser": true, "autoVerifyEmail": true});
    let pool = Pool::new(one(Trigger::PreSignUp, responding(flags)));
    let error = pool.admin_create_user("ines").attribute("email", EMAIL).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "AnswerIgnored: PreSignUp_AdminCreateUser: autoConfirmUser, autoVerifyEmail of PreSignUp_AdminCreateUser: \
         Cognito ignores these flags for users whom an administrator creates. The user must set a new password at \
         the first sign-in, and the address stays as AdminCreateUser set it."
    );
}

#[tokio::test]
async fn an_answer_that_is_always_correct() {
    let always = responding(json!({"answerCorrect": true}));
    let pool = with_ines(passwordless("123456").on(Trigger::VerifyAuthChallengeResponse, always));
    let audit = pool.audit_custom_auth("ines", None, |_| "123456".to_owned()).await;
    assert_eq!(
        audit.findings(),
        [
            "tokens were issued after a wrong answer in round 1: whoever knows the name \"ines\" would have been signed in \
          without the right answer."
        ]
    );
}

#[tokio::test]
async fn no_echo_of_groups() {
    const ROLE: &str = "arn:aws:iam::111122223333:role/editors";
    let details = json!({"groupOverrideDetails": {"preferredRole": ROLE}});
    let pool = Pool::new(one(V1, responding(json!({"claimsOverrideDetails": details}))));
    let pool = pool.with_user(ines().group("editors").group("staff"));
    let error = pool.sign_in("ines", PASSWORD).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "AnswerIgnored: TokenGeneration_Authentication: groupOverrideDetails has no groupsToOverride, but Cognito \
         replaces all of its three members: the user loses the groups editors, staff in both tokens. Copy \
         request.groupConfiguration to keep them, or return an empty list to remove them."
    );
}

#[tokio::test]
async fn a_computed_message_of_141_characters() {
    let text = format!("{{####}}{}", "x".repeat(135));
    let pool = Pool::new(one(Trigger::CustomMessage, responding(json!({"smsMessage": text}))));
    let pool = pool.with_settings(PoolSettings::new().auto_verified_attributes(["phone_number"]));
    let error = pool.sign_up("ines", PASSWORD).attribute("phone_number", PHONE).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "AnswerIgnored: CustomMessage_SignUp: smsMessage has 141 characters, but Cognito takes at most 140: the user \
         gets \"Your verification code is {####}\" in place of yours."
    );
}

#[tokio::test]
async fn a_handler_that_panics_at_the_second_call() {
    let calls = AtomicUsize::new(0);
    let pool = Pool::new(usual().on(Trigger::PostConfirmation, move |event| {
        assert!(calls.fetch_add(1, Ordering::SeqCst) == 0, "ines is a customer already");
        echo(event)
    }));
    let pool = pool.calls_again(2);
    let user = pool.sign_up("ines", PASSWORD).attribute("email", EMAIL).await.unwrap();
    let error = user.confirm(user.email().code()).await.unwrap_err();
    assert_eq!(error.name(), "UserLambdaValidationException");
    let told = error.to_string();
    assert!(told.contains("note: the function panicked: ines is a customer already"), "{told}");
    assert!(
        told.contains("call 1 of this event succeeded, and call 2 failed: ")
            && told
                .contains("The user would have seen this error, although the first call had done its work."),
        "{told}"
    );
}
