//! Wrong answers: the envelope. Rows 1 to 10, and 46 to 48.

use std::time::Duration;

use cognito_triggers_pool::{Clock, Error, LambdaConfig, Outcome, Pool, Trigger, Verdict};
use serde_json::{Value, json};

use crate::common::{Answer, EMAIL, PASSWORD, denying, echo, one, responding, usual, with_ines};

const INVALID: &str = "InvalidLambdaResponseException";
const UNRECOGNIZABLE: &str = "Unrecognizable lambda output";
const NOT_JSON: &str = "Invalid lambda function output : Invalid JSON";

/// The verdict on an answer of PreSignUp, and the error of the call.
async fn judged(config: LambdaConfig) -> (Verdict, Result<(), Error>) {
    let pool = Pool::new(config);
    let result = pool.sign_up("ines", PASSWORD).attribute("email", EMAIL).await.map(|_| ());
    let verdict = pool.trace().last("PreSignUp_SignUp").verdict().cloned().expect("a verdict");
    (verdict, result)
}

async fn assert_invalid(config: LambdaConfig, text: &str, note: &str) -> Verdict {
    let (verdict, result) = judged(config).await;
    let error = result.unwrap_err();
    assert_eq!((error.name(), error.message()), (INVALID, text));
    assert_eq!(*verdict.outcome(), Outcome::Invalid(text.to_owned()));
    assert!(verdict.notes().iter().any(|found| found.contains(note)), "{verdict}");
    verdict
}

fn raw(text: &'static str) -> LambdaConfig {
    LambdaConfig::new().attach(Trigger::PreSignUp, move |_| async move { Ok(text.to_owned()) })
}

fn changed(change: impl Fn(&mut Value) + Send + Sync + 'static) -> LambdaConfig {
    one(Trigger::PreSignUp, move |mut event| {
        change(&mut event);
        Ok(event)
    })
}

fn remove(event: &mut Value, name: &str) {
    event.as_object_mut().expect("an object").remove(name);
}

#[tokio::test]
async fn r01_nothing_null_or_no_json() {
    assert_invalid(raw(""), NOT_JSON, "returned nothing").await;
    assert_invalid(raw("null"), NOT_JSON, "returned null").await;
    assert_invalid(raw("<html>"), NOT_JSON, "not JSON").await;
}

#[tokio::test]
async fn r02_not_the_event() {
    assert_invalid(raw("[]"), UNRECOGNIZABLE, "a list").await;
    assert_invalid(raw("{}"), UNRECOGNIZABLE, "lacks \"version\"").await;
    assert_invalid(
        changed(|event| remove(event, "callerContext")),
        UNRECOGNIZABLE,
        "lacks \"callerContext\"",
    )
    .await;
    assert_invalid(changed(|event| event["ringToken"] = "x".into()), UNRECOGNIZABLE, "\"ringToken\"").await;
    assert_invalid(
        changed(|event| event["response"]["failAuthentication"] = true.into()),
        UNRECOGNIZABLE,
        "failAuthentication",
    )
    .await;
    let pascal = |event: &mut Value| {
        let response = event["response"].take();
        remove(event, "response");
        event["Response"] = response;
    };
    assert_invalid(changed(pascal), UNRECOGNIZABLE, "\"Response\"").await;
    assert_invalid(changed(|event| event["version"] = 1.into()), UNRECOGNIZABLE, "is a number in the answer")
        .await;
    assert_invalid(changed(|event| event["callerContext"] = json!({})), UNRECOGNIZABLE, "awsSdkVersion")
        .await;
}

#[tokio::test]
async fn r03_the_request_is_missing_or_changed() {
    assert_invalid(changed(|event| remove(event, "request")), UNRECOGNIZABLE, "lacks \"request\"").await;
    let (verdict, result) = judged(changed(|event| event["request"]["userAttributes"] = json!({}))).await;
    result.unwrap();
    assert!(verdict.is_accepted());
    assert!(verdict.notes()[0].contains("\"request\" differs"), "{verdict}");
}

#[tokio::test]
async fn r04_the_response_is_missing() {
    assert_invalid(changed(|event| remove(event, "response")), UNRECOGNIZABLE, "lacks \"response\"").await;
}

#[tokio::test]
async fn r05_the_response_is_null() {
    let verdict =
        assert_invalid(changed(|event| event["response"] = Value::Null), UNRECOGNIZABLE, "null").await;
    assert!(verdict.undocumented().is_some());
}

#[tokio::test]
async fn r06_an_untouched_response_is_the_default() {
    let pool = Pool::new(usual());
    let ines = pool.sign_up("ines", PASSWORD).attribute("email", EMAIL).await.unwrap();
    ines.confirm(ines.email().code()).await.unwrap();
    ines.sign_in(PASSWORD).await.unwrap().tokens();
    let trace = pool.trace();
    assert_eq!(trace.steps().len(), 6);
    assert!(trace.steps().iter().all(|step| step.verdict().is_some_and(Verdict::is_accepted)), "{trace}");
}

#[tokio::test]
async fn r07_a_wrong_type() {
    let text = changed(|event| event["response"]["autoConfirmUser"] = "true".into());
    assert_invalid(text, UNRECOGNIZABLE, "response.autoConfirmUser is a text").await;
}

#[tokio::test]
async fn r08_null_counts_as_false() {
    let (verdict, result) = judged(changed(|event| event["response"]["autoVerifyEmail"] = Value::Null)).await;
    result.unwrap();
    assert!(verdict.is_accepted());
    assert!(verdict.notes().iter().any(|note| note.contains("autoVerifyEmail is null")), "{verdict}");
}

#[tokio::test]
async fn r09_flags_of_an_administrators_user() {
    let config = one(Trigger::PreSignUp, responding(json!({"autoConfirmUser": true})));
    let pool = Pool::new(config);
    let error = pool.admin_create_user("ines").attribute("email", EMAIL).await.unwrap_err();
    assert_eq!(error.name(), "AnswerIgnored");
    let trace = pool.trace();
    assert_eq!(trace.last("PreSignUp_AdminCreateUser").verdict().unwrap().ignored().len(), 1);
    // The user is there, as on AWS.
    assert_eq!(pool.user("ines").status(), "FORCE_CHANGE_PASSWORD");
}

#[tokio::test]
async fn r10_verifies_an_attribute_that_is_not_there() {
    let pool = Pool::new(one(Trigger::PreSignUp, responding(json!({"autoVerifyEmail": true}))));
    let error = pool.sign_up("ines", PASSWORD).await.unwrap_err();
    assert_eq!(error.name(), "InvalidParameterException");
    let trace = pool.trace();
    let verdict = trace.last("PreSignUp_SignUp").verdict().unwrap();
    assert!(matches!(verdict.outcome(), Outcome::Rejected(_)), "{verdict}");
    assert!(verdict.undocumented().is_some());
    assert!(!pool.user("ines").exists());
    // With the attribute it is verified, and no message is due.
    let ines = pool.sign_up("ines", PASSWORD).attribute("email", EMAIL).await.unwrap();
    assert_eq!(ines.attribute("email_verified").as_deref(), Some("true"));
}

#[tokio::test]
async fn r46_keys_in_a_response_that_has_none() {
    for trigger in [Trigger::PreAuthentication, Trigger::PostAuthentication] {
        let pool = with_ines(one(trigger, responding(json!({"ok": true}))));
        let error = pool.sign_in("ines", PASSWORD).await.unwrap_err();
        assert_eq!((error.name(), error.message()), (INVALID, UNRECOGNIZABLE));
    }
    let pool = Pool::new(one(Trigger::PostConfirmation, responding(json!({"ok": true}))));
    let ines = pool.sign_up("ines", PASSWORD).attribute("email", EMAIL).await.unwrap();
    let error = ines.confirm(ines.email().code()).await.unwrap_err();
    assert_eq!((error.name(), error.message()), (INVALID, UNRECOGNIZABLE));
}

#[tokio::test]
async fn r47_the_handler_throws() {
    let (verdict, result) = judged(one(Trigger::PreSignUp, denying("no"))).await;
    let error = result.unwrap_err();
    assert_eq!(
        (error.name(), error.message()),
        ("UserLambdaValidationException", "PreSignUp failed with error no.")
    );
    assert_eq!(*verdict.outcome(), Outcome::Denied("PreSignUp failed with error no.".to_owned()));
    // A panic ends the function's sandbox.
    let panics = |_: Value| -> Answer { panic!("out of luck") };
    let (verdict, result) = judged(one(Trigger::PreSignUp, panics)).await;
    let error = result.unwrap_err();
    assert_eq!(error.name(), "UserLambdaValidationException");
    assert!(error.message().ends_with("Error: Runtime exited with error: exit status 101."), "{error}");
    assert!(verdict.notes()[0].contains("out of luck"), "{verdict}");
}

/// A pool whose PreSignUp takes longer than Cognito waits, for a number of calls.
fn slow(times: usize, calls: u32) -> Pool {
    let clock = Clock::new();
    let moved = clock.clone();
    let left = std::sync::atomic::AtomicUsize::new(times);
    let config = usual().on(Trigger::PreSignUp, move |event| {
        let left = left.fetch_update(
            std::sync::atomic::Ordering::SeqCst,
            std::sync::atomic::Ordering::SeqCst,
            |n| n.checked_sub(1),
        );
        if left.is_ok() {
            moved.advance(Duration::from_secs(6));
        }
        echo(event)
    });
    Pool::new(config).with_clock(clock).calls_again(calls)
}

#[tokio::test]
async fn r48_an_answer_that_takes_too_long() {
    let pool = slow(1, 1);
    let error = pool.sign_up("ines", PASSWORD).await.unwrap_err();
    assert_eq!(error.name(), "UnexpectedLambdaException");
    let trace = pool.trace();
    assert!(matches!(trace.last("PreSignUp_SignUp").verdict().unwrap().outcome(), Outcome::Unreachable(_)));
}

#[tokio::test]
async fn s40_a_handler_takes_six_seconds() {
    let pool = slow(1, 1);
    let error = pool.sign_up("ines", PASSWORD).await.unwrap_err();
    assert_eq!(
        error.message(),
        "PreSignUp invocation failed due to error Socket timeout while invoking Lambda function."
    );
    assert!(!pool.user("ines").exists());
    // Cognito calls again: the second or the third answer is in time.
    let pool = slow(2, 3);
    pool.sign_up("ines", PASSWORD).await.unwrap();
    assert_eq!(pool.trace().last("PreSignUp_SignUp").attempts(), 3);
    assert!(pool.user("ines").exists());
    let pool = slow(3, 3);
    assert_eq!(pool.sign_up("ines", PASSWORD).await.unwrap_err().name(), "UnexpectedLambdaException");
}
