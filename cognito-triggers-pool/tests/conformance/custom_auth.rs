//! Custom authentication.

use std::time::Duration;

use cognito_triggers_pool::{LambdaConfig, Pool, Trigger, User};
use serde_json::json;

use crate::common::{PASSWORD, echo, ines, one, passwordless, responding, usual, with_ines};

const DEFINE: &str = "DefineAuthChallenge_Authentication";
const CREATE: &str = "CreateAuthChallenge_Authentication";
const VERIFY: &str = "VerifyAuthChallengeResponse_Authentication";

/// The sessions of all calls of Define, as names and results.
fn sessions(pool: &Pool) -> Vec<String> {
    let trace = pool.trace();
    let defines = trace.steps().iter().filter(|step| step.source() == DEFINE);
    let session = |event: &serde_json::Value| {
        let rounds = event["request"]["session"].as_array().cloned().unwrap_or_default();
        let round = |round: &serde_json::Value| {
            format!("{} {}", round["challengeName"].as_str().unwrap_or_default(), round["challengeResult"])
        };
        rounds.iter().map(round).collect::<Vec<_>>().join(", ")
    };
    defines.map(|step| session(step.event())).collect()
}

#[tokio::test]
async fn s18_the_second_answer_is_right() {
    let pool = with_ines(passwordless("123456"));
    let first = pool.custom_auth("ines").await.unwrap().challenge();
    assert_eq!(first.name(), "CUSTOM_CHALLENGE");
    assert_eq!(first.parameters()["medium"], "email");
    assert_eq!(first.parameters()["USERNAME"], "ines");
    assert_eq!(first.private_parameters()["code"], "123456");
    let second = first.answer("1").await.unwrap().challenge();
    assert_ne!(first.session(), second.session());
    second.answer("123456").await.unwrap().tokens();
    assert_eq!(pool.trace().sources(), [DEFINE, CREATE, VERIFY, DEFINE, CREATE, VERIFY, DEFINE]);
    assert_eq!(
        sessions(&pool),
        ["", "CUSTOM_CHALLENGE false", "CUSTOM_CHALLENGE false, CUSTOM_CHALLENGE true"]
    );
    let error = first.answer("123456").await.unwrap_err();
    assert_eq!(error.name(), "NotAuthorizedException");
    assert_eq!(error.message(), "Invalid session for the user, session can only be used once.");
    // A round is one element, with its result and its metadata.
    let trace = pool.trace();
    let element = &trace.last(DEFINE).event()["request"]["session"][1];
    let expected =
        json!({"challengeName": "CUSTOM_CHALLENGE", "challengeResult": true, "challengeMetadata": "CODE"});
    assert_eq!(*element, expected);
    let verify = &trace.last(VERIFY).event()["request"];
    assert!(verify.get("session").is_none() && verify.get("challengeName").is_none());
    assert_eq!(verify["challengeAnswer"], "123456");
}

#[tokio::test]
async fn s19_define_fails_the_sign_in() {
    let pool = with_ines(passwordless("123456"));
    let first = pool.custom_auth("ines").await.unwrap().challenge();
    let second = first.answer("1").await.unwrap().challenge();
    let third = second.answer("2").await.unwrap().challenge();
    let error = third.answer("3").await.unwrap_err();
    assert_eq!(
        (error.name(), error.message()),
        ("NotAuthorizedException", "Incorrect username or password.")
    );
    let error = third.answer("123456").await.unwrap_err();
    assert_eq!(error.message(), "Invalid session for the user.");
}

#[tokio::test]
async fn s24_metadata_of_the_start_reaches_no_challenge() {
    let pool = with_ines(passwordless("123456"));
    let challenge = pool.custom_auth("ines").client_metadata("at", "start").await.unwrap().challenge();
    for source in [DEFINE, CREATE] {
        assert!(pool.trace().last(source).event()["request"].get("clientMetadata").is_none(), "{source}");
    }
    challenge.answer("1").client_metadata("at", "answer").await.unwrap();
    for source in [VERIFY, DEFINE, CREATE] {
        let trace = pool.trace();
        assert_eq!(
            trace.last(source).event()["request"]["clientMetadata"],
            json!({"at": "answer"}),
            "{source}"
        );
    }
}

/// Password, then a code.
fn two_steps() -> LambdaConfig {
    passwordless("123456").on(Trigger::DefineAuthChallenge, |mut event| {
        let session = event["request"]["session"].as_array().cloned().unwrap_or_default();
        let last = session.last().cloned().unwrap_or_default();
        let name = last["challengeName"].as_str().unwrap_or_default();
        match (name, last["challengeResult"] == true) {
            ("SRP_A", true) => event["response"]["challengeName"] = "PASSWORD_VERIFIER".into(),
            ("PASSWORD_VERIFIER", true) => event["response"]["challengeName"] = "CUSTOM_CHALLENGE".into(),
            ("CUSTOM_CHALLENGE", true) if session.len() == 3 => {
                event["response"]["issueTokens"] = true.into();
            }
            _ => event["response"]["failAuthentication"] = true.into(),
        }
        Ok(event)
    })
}

#[tokio::test]
async fn s25_custom_challenges_after_srp() {
    let pool = with_ines(two_steps().on(Trigger::PreAuthentication, echo));
    let verifier = pool.custom_auth_with_srp("ines").await.unwrap().challenge();
    assert_eq!(verifier.name(), "PASSWORD_VERIFIER");
    assert!(verifier.session().is_some());
    let code = verifier.answer(PASSWORD).await.unwrap().challenge();
    code.answer("123456").await.unwrap().tokens();
    assert_eq!(
        sessions(&pool),
        [
            "SRP_A true",
            "SRP_A true, PASSWORD_VERIFIER true",
            "SRP_A true, PASSWORD_VERIFIER true, CUSTOM_CHALLENGE true"
        ]
    );
    assert_eq!(pool.trace().sources()[0], "PreAuthentication_Authentication");
    // A wrong password never reaches Define.
    let before = pool.trace().steps().len();
    let verifier = pool.custom_auth_with_srp("ines").await.unwrap().challenge();
    let error = verifier.answer("Wrong-horse-9").await.unwrap_err();
    assert_eq!(error.message(), "Incorrect username or password.");
    assert_eq!(pool.trace().sources()[before..], ["PreAuthentication_Authentication", DEFINE]);
    pool.audit_custom_auth("ines", Some(PASSWORD), |_| "123456".to_owned()).await.assert_clean();
}

#[tokio::test]
async fn s31_a_late_answer() {
    let pool = with_ines(passwordless("123456"));
    let challenge = pool.custom_auth("ines").await.unwrap().challenge();
    pool.advance(Duration::from_secs(3 * 60));
    let error = challenge.answer("123456").await.unwrap_err();
    assert_eq!(
        (error.name(), error.message()),
        ("NotAuthorizedException", "Invalid session for the user, session is expired.")
    );
    // Each step has its own time.
    let challenge = pool.custom_auth("ines").await.unwrap().challenge();
    pool.advance(Duration::from_secs(2 * 60));
    let challenge = challenge.answer("1").await.unwrap().challenge();
    pool.advance(Duration::from_secs(2 * 60));
    challenge.answer("123456").await.unwrap().tokens();
}

#[tokio::test]
async fn missing_triggers_of_custom_authentication() {
    let error = with_ines(usual()).custom_auth("ines").await.unwrap_err();
    assert_eq!(error.message(), "Custom auth lambda trigger is not configured for the user pool.");
    let define = one(Trigger::DefineAuthChallenge, responding(json!({"challengeName": "CUSTOM_CHALLENGE"})));
    let error = with_ines(define).custom_auth("ines").await.unwrap_err();
    assert_eq!(error.name(), "InvalidUserPoolConfigurationException");
}

#[tokio::test]
async fn an_invited_user_keeps_the_status() {
    let pool = Pool::new(passwordless("123456")).with_user(User::invited("ines", "Temporary-9"));
    let challenge = pool.custom_auth("ines").await.unwrap().challenge();
    challenge.answer("123456").await.unwrap().tokens();
    assert_eq!(pool.user("ines").status(), "FORCE_CHANGE_PASSWORD");
}

#[tokio::test]
async fn rounds_end_where_the_test_says_so() {
    let endless = passwordless("123456")
        .on(Trigger::DefineAuthChallenge, responding(json!({"challengeName": "CUSTOM_CHALLENGE"})));
    let pool = with_ines(endless).max_custom_rounds(2);
    let challenge = pool.custom_auth("ines").await.unwrap().challenge();
    let challenge = challenge.answer("1").await.unwrap().challenge();
    let error = challenge.answer("2").await.unwrap_err();
    assert_eq!(error.message(), "Incorrect username or password.");
}

#[tokio::test]
async fn an_unknown_user_is_challenged_where_clients_must_not_notice() {
    let pool = Pool::new(passwordless("123456"));
    let challenge = pool.custom_auth("eve").await.unwrap().challenge();
    let trace = pool.trace();
    assert_eq!(
        trace.last(DEFINE).event()["request"],
        json!({"session": [], "userAttributes": {}, "userNotFound": true})
    );
    assert_eq!(trace.last(DEFINE).event()["userName"], "eve");
    let challenge = challenge.answer("123456").await.unwrap().challenge();
    let challenge = challenge.answer("123456").await.unwrap().challenge();
    challenge.answer("123456").await.unwrap_err();
    let known = Pool::new(passwordless("123456")).with_user(ines());
    known.custom_auth("ines").await.unwrap();
    assert_eq!(known.trace().last(DEFINE).event()["request"]["userNotFound"], false);
}

#[tokio::test]
async fn tokens_for_an_unknown_user_are_refused() {
    let careless =
        passwordless("1").on(Trigger::DefineAuthChallenge, responding(json!({"issueTokens": true})));
    let error = Pool::new(careless).custom_auth("eve").await.unwrap_err();
    assert_eq!(error.message(), "Incorrect username or password.");
}

#[tokio::test]
async fn an_answer_belongs_to_the_user_of_its_session() {
    let pool = with_ines(passwordless("123456")).with_user(User::confirmed("otto"));
    let challenge = pool.custom_auth("ines").await.unwrap().challenge();
    let stolen = json!({
        "ChallengeName": "CUSTOM_CHALLENGE", "Session": challenge.session(),
        "ChallengeResponses": {"USERNAME": "otto", "ANSWER": "123456"},
    });
    let error = pool.call("RespondToAuthChallenge", stolen).await.unwrap_err();
    assert_eq!(error.message(), "Invalid session for the user.");
    challenge.answer("123456").await.unwrap().tokens();
}

#[tokio::test]
async fn pre_authentication_without_srp_is_an_option() {
    let config = || passwordless("1").on(Trigger::PreAuthentication, echo);
    let pool = with_ines(config());
    pool.custom_auth("ines").await.unwrap();
    assert_eq!(pool.trace().sources(), [DEFINE, CREATE]);
    assert!(pool.trace().remarks()[0].text().starts_with("PreAuthentication is not called in CUSTOM_AUTH"));
    let pool = with_ines(config()).pre_authentication_in_custom_auth();
    pool.custom_auth("ines").await.unwrap();
    assert_eq!(pool.trace().sources(), ["PreAuthentication_Authentication", DEFINE, CREATE]);
}

#[tokio::test]
async fn a_user_whose_password_is_reset_is_refused() {
    let pool = with_ines(passwordless("1"));
    pool.call("AdminResetUserPassword", json!({"Username": "ines"})).await.unwrap();
    let error = pool.custom_auth("ines").await.unwrap_err();
    assert_eq!(error.name(), "PasswordResetRequiredException");
    assert!(!pool.trace().remarks()[0].is_ignored());
}

#[tokio::test]
async fn a_sign_in_of_nobody_is_not_one_of_a_later_user() {
    let trusting = passwordless("1").on(Trigger::DefineAuthChallenge, |mut event| {
        let rounds = event["request"]["session"].as_array().map_or(0, Vec::len);
        let (name, value) = if rounds == 0 {
            ("challengeName", "CUSTOM_CHALLENGE".into())
        } else {
            ("issueTokens", true.into())
        };
        event["response"][name] = value;
        Ok(event)
    });
    let pool = Pool::new(trusting);
    let challenge = pool.custom_auth("eve").await.unwrap().challenge();
    let _pool = pool.with_user(User::confirmed("eve"));
    assert_eq!(challenge.answer("1").await.unwrap_err().message(), "Incorrect username or password.");
}
