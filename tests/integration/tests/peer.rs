//! `aws_lambda_events` beside ours, on the same events: what each parses, and what each gives back
//! unchanged outside `response`.

use aws_lambda_events::cognito::{
    CognitoEventUserPoolsCreateAuthChallenge as Create, CognitoEventUserPoolsCustomMessage as CustomMessage,
    CognitoEventUserPoolsDefineAuthChallenge as Define, CognitoEventUserPoolsMigrateUser as Migrate,
    CognitoEventUserPoolsPostAuthentication as PostAuthentication,
    CognitoEventUserPoolsPostConfirmation as PostConfirmation,
    CognitoEventUserPoolsPreAuthentication as PreAuthentication, CognitoEventUserPoolsPreSignup as PreSignup,
    CognitoEventUserPoolsPreTokenGen as PreTokenGen, CognitoEventUserPoolsPreTokenGenV2 as PreTokenGenV2,
    CognitoEventUserPoolsVerifyAuthChallenge as Verify,
};
use cognito_triggers::{Source, Trigger};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use support::{Act, events, every_trigger};

/// The event as the peer gives it back, if the peer has a type for the trigger and reads the event.
fn peer(source: Source, event: &str) -> Option<Value> {
    fn echo<T: DeserializeOwned + Serialize>(event: &str) -> Option<Value> {
        serde_json::to_value(serde_json::from_str::<T>(event).ok()?).ok()
    }
    let version: Value = serde_json::from_str(event).expect("an event is JSON");
    match source.trigger() {
        Trigger::PreSignUp => echo::<PreSignup>(event),
        Trigger::PostConfirmation => echo::<PostConfirmation>(event),
        Trigger::PreAuthentication => echo::<PreAuthentication>(event),
        Trigger::PostAuthentication => echo::<PostAuthentication>(event),
        Trigger::DefineAuthChallenge => echo::<Define>(event),
        Trigger::CreateAuthChallenge => echo::<Create>(event),
        Trigger::VerifyAuthChallengeResponse => echo::<Verify>(event),
        Trigger::PreTokenGeneration if version["version"] == "1" => echo::<PreTokenGen>(event),
        Trigger::PreTokenGeneration => echo::<PreTokenGenV2>(event),
        Trigger::UserMigration => echo::<Migrate>(event),
        Trigger::CustomMessage => echo::<CustomMessage>(event),
        _ => None,
    }
}

fn without_response(mut event: Value) -> Value {
    event.as_object_mut().expect("an event is an object").remove("response");
    event
}

#[tokio::test]
async fn ours_reads_every_source() {
    let triggers = every_trigger(Act::Succeed);
    let (mut ours, mut theirs, mut ours_same, mut theirs_same) = (0, 0, 0, 0);
    for (name, event) in events("cognito-triggers/samples") {
        let source = Source::from_name(name.trim_end_matches(".json")).expect("a source");
        let sent = without_response(serde_json::from_str(&event).expect("an event is JSON"));
        if let Ok(answer) = triggers.call(&event).await {
            ours += 1;
            let back = serde_json::from_str(&answer).expect("an answer is JSON");
            ours_same += usize::from(without_response(back) == sent);
        }
        if let Some(back) = peer(source, &event) {
            theirs += 1;
            theirs_same += usize::from(without_response(back) == sent);
        }
    }
    let all = Source::ALL.len();
    println!("sources read, of {all}: ours {ours}, aws_lambda_events {theirs}");
    println!("given back unchanged outside `response`: ours {ours_same}, aws_lambda_events {theirs_same}");
    // The peer's figures are printed, not pinned: they are the peer's to change.
    assert_eq!((ours, ours_same), (Source::ALL.len(), Source::ALL.len()));
}

#[tokio::test]
async fn every_odd_event_is_answered() {
    let triggers = every_trigger(Act::Succeed);
    let mut refused = 0;
    for folder in ["tests/events/odd", "tests/events/variants"] {
        for (name, event) in events(folder) {
            let value: Value = serde_json::from_str(&event).expect("an event is JSON");
            let source =
                value["triggerSource"].as_str().and_then(|name| Source::from_name(name.split('/').next()?));
            refused += usize::from(source.and_then(|source| peer(source, &event)).is_none());
            assert!(triggers.call(&event).await.is_ok(), "{name}");
        }
    }
    println!("odd events and variants that aws_lambda_events refuses, or has no type for: {refused}");
}
