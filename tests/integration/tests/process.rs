//! Real processes on a runtime API of our own: `run`, and the other ways to serve the same handlers.

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

/// Payloads as Cognito sends them, and odd ones.
fn payloads() -> Vec<Vec<u8>> {
    let event = EVENT.trim();
    let with = |from: &str, to: &str| {
        assert!(event.contains(from), "the sample has {from}");
        event.replacen(from, to, 1).into_bytes()
    };
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let inner = &event[1..event.len() - 1];
    let mut payloads = vec![
        event.into(),
        include_bytes!("../../../cognito-triggers/samples/PreSignUp_SignUp.json").to_vec(),
        include_bytes!("../../../cognito-triggers/samples/PostConfirmation_ConfirmSignUp.json").to_vec(),
        // White space around and inside, and text behind.
        format!(" \r\n\t{event}\n\n ").into(),
        format!("{event}\n{event}").into(),
        format!("{event}, and more").into(),
        format!("{event}\0").into(),
        [event.as_bytes(), b"\xff"].concat(),
        format!("{{ {inner} }}").into(),
        // Members that repeat, that nobody knows, that are escaped.
        format!(r#"{{{inner},"userName":"another"}}"#).into(),
        format!(r#"{{"userName":1e999,"x":{{"":[-0.0e-0]}},{inner}}}"#).into(),
        with("\"triggerSource\"", "\"tr\\u0069ggerSource\""),
        format!(r#"{{"a":{},{inner}}}"#, nested(60)).into(),
        format!(r#"{{"a":{},{inner}}}"#, nested(20_000)).into(),
        format!(r#"{{"a":{}.{}E+{},{inner}}}"#, "9".repeat(400), "9".repeat(400), "9".repeat(40)).into(),
        format!(r#"{{"a":"\ud800","b":"\udc00\ud800","c":"\u00e9\ud83d\ude00",{inner}}}"#).into(),
        format!(r#"{{"a":"{}",{inner}}}"#, "é東😀\u{7f}".repeat(5_000)).into(),
        b"{}".to_vec(),
        br#"{"triggerSource":"CustomMessage_SignUp"}"#.to_vec(),
        br#"{"triggerSource":"CustomMessage_SignUp","request":7,"response":"x"}"#.to_vec(),
        // No events.
        b"".to_vec(),
        b" \n ".to_vec(),
        b"[]".to_vec(),
        b" [1] ".to_vec(),
        b"null".to_vec(),
        b"\"{}\"".to_vec(),
        b"-12.5e3 x".to_vec(),
        b"true".to_vec(),
        // No JSON.
        b"nul".to_vec(),
        b"Hello".to_vec(),
        [b"\xef\xbb\xbf", event.as_bytes()].concat(),
        event.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        format!("{{\"a\":\"\n\",{inner}}}").into(),
        format!("{{\"a\":\"\\x\",{inner}}}").into(),
        format!("{{\"a\":\"\\ud8\",{inner}}}").into(),
        format!("{{\"a\":01,{inner}}}").into(),
        format!("{{{inner},}}").into(),
        format!("{{{inner}").into(),
        format!("{{a:1,{inner}}}").into(),
        event.as_bytes()[..event.len() / 2].to_vec(),
        [&event.as_bytes()[..40], b"\xff", &event.as_bytes()[40..]].concat(),
        [br#"{"a":""#, &b"\xed\xa0\x80"[..], b"\",", inner.as_bytes(), b"}"].concat(),
    ];
    payloads.extend((2..5).map(|part| event.as_bytes()[..event.len() * part / 5].to_vec()));
    payloads
}

/// The outcome of every payload, and the lines of the log in their order.
fn outcomes(way: &str, environment: &[(&str, &str)]) -> (Vec<Outcome>, Vec<String>) {
    let mut lambda = Lambda::start_logged("one-of-three", &[way], environment);
    let sent: Vec<_> = payloads().into_iter().map(|payload| lambda.send(payload)).collect();
    let outcomes = sent.iter().map(|id| lambda.outcome(id)).collect();
    let mut log: Vec<_> = lambda.end().lines().map(str::to_owned).collect();
    log.sort();
    (outcomes, log)
}

#[test]
fn run_answers_as_the_service_does_byte_for_byte_and_logs_the_same() {
    let (expected, log) = outcomes("service", &[]);
    let answered = expected.iter().filter(|outcome| matches!(outcome, Outcome::Answer(_))).count();
    assert!(answered >= 18, "{answered} are answered: {log:#?}");
    assert!(expected.len() - answered >= 20, "{answered} are answered");
    for (way, environment) in [("run", &[][..]), ("concurrent", &[("AWS_LAMBDA_MAX_CONCURRENCY", "4")])] {
        let (outcomes, its_log) = outcomes(way, environment);
        for ((payload, expected), outcome) in payloads().iter().zip(&expected).zip(&outcomes) {
            assert_eq!(outcome, expected, "{way}: {}", String::from_utf8_lossy(payload));
        }
        assert_eq!(its_log, log, "{way}");
    }
    // White space and text behind are not part of the event.
    for same in [3, 4, 5, 6, 7] {
        assert_eq!(expected[same], expected[0], "payload {same}");
    }
}
