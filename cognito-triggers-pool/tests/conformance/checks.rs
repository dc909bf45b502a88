//! The checks that one call runs, repeated calls, and runs that are the same.

use std::sync::atomic::{AtomicUsize, Ordering};

use cognito_triggers_pool::{ClientSettings, LambdaConfig, Pool, PoolSettings, Trigger};
use serde_json::{Value, json};

use crate::common::{EMAIL, Notes, PASSWORD, echo, ines, passwordless, responding, usual, with_ines};

async fn findings(config: LambdaConfig) -> String {
    let pool = with_ines(config);
    pool.audit_custom_auth("ines", None, |_| "123456".to_owned()).await.to_string()
}

fn define(decide: impl Fn(&[Value]) -> (&'static str, Value) + Send + Sync + 'static) -> LambdaConfig {
    passwordless("123456").on(Trigger::DefineAuthChallenge, move |mut event| {
        let session = event["request"]["session"].as_array().cloned().unwrap_or_default();
        let (name, value) = decide(&session);
        event["response"][name] = value;
        Ok(event)
    })
}

fn challenge() -> (&'static str, Value) {
    ("challengeName", "CUSTOM_CHALLENGE".into())
}

fn tokens() -> (&'static str, Value) {
    ("issueTokens", true.into())
}

#[tokio::test]
async fn an_audit_of_right_handlers_is_clean() {
    let pool = with_ines(passwordless("123456"));
    let audit = pool
        .audit_custom_auth("ines", None, |challenge| challenge.private_parameters()["code"].clone())
        .await;
    audit.assert_clean();
    assert!(audit.flows().len() >= 5, "{audit}");
    // The pool itself is as it was.
    assert!(pool.trace().sources().is_empty());
}

#[tokio::test]
async fn an_audit_finds_tokens_after_the_wrong_round() {
    let found = findings(define(|session| if session.len() < 2 { challenge() } else { tokens() })).await;
    assert!(
        found.contains(
            "tokens were issued after a wrong answer in round 2: whoever knows the name \"ines\" would have been \
             signed in without the right answer."
        ),
        "{found}"
    );
}

#[tokio::test]
async fn an_audit_finds_a_result_of_another_challenge() {
    let any_success = |session: &[Value]| match session.last() {
        Some(last) if last["challengeResult"] == true => tokens(),
        _ if session.len() < 3 => challenge(),
        _ => ("failAuthentication", true.into()),
    };
    let found = findings(define(any_success)).await;
    assert!(
        found.contains("starts CUSTOM_AUTH with SRP_A gets tokens without a password and without an answer"),
        "{found}"
    );
}

#[tokio::test]
async fn an_audit_finds_a_custom_challenge_that_can_be_skipped() {
    let password_is_enough = |session: &[Value]| match session.last() {
        Some(last) if last["challengeName"] == "SRP_A" => ("challengeName", "PASSWORD_VERIFIER".into()),
        Some(last) if last["challengeResult"] == true => tokens(),
        _ if session.len() < 3 => challenge(),
        _ => ("failAuthentication", true.into()),
    };
    let found = findings(define(password_is_enough)).await;
    assert!(found.contains("gets tokens by the password alone"), "{found}");
}

#[tokio::test]
async fn an_audit_finds_a_password_that_can_be_skipped() {
    let either = |session: &[Value]| match session.last() {
        Some(last) if last["challengeName"] == "SRP_A" => ("challengeName", "PASSWORD_VERIFIER".into()),
        Some(last) if last["challengeName"] == "CUSTOM_CHALLENGE" && last["challengeResult"] == true => {
            tokens()
        }
        _ if session.len() < 3 => challenge(),
        _ => ("failAuthentication", true.into()),
    };
    let pool = with_ines(define(either));
    let audit = pool.audit_custom_auth("ines", Some(PASSWORD), |_| "123456".to_owned()).await;
    assert!(audit.to_string().contains("the password can be skipped"), "{audit}");
}

#[tokio::test]
async fn an_audit_finds_a_key_that_create_does_not_write() {
    let other = passwordless("123456").on(Trigger::VerifyAuthChallengeResponse, |mut event| {
        let right =
            event["request"]["challengeAnswer"] == event["request"]["privateChallengeParameters"]["answer"];
        event["response"]["answerCorrect"] = right.into();
        Ok(event)
    });
    let found = findings(other).await;
    assert!(found.contains("the right answers were refused: the user could not have signed in"), "{found}");
    assert!(found.contains("CreateAuthChallenge writes, and that is code"), "{found}");
}

#[tokio::test]
async fn an_audit_finds_metadata_that_is_lost() {
    // The code is kept in the metadata of the last round. Nobody writes it there again.
    let forgets = passwordless("123456").on(Trigger::CreateAuthChallenge, |mut event| {
        let last = event["request"]["session"].as_array().and_then(|session| session.last()).cloned();
        let code = last.as_ref().map_or(json!("123456"), |last| last["challengeMetadata"].clone());
        if last.is_none() {
            event["response"]["challengeMetadata"] = code.clone();
        }
        event["response"]["privateChallengeParameters"] = json!({"code": code.as_str().unwrap_or("lost")});
        event["response"]["publicChallengeParameters"] = json!({});
        Ok(event)
    });
    let found = findings(forgets).await;
    assert!(
        found.contains(
            "after 2 wrong answer(s) the right one was refused: a user who mistypes could not have signed in. the previous \
             round had a challengeMetadata, but this one has none"
        ),
        "{found}"
    );
}

#[tokio::test]
async fn an_audit_finds_a_right_answer_that_comes_too_late() {
    // Define looks at the first round only.
    let first_only = |session: &[Value]| match session.first() {
        Some(first) if first["challengeName"] == "CUSTOM_CHALLENGE" && first["challengeResult"] == true => {
            tokens()
        }
        _ if session.len() < 3 => challenge(),
        _ => ("failAuthentication", true.into()),
    };
    let found = findings(define(first_only)).await;
    assert!(
        found.contains(
            "after 1 wrong answer(s) the right one was refused: a user who mistypes could not have"
        ),
        "{found}"
    );
}

#[tokio::test]
async fn a_known_and_an_unknown_user_look_the_same() {
    with_ines(passwordless("123456")).assert_indistinguishable("ines", "eve").await;
}

#[tokio::test]
#[should_panic(
    expected = "a client can tell that \"eve\" is not a user:\n- CUSTOM_AUTH: with the known user a client sees"
)]
async fn an_unknown_user_fails_earlier() {
    let eager = passwordless("123456").on(Trigger::DefineAuthChallenge, |mut event| {
        let response =
            if event["request"]["userNotFound"] == true { "failAuthentication" } else { "challengeName" };
        event["response"][response] =
            if response == "challengeName" { "CUSTOM_CHALLENGE".into() } else { true.into() };
        Ok(event)
    });
    with_ines(eager).assert_indistinguishable("ines", "eve").await;
}

#[tokio::test]
#[should_panic(expected = "with the unknown user UserNotFoundException")]
async fn a_legacy_client_tells_users_apart() {
    let legacy = ClientSettings::new("legacy").prevent_user_existence_errors(false);
    with_ines(usual()).with_client(legacy).assert_indistinguishable("ines", "eve").await;
}

#[tokio::test]
#[should_panic(expected = "ForgotPassword: the unknown user gets 1 message(s)")]
async fn an_unknown_user_who_gets_a_message() {
    let anybody = json!({
        "userAttributes": {"email": EMAIL, "email_verified": "true"}, "messageAction": "SUPPRESS",
    });
    let config = usual().on(Trigger::UserMigration, responding(anybody));
    with_ines(config).assert_indistinguishable("ines", "eve").await;
}

fn by_choice(config: LambdaConfig) -> Pool {
    let settings = PoolSettings::new().allowed_first_auth_factors(["PASSWORD", "EMAIL_OTP"]);
    with_ines(config).with_settings(settings)
}

#[tokio::test]
async fn a_known_and_an_unknown_user_look_the_same_in_a_sign_in_by_choice() {
    by_choice(usual()).assert_indistinguishable("ines", "eve").await;
}

#[tokio::test]
#[should_panic(
    expected = "USER_AUTH with EMAIL_OTP: with the known user a client sees UserLambdaValidationException \"CustomMessage \
                failed with error No codes today.\", but with the unknown user EMAIL_OTP with"
)]
async fn a_message_that_fails_tells_a_known_user() {
    let config = usual().on(Trigger::CustomMessage, |event| {
        if event["triggerSource"] == "CustomMessage_Authentication" {
            return Err("No codes today".to_owned());
        }
        echo(event)
    });
    by_choice(config).assert_indistinguishable("ines", "eve").await;
}

#[tokio::test]
#[should_panic(
    expected = "USER_AUTH with PASSWORD_SRP: with the known user a client sees PASSWORD_VERIFIER with"
)]
async fn a_pre_authentication_that_knows_who_is_unknown() {
    let config = usual().on(Trigger::PreAuthentication, |event| {
        if event["request"]["userNotFound"] == true { Err("Who are you".to_owned()) } else { echo(event) }
    });
    by_choice(config).assert_indistinguishable("ines", "eve").await;
}

#[tokio::test]
async fn effects_of_repeated_calls() {
    let notes = Notes::default();
    let seen = notes.clone();
    let pool = Pool::new(usual().on(Trigger::PostConfirmation, move |event| {
        seen.add(event["userName"].as_str().unwrap_or_default());
        echo(event)
    }));
    let pool = pool.calls_again(3);
    let user = pool.sign_up("ines", PASSWORD).attribute("email", EMAIL).await.unwrap();
    user.confirm(user.email().code()).await.unwrap();
    assert_eq!(notes.all(), ["ines", "ines", "ines"]);
    // The trace has one step for the three calls.
    assert_eq!(pool.trace().last("PostConfirmation_ConfirmSignUp").attempts(), 3);
    assert_eq!(pool.trace().sources().len(), 3);
}

async fn run(seed: u64) -> String {
    let pool = Pool::new(usual()).seed(seed);
    let user = pool.sign_up("ines", PASSWORD).attribute("email", EMAIL).await.unwrap();
    user.confirm(user.email().code()).await.unwrap();
    let tokens = user.sign_in(PASSWORD).await.unwrap().tokens();
    pool.refresh(&tokens).await.unwrap();
    format!("{} {}", pool.trace().with_secrets(), user.email().code())
}

#[tokio::test]
async fn two_runs_with_one_seed_are_equal() {
    assert_eq!(run(7).await, run(7).await);
    assert_ne!(run(7).await, run(8).await);
}

#[tokio::test]
async fn a_trace_has_only_triggers_that_are_attached() {
    let pool = with_ines(LambdaConfig::new().on(Trigger::PostAuthentication, echo));
    pool.sign_in("ines", PASSWORD).await.unwrap().tokens();
    assert_eq!(pool.trace().sources(), ["PostAuthentication_Authentication"]);
}

#[tokio::test]
async fn a_handler_may_call_the_pool() {
    use std::sync::{Arc, OnceLock};
    let cell: Arc<OnceLock<Pool>> = Arc::default();
    let held = Arc::clone(&cell);
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    let config = usual().attach(Trigger::PostConfirmation, move |event| {
        let (held, counted) = (Arc::clone(&held), Arc::clone(&counted));
        async move {
            counted.fetch_add(1, Ordering::SeqCst);
            let pool = held.get().expect("set");
            let request = json!({"Username": "ines", "GroupName": "members"});
            pool.call("AdminAddUserToGroup", request).await.map_err(|error| error.to_string())?;
            Ok(event)
        }
    });
    let pool = Pool::new(config).with_group("members", None, None);
    cell.set(pool.clone()).expect("once");
    let user = pool.sign_up("ines", PASSWORD).attribute("email", EMAIL).await.unwrap();
    user.confirm(user.email().code()).await.unwrap();
    assert_eq!(user.sign_in(PASSWORD).await.unwrap().tokens().groups(), ["members"]);
    assert_eq!(calls.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn operations_that_are_not_there() {
    let pool = Pool::new(LambdaConfig::new());
    assert_eq!(
        pool.call("GetDerivedToken", json!({})).await.unwrap_err().name(),
        "UnsupportedOperationException"
    );
    let error = pool.call("MakeCoffee", json!({})).await.unwrap_err();
    assert_eq!(error.name(), "UnknownOperationException");
    assert_eq!(error.message(), "This pool knows no operation MakeCoffee.");
    let error = pool.call("SignUp", json!({"Username": 3})).await.unwrap_err();
    assert_eq!((error.name(), error.message()), ("SerializationException", "Username must be a text."));
    for (member, value, message) in [
        ("ClientMetadata", json!({"a": "b", "c": {}}), "ClientMetadata.c must be a text."),
        (
            "UserAttributes",
            json!([{"Name": "", "Value": "x"}]),
            "1 validation error detected: Value '' at 'name' failed to satisfy constraint: Member must have length \
             greater than or equal to 1",
        ),
    ] {
        let mut request = json!({"Username": "ines", "Password": PASSWORD});
        request[member] = value;
        assert_eq!(pool.call("SignUp", request).await.unwrap_err().message(), message);
    }
    let settings = json!({"Username": "ines", "SMSMfaSettings": {"Enabled": "yes"}});
    let pool = pool.with_user(ines());
    let error = pool.call("AdminSetUserMFAPreference", settings).await.unwrap_err();
    assert_eq!(error.message(), "SMSMfaSettings.Enabled must be a boolean.");
    let source = json!({"ProviderName": 7, "ProviderAttributeValue": "1"});
    let link = json!({"DestinationUser": {"ProviderAttributeValue": "ines"}, "SourceUser": source});
    let error = pool.call("AdminLinkProviderForUser", link).await.unwrap_err();
    assert_eq!(error.message(), "SourceUser.ProviderName must be a text.");
    let request = json!({"AccessToken": "x", "UserAttributeNames": ["a", 7]});
    let error = pool.call("DeleteUserAttributes", request).await.unwrap_err();
    assert_eq!(error.message(), "UserAttributeNames[1] must be a text.");
    let error =
        pool.call("AdminGetUser", json!({"Username": "x", "UserPoolId": "eu_other"})).await.unwrap_err();
    assert_eq!(error.message(), "User pool eu_other does not exist.");
    let error = pool
        .call("SignUp", json!({"ClientId": "other", "Username": "x", "Password": PASSWORD}))
        .await
        .unwrap_err();
    assert_eq!(error.message(), "User pool client other does not exist.");
}

#[tokio::test]
async fn lenient_pools_go_on() {
    let pool =
        Pool::new(LambdaConfig::new().on(Trigger::PreSignUp, responding(json!({"autoConfirmUser": true}))));
    pool.admin_create_user("a").attribute("email", EMAIL).await.unwrap_err();
    let pool = pool.lenient();
    pool.admin_create_user("b").attribute("email", EMAIL).await.unwrap();
}
