//! Real processes on a runtime API of our own: `run`, and `run_concurrent` through `one-lambda`.

use serde_json::Value;
use support::{Lambda, Outcome, assert_echo, events};

const EVENT: &str = include_str!("../../../cognito-triggers/samples/CustomMessage_SignUp.json");

fn event_of(user: usize) -> String {
    EVENT.replace("c3b4a812-70f1-70aa-5d1e-9f2f61c0b7aa", &format!("user-{user}")).trim().to_owned()
}

#[test]
fn run_serves_every_event_and_survives_one_that_is_none() {
    let mut lambda = Lambda::start("every-trigger", &[]);
    for (name, event) in events("cognito-triggers/samples") {
        let event = event.trim();
        let id = lambda.send(event);
        match lambda.outcome(&id) {
            Outcome::Answer(answer) => assert_echo(event, &answer),
            Outcome::Error(error) => panic!("{name}: {error}"),
        }
    }
    let id = lambda.send("[1]");
    let Outcome::Error(error) = lambda.outcome(&id) else { panic!("an array is answered") };
    let error: Value = serde_json::from_str(&error).expect("errors are JSON");
    assert_eq!(error["errorType"], "CognitoTriggers.Internal");
    assert_eq!(error["errorMessage"], format!("The request could not be completed (request id {id})"));
    let id = lambda.send(event_of(1));
    assert!(matches!(lambda.outcome(&id), Outcome::Answer(_)));
}

#[test]
fn a_denial_is_what_the_caller_reads() {
    let mut lambda = Lambda::start("email-allow-list", &[]);
    let event = include_str!("../../../cognito-triggers/samples/PreSignUp_SignUp.json");
    let id = lambda.send(event.replace("example.org", "elsewhere.net"));
    let Outcome::Error(error) = lambda.outcome(&id) else { panic!("it is not denied") };
    let error: Value = serde_json::from_str(&error).expect("errors are JSON");
    assert_eq!(error["errorType"], "CognitoTriggers.Denied");
    assert_eq!(error["errorMessage"], "Only addresses of example.com and example.org may sign up");
}

#[test]
fn many_events_at_a_time_are_each_answered_with_their_own_content() {
    // Nothing is confirmed before all 64 are in work at once.
    let concurrency = ("AWS_LAMBDA_MAX_CONCURRENCY", "64");
    let mut lambda = Lambda::start_concurrent(64, "one-lambda", &[concurrency]);
    let sent: Vec<_> = (0..64).map(event_of).map(|event| (lambda.send(event.clone()), event)).collect();
    for (id, event) in &sent {
        let Outcome::Answer(answer) = lambda.outcome(id) else { panic!("{id} failed") };
        assert_echo(event, &answer);
        assert_ne!(*event, answer);
    }
    assert_eq!(lambda.most_in_work(), 64);
}
