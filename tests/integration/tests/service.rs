//! The handlers as a `tower` service on `lambda_runtime`.

use cognito_triggers::Payload;
use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;
use lambda_runtime::tower::ServiceExt;
use lambda_runtime::{Context, LambdaEvent};
use serde::Deserialize;

const EVENT: &str = include_str!("../../../cognito-triggers/samples/CustomMessage_SignUp.json");

#[custom_message(SignUp)]
async fn verify(event: Event<'_>) -> Email {
    let name = event.user_name();
    email!("Welcome", "Hello {name}, your code is {code}.")
}

#[tokio::test]
async fn the_service_answers_as_call_does_byte_for_byte() {
    let direct = triggers![verify].call(EVENT.trim()).await.unwrap();
    let service = triggers![verify].into_service();
    let payload: Payload = serde_json::from_str(EVENT).unwrap();
    let answer = service.clone().oneshot(LambdaEvent::new(payload, Context::default())).await.unwrap();
    assert_eq!(answer.as_str(), direct);
    // What the runtime does with it.
    assert_eq!(serde_json::to_vec(&answer).unwrap(), direct.as_bytes());
}

#[tokio::test]
async fn a_payload_is_always_read_and_the_mistake_is_answered() {
    let service = triggers![verify].into_service();
    for text in ["", "nul", "{\"a\":1", "\u{feff}{}", "[]", "{} {"] {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let payload = Payload::deserialize(&mut deserializer).expect("a payload is always read");
        let is_event = text == "{} {";
        assert_eq!(payload.as_str().ok(), is_event.then_some("{}"), "{text:?}");
        let mistake = payload.as_str().err().map(ToString::to_string);
        let answer = service.clone().oneshot(LambdaEvent::new(payload, Context::default())).await;
        let failure = answer.map(|answer| assert_eq!(answer.as_str(), "{}")).err();
        assert_eq!(failure.and_then(|failure| failure.details().map(str::to_owned)), mistake, "{text:?}");
    }
}

#[test]
fn the_service_fits_every_way_to_run_it() {
    let service = triggers![verify].into_service();
    drop(async { lambda_runtime::run_concurrent(service.clone()).await });
    drop(async { lambda_runtime::run(service.clone()).await });
    drop(async { lambda_runtime::Runtime::new(service.clone()).run().await });
}

#[test]
fn an_event_is_kept_and_queued_as_json() {
    fn assert_keepable<T: Send + 'static>(_: &T) {}
    let event = Event::<cognito_triggers::custom_message::SignUp>::from_json(EVENT).unwrap();
    assert_keepable(&event);
    let queued = serde_json::to_string(&event).unwrap();
    assert_eq!(queued, EVENT.trim());
    let back: Event<'static> = serde_json::from_str(&queued).unwrap();
    assert_eq!(back.raw(), EVENT.trim());
    let other = serde_json::from_str::<cognito_triggers::pre_sign_up::Event<'static>>(&queued).unwrap_err();
    assert!(other.to_string().contains("should come from PreSignUp_SignUp or"), "{other}");
}
