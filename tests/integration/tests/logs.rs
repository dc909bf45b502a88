//! What the log says of events whose every value is distinctive: nothing of them, whatever happens.

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cognito_triggers::prelude::*;
use cognito_triggers::{
    Failure, InvalidText, OptionalTrigger, Source, Unhandled, custom_message, pre_authentication,
    pre_token_generation,
};
use pre_token_generation::{Tokens, V2_0};
use serde_json::Value;
use support::{Act, events, every_trigger};
use tracing::Level;
use tracing::subscriber::DefaultGuard;

const ACTS: [Act; 5] = [Act::Succeed, Act::Deny, Act::Fail, Act::Panic, Act::Late];

/// The log of this thread, at levels down to debug.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn listen() -> (Self, DefaultGuard) {
        let log = Self::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(Level::DEBUG)
            .with_span_events(tracing_subscriber::fmt::format::FmtSpan::CLOSE)
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .finish();
        (log, tracing::subscriber::set_default(subscriber))
    }

    fn take(&self) -> String {
        String::from_utf8(std::mem::take(&mut *self.0.lock().expect("nobody panics with it"))).expect("text")
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("nobody panics with it").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Makes every text in the user's part of the event distinctive.
fn mark(value: &mut Value) {
    match value {
        Value::String(text) => *text = format!("SECRET-{text}"),
        Value::Array(values) => values.iter_mut().for_each(mark),
        Value::Object(map) => map.values_mut().for_each(mark),
        _ => {}
    }
}

fn marked(sample: &str) -> String {
    let mut event: Value = serde_json::from_str(sample).expect("a sample is JSON");
    mark(&mut event["request"]);
    mark(&mut event["userName"]);
    event.to_string()
}

fn assert_silent(what: &str, log: &str, failure: Option<&Failure>) {
    assert!(!log.contains("SECRET"), "{what}: {log}");
    if let Some(failure) = failure {
        let texts = format!("{failure} {failure:?} {:?}", failure.details());
        assert!(!texts.contains("SECRET"), "{what}: {texts}");
    }
}

#[tokio::test(start_paused = true)]
async fn no_value_of_any_event_is_logged_whatever_happens() {
    std::panic::set_hook(Box::new(|_| {}));
    let (log, _guard) = Log::listen();
    for (name, sample) in events("cognito-triggers/samples") {
        let event = marked(&sample);
        for act in ACTS {
            let triggers = every_trigger(act);
            let result = triggers.call(&event).await;
            let text = log.take();
            let what = format!("{name} {act:?}");
            assert_silent(&what, &text, result.as_ref().err());
            let source = Source::from_name(name.trim_end_matches(".json")).expect("a source");
            if triggers.handlers().iter().any(|handler| handler.sources.contains(source)) {
                assert_lines(&what, act, &text, &result);
            }
        }
    }
}

/// One error line for an incident, none above info for a denial.
fn assert_lines(what: &str, act: Act, log: &str, result: &std::result::Result<String, Failure>) {
    let errors = log.lines().filter(|line| line.contains("ERROR")).count();
    let warnings = log.lines().filter(|line| line.contains(" WARN ")).count();
    let is_sender = what.contains("Sender");
    let (expected, outcome) = match act {
        Act::Succeed => (0, if is_sender || log.contains("unchanged") { "unchanged" } else { "answered" }),
        Act::Late if is_sender => (0, "unchanged"),
        Act::Deny => (0, "denied"),
        Act::Fail | Act::Panic | Act::Late => (1, "failed"),
        Act::AsNamed => unreachable!("not among the acts"),
    };
    assert_eq!((errors, warnings), (expected, 0), "{what}: {log}");
    assert!(log.contains(&format!("outcome=\"{outcome}\"")), "{what}: {log}");
    assert!(log.contains("user_pool_id=\"eu-central-1_Qm7vK2xTb\""), "{what}: {log}");
    assert_eq!(result.is_ok(), matches!(outcome, "answered" | "unchanged"), "{what}");
}

#[tokio::test]
async fn unreadable_events_are_not_quoted() {
    let (log, _guard) = Log::listen();
    let triggers = every_trigger(Act::Succeed);
    for event in ["{\"SECRET\":", "[\"SECRET\"]", "SECRET", "{\"a\":\"SECRET\"} SECRET", "\"SECRET\""] {
        let failure = triggers.call(event).await.expect_err("no event");
        let text = log.take();
        assert_silent(event, &text, Some(&failure));
        let line = text.lines().find(|line| line.contains("ERROR")).expect("a failure is logged");
        assert!(line.contains("trigger{request_id="), "outside the span: {line}");
    }
    for event in ["{\"SECRET\":1}", "{\"triggerSource\":7,\"request\":\"SECRET\"}"] {
        assert!(triggers.call(event).await.is_ok());
        assert_silent(event, &log.take(), None);
    }
}

#[tokio::test(start_paused = true)]
async fn a_slow_handler_is_stopped_at_the_deadline_and_the_next_event_is_served() {
    #[custom_message(SignUp)]
    async fn slow_once(
        _: custom_message::Event<'_>,
        is_slow: &std::sync::atomic::AtomicBool,
    ) -> custom_message::Email {
        if is_slow.swap(false, std::sync::atomic::Ordering::Relaxed) {
            tokio::time::sleep(Duration::from_secs(10)).await;
        }
        email!("Welcome", "Your code is {code}.")
    }
    let event = include_str!("../../../cognito-triggers/samples/CustomMessage_SignUp.json");
    let slow = || std::sync::atomic::AtomicBool::new(true);

    let triggers = triggers![slow_once].with_state(slow());
    let started = tokio::time::Instant::now();
    let failure = triggers.call(event).await.expect_err("it is too slow");
    assert_eq!(started.elapsed().as_millis(), 4_500);
    assert_eq!(failure.details(), Some("the handler did not finish within 4500 ms and was stopped"));
    assert!(triggers.call(event).await.expect("the next one is served").contains("Your code is"));

    let triggers =
        triggers![slow_once].with_state(slow()).pass_through_at_deadline([OptionalTrigger::CustomMessage]);
    let (log, guard) = Log::listen();
    assert_eq!(triggers.call(event).await.expect("it passes"), event);
    let text = log.take();
    assert!(text.contains("ERROR") && text.contains("the handler did not finish within 4500 ms"), "{text}");
    drop(guard);

    let triggers = triggers![slow_once].with_state(slow()).deadline(Duration::from_secs(11));
    assert!(triggers.call(event).await.expect("there is time").contains("Your code is"));

    let triggers = triggers![slow_once].with_state(slow()).no_deadline();
    assert!(triggers.call(event).await.expect("there is time").contains("Your code is"));
}

#[tokio::test]
async fn what_no_handler_takes_passes_or_is_refused() {
    let event = r#"{"triggerSource":"PreSignUp_Passkey"}"#;
    assert_eq!(every_trigger(Act::Succeed).call(event).await.expect("it passes"), event);
    let failure = every_trigger(Act::Succeed)
        .on_unhandled(Unhandled::Fail)
        .call(event)
        .await
        .expect_err("it is refused");
    assert_eq!(failure.details(), Some("no handler takes the trigger source PreSignUp_Passkey"));
}

#[tokio::test]
async fn a_version_that_does_not_exist_passes_or_is_refused() {
    #[pre_token_generation(V2_0)]
    fn tokens(_: pre_token_generation::Event<'_, V2_0>) -> Tokens<V2_0> {
        Tokens::new()
    }
    let (log, _guard) = Log::listen();
    let event = include_str!("../../../cognito-triggers/samples/TokenGeneration_HostedAuth.json");
    let event = event.replace(r#""version": "2""#, r#""version": "$LATEST""#);
    let triggers = triggers![tokens];
    assert_eq!(triggers.call(&event).await.expect("it passes"), event);
    let text = log.take();
    assert!(
        text.contains(" WARN ") && text.contains(r#"states the version "$LATEST", which does not exist"#),
        "{text}"
    );
    assert_silent("passes", &text, None);
    let failure = triggers.on_unhandled(Unhandled::Fail).call(&event).await.expect_err("it is refused");
    let sentence =
        "the event from TokenGeneration_HostedAuth states no version that exists, and no handler is for V1_0";
    assert_eq!(failure.details(), Some(sentence));
    assert_silent("is refused", &log.take(), Some(&failure));
}

#[tokio::test]
async fn the_first_event_of_a_process_is_its_cold_start() {
    let (log, _guard) = Log::listen();
    let event = include_str!("../../../cognito-triggers/samples/PreSignUp_SignUp.json");
    let triggers = every_trigger(Act::Succeed);
    for (event, is_cold) in [("no event", true), (event, false), (event, false)] {
        let _ = triggers.call(event).await;
        let text = log.take();
        assert!(text.contains(&format!("cold_start={is_cold} ")), "{text}");
        assert!(!text.contains(&format!("cold_start={} ", !is_cold)), "{text}");
    }
}

#[tokio::test]
async fn an_invalid_text_fails_or_leaves_cognitos_own() {
    #[custom_message(SignUp)]
    fn greet(event: custom_message::Event<'_>) -> custom_message::Email {
        email!("Hello {name}", "Your code is {code}", name = event.user_name())
    }
    let (log, _guard) = Log::listen();
    let event = include_str!("../../../cognito-triggers/samples/CustomMessage_SignUp.json");
    let mut event_with_long_name: Value = serde_json::from_str(event).expect("a sample is JSON");
    event_with_long_name["userName"] = "SECRET".repeat(30).into();
    let event_with_long_name = event_with_long_name.to_string();
    let failure = triggers![greet].call(&event_with_long_name).await.expect_err("the subject is too long");
    assert_eq!(
        failure.details(),
        Some("the e-mail's subject has 186 characters (UTF-16 units), but Cognito's maximum is 140")
    );
    assert_silent("fails", &log.take(), Some(&failure));
    let passing = triggers![greet].on_invalid_text(InvalidText::UseCognitosText);
    assert_eq!(passing.call(&event_with_long_name).await.expect("it passes"), event_with_long_name);
    let text = log.take();
    assert_eq!(text.lines().filter(|line| line.contains("ERROR")).count(), 1, "{text}");
    assert_silent("passes", &text, None);
}

#[tokio::test]
async fn of_two_texts_the_valid_one_is_sent() {
    #[custom_message(SignUp)]
    fn greet(_: custom_message::Event<'_>, word: &String) -> (custom_message::Email, custom_message::Sms) {
        (email!("Welcome", "Your code is {code}."), sms!("{word} {code}"))
    }
    let (log, _guard) = Log::listen();
    let event = include_str!("../../../cognito-triggers/samples/CustomMessage_SignUp.json");
    let triggers = triggers![greet].with_state("a".repeat(141)).on_invalid_text(InvalidText::UseCognitosText);
    let answer = triggers.call(event).await.expect("the e-mail is valid");
    let answer: Value = serde_json::from_str(&answer).expect("an event");
    assert_eq!(answer["response"]["emailMessage"], "Your code is {####}.");
    assert_eq!(answer["response"]["smsMessage"], Value::Null);
    let text = log.take();
    assert_eq!(text.lines().filter(|line| line.contains("ERROR")).count(), 1, "{text}");
    assert!(text.contains(r#"outcome="answered""#), "{text}");
}

#[tokio::test]
async fn a_switch_drops_the_handlers_own_error_texts() {
    let event = include_str!("../../../cognito-triggers/samples/CustomMessage_SignUp.json");
    for act in [Act::Fail, Act::Panic] {
        let failure = every_trigger(act).hide_error_texts().call(event).await.expect_err("it fails");
        assert_eq!(failure.details(), Some("the handler failed"));
    }
}

#[tokio::test]
async fn an_invitation_that_will_be_too_long_is_warned_of() {
    #[custom_message(AdminCreateUser)]
    fn invite(
        _: custom_message::Event<'_>,
        words: &String,
    ) -> custom_message::Sms<(custom_message::Code, custom_message::Username)> {
        sms!("{words} {username} {code}")
    }
    let (log, _guard) = Log::listen();
    let event = marked(include_str!("../../../cognito-triggers/samples/CustomMessage_AdminCreateUser.json"));
    let event = event.replace("SECRET-{", "{");
    // The user name has 43 characters and the password 12: with the spaces, 57.
    for (words, warnings) in [(83, 0), (84, 1), (122, 1)] {
        let triggers = triggers![invite].with_state("a".repeat(words));
        assert!(triggers.call(&event).await.is_ok());
        let text = log.take();
        assert_eq!(text.lines().filter(|line| line.contains(" WARN ")).count(), warnings, "{words}: {text}");
        assert_silent("a warning", &text, None);
    }
}

#[tokio::test(start_paused = true)]
async fn a_handler_may_panic_while_it_is_stopped() {
    struct PanicsWhenDropped;

    impl Drop for PanicsWhenDropped {
        fn drop(&mut self) {
            panic!("a bug in a destructor");
        }
    }

    #[pre_authentication]
    async fn never_done(_: pre_authentication::Event<'_>) {
        let _held = PanicsWhenDropped;
        std::future::pending::<()>().await;
    }

    let event = include_str!("../../../cognito-triggers/samples/PreAuthentication_Authentication.json");
    let failure = triggers![never_done].call(event).await.expect_err("it panics");
    assert_eq!(failure.details(), Some("the handler panicked: a bug in a destructor"));
}

#[test]
fn a_runtime_without_a_timer_is_reported_once() {
    #[cognito_triggers::post_authentication]
    async fn waits(_: cognito_triggers::post_authentication::Event<'_>) {
        tokio::task::yield_now().await;
    }
    let event = include_str!("../../../cognito-triggers/samples/PostAuthentication_Authentication.json");
    let mut builder = tokio::runtime::Builder::new_current_thread();
    for (runtime, expected) in [(builder.build(), 1), (builder.enable_time().build(), 0)] {
        let (log, _guard) = Log::listen();
        let triggers = triggers![waits];
        for _ in 0..2 {
            runtime.as_ref().expect("it is built").block_on(triggers.call(event)).expect("it passes");
        }
        assert_eq!(log.take().matches("the runtime has no timer").count(), expected);
    }
}

#[tokio::test]
async fn a_character_newer_than_unicode_13_is_warned_of_once() {
    #[custom_message(SignUp)]
    fn greet(_: custom_message::Event<'_>) -> custom_message::Email {
        email!("Hello", "Your code is {code} \u{1fae0}")
    }
    let (log, _guard) = Log::listen();
    let event = include_str!("../../../cognito-triggers/samples/CustomMessage_SignUp.json");
    for _ in 0..2 {
        assert!(triggers![greet].call(event).await.is_ok());
    }
    let text = log.take();
    let warnings: Vec<&str> = text.lines().filter(|line| line.contains("WARN")).collect();
    let [warning] = warnings[..] else { panic!("{text}") };
    assert!(warning.contains("the e-mail's body has U+1FAE0 at line 1, column 21"), "{warning}");
}
