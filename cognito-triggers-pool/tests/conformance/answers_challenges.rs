//! Wrong answers: custom challenges. Rows 21 to 31.

use cognito_triggers_pool::{Error, Outcome, SignIn, Trigger, Verdict};
use serde_json::{Value, json};

use crate::common::{PASSWORD, passwordless, responding, with_ines};

const DEFINE: &str = "DefineAuthChallenge_Authentication";
const CREATE: &str = "CreateAuthChallenge_Authentication";
const VERIFY: &str = "VerifyAuthChallengeResponse_Authentication";
const UNRECOGNIZABLE: &str = "Unrecognizable lambda output";

/// The first answer of Define, and what it leads to.
async fn defined(response: Value) -> (Verdict, Result<SignIn, Error>) {
    let pool = with_ines(passwordless("1").on(Trigger::DefineAuthChallenge, responding(response)));
    let result = pool.custom_auth("ines").await;
    (pool.trace().last(DEFINE).verdict().cloned().expect("a verdict"), result)
}

async fn created(response: Value) -> (Verdict, Result<SignIn, Error>) {
    let pool = with_ines(passwordless("1").on(Trigger::CreateAuthChallenge, responding(response)));
    let result = pool.custom_auth("ines").await;
    (pool.trace().last(CREATE).verdict().cloned().expect("a verdict"), result)
}

fn assert_undocumented_invalid(verdict: &Verdict, result: Result<SignIn, Error>) {
    let error = result.unwrap_err();
    assert_eq!((error.name(), error.message()), ("InvalidLambdaResponseException", UNRECOGNIZABLE));
    assert!(matches!(verdict.outcome(), Outcome::Invalid(_)), "{verdict}");
    assert!(verdict.undocumented().is_some(), "{verdict}");
}

#[tokio::test]
async fn r21_define_decides_nothing() {
    for response in [json!({}), json!({"issueTokens": false, "failAuthentication": false})] {
        let (verdict, result) = defined(response).await;
        assert_undocumented_invalid(&verdict, result);
    }
}

#[tokio::test]
async fn r22_tokens_and_failure_at_once() {
    let (verdict, result) = defined(json!({"issueTokens": true, "failAuthentication": true})).await;
    assert_eq!(result.unwrap_err().message(), "Incorrect username or password.");
    assert!(verdict.undocumented().is_some());
}

#[tokio::test]
async fn r23_tokens_and_a_challenge_at_once() {
    let (verdict, result) = defined(json!({"issueTokens": true, "challengeName": "CUSTOM_CHALLENGE"})).await;
    result.unwrap().tokens();
    assert!(verdict.is_accepted());
    assert!(verdict.notes()[0].contains("CUSTOM_CHALLENGE is ignored"), "{verdict}");
}

/// A Define that asks for a challenge once the password is verified.
fn after_password(name: &'static str) -> cognito_triggers_pool::LambdaConfig {
    passwordless("1").on(Trigger::DefineAuthChallenge, move |mut event| {
        let rounds = event["request"]["session"].as_array().map_or(0, Vec::len);
        match rounds {
            1 => event["response"]["challengeName"] = "PASSWORD_VERIFIER".into(),
            2 => event["response"]["challengeName"] = name.into(),
            _ => event["response"]["issueTokens"] = true.into(),
        }
        Ok(event)
    })
}

#[tokio::test]
async fn r24_second_factors_need_a_password() {
    for name in ["SMS_MFA", "SOFTWARE_TOKEN_MFA"] {
        let (verdict, result) = defined(json!({"challengeName": name})).await;
        assert_undocumented_invalid(&verdict, result);
        let pool = with_ines(after_password(name))
            .with_user(crate::common::ines().attribute("phone_number", "+12345671234"));
        let verifier = pool.custom_auth_with_srp("ines").await.unwrap().challenge();
        let challenge = verifier.answer(PASSWORD).await.unwrap().challenge();
        assert_eq!(challenge.name(), name);
        assert!(pool.trace().last(DEFINE).verdict().is_some_and(Verdict::is_accepted));
        if name == "SMS_MFA" {
            challenge.answer(pool.user("ines").sms().code()).await.unwrap().tokens();
        }
    }
}

#[tokio::test]
async fn r24b_a_challenge_that_nobody_knows() {
    let (verdict, result) = defined(json!({"challengeName": "MY_CHALLENGE"})).await;
    assert_undocumented_invalid(&verdict, result);
}

#[tokio::test]
async fn r25_a_new_password_after_the_old_one() {
    let pool = with_ines(after_password("NEW_PASSWORD_REQUIRED"));
    let verifier = pool.custom_auth_with_srp("ines").await.unwrap().challenge();
    let challenge = verifier.answer(PASSWORD).await.unwrap().challenge();
    assert_eq!(challenge.name(), "NEW_PASSWORD_REQUIRED");
    challenge.answer("Another-horse-9").await.unwrap().tokens();
    let trace = pool.trace();
    let session = &trace.last(DEFINE).event()["request"]["session"];
    assert_eq!(session[2]["challengeName"], "NEW_PASSWORD_REQUIRED");
}

#[tokio::test]
async fn r26_a_verifier_without_srp() {
    let (verdict, result) = defined(json!({"challengeName": "PASSWORD_VERIFIER"})).await;
    assert_undocumented_invalid(&verdict, result);
}

#[tokio::test]
async fn r27_tokens_at_the_first_call() {
    let (verdict, result) = defined(json!({"issueTokens": true})).await;
    result.unwrap().tokens();
    assert!(verdict.is_accepted());
    assert!(verdict.notes()[0].contains("whoever knows the user's name is signed in"), "{verdict}");
}

#[tokio::test]
async fn r28_a_challenge_without_parameters() {
    let (verdict, result) =
        created(json!({"publicChallengeParameters": null, "privateChallengeParameters": null})).await;
    assert_eq!(result.unwrap().challenge().parameters().len(), 1);
    assert!(verdict.is_accepted() && verdict.undocumented().is_some(), "{verdict}");
    assert!(verdict.notes().iter().any(|note| note.contains("nothing to compare")), "{verdict}");
    let (verdict, result) =
        created(json!({"publicChallengeParameters": {}, "privateChallengeParameters": {}})).await;
    result.unwrap();
    assert!(
        verdict.notes()[0].contains("nothing to compare") && verdict.undocumented().is_none(),
        "{verdict}"
    );
}

#[tokio::test]
async fn r29_parameters_that_are_no_texts() {
    for name in ["publicChallengeParameters", "privateChallengeParameters"] {
        let mut response = json!({});
        response[name] = json!({"tries": 3});
        let (verdict, result) = created(response).await;
        assert_eq!(result.unwrap_err().message(), UNRECOGNIZABLE);
        assert!(matches!(verdict.outcome(), Outcome::Invalid(_)), "{verdict}");
    }
}

#[tokio::test]
async fn r30_a_challenge_without_metadata() {
    let pool = with_ines(passwordless("1").on(
        Trigger::CreateAuthChallenge,
        responding(json!({"publicChallengeParameters": {}, "privateChallengeParameters": {"code": "1"}})),
    ));
    let challenge = pool.custom_auth("ines").await.unwrap().challenge();
    challenge.answer("1").await.unwrap().tokens();
    let trace = pool.trace();
    assert!(
        trace
            .last(CREATE)
            .verdict()
            .is_some_and(|verdict| verdict.is_accepted() && verdict.notes().is_empty())
    );
    assert!(trace.last(DEFINE).event()["request"]["session"][0]["challengeMetadata"].is_null());
}

#[tokio::test]
async fn r31_verify_decides_nothing() {
    let nothing = json!({"answerCorrect": null});
    let pool = with_ines(passwordless("1").on(Trigger::VerifyAuthChallengeResponse, responding(nothing)));
    let challenge = pool.custom_auth("ines").await.unwrap().challenge();
    let result = challenge.answer("1").await;
    assert_undocumented_invalid(&pool.trace().last(VERIFY).verdict().cloned().unwrap(), result);
}
