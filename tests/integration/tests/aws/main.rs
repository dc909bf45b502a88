//! The questions of `tests/aws`, asked of the pool of tests: each can be asked, and where somebody has asked
//! AWS, whose answers are files of `tests/aws/seen`, the pool does the same.
//!
//! `cargo test -p integration --test aws -- --nocapture` prints the pool's own answers.

mod compare;
mod interview;

use std::fs::{read_dir, read_to_string};

use serde_json::Value;
use support::root;

use crate::compare::differences;
use crate::interview::{Seen, ask};

fn read(file: &str) -> Value {
    let text = read_to_string(root().join("tests/aws").join(file)).expect("the file is there");
    serde_json::from_str(&text).expect("the file is JSON")
}

#[tokio::test]
async fn the_pool_can_be_asked_each_question() {
    let questions = read("questions.json");
    let mut count = 0;
    for question in questions["questions"].as_array().expect("a list") {
        let seen = ask(&questions, question).await;
        println!("{} ({})\n{seen}", question["asks"].as_str().unwrap(), seen.question);
        let steps = question["steps"].as_array().expect("steps").len();
        assert_eq!(seen.steps.len(), steps, "{}", seen.question);
        for (call, outcome) in &seen.steps {
            // That would be a question which the pool does not understand.
            let name = outcome.as_ref().err().map(|(name, _)| name.as_str()).unwrap_or_default();
            let wrong =
                ["UnknownOperationException", "UnsupportedOperationException", "SerializationException"];
            assert!(!wrong.contains(&name), "{}: {call}: {outcome:?}", seen.question);
        }
        count += 1;
    }
    assert!(count >= 38);
}

fn named<'q>(questions: &'q Value, name: &str) -> &'q Value {
    let mut all = questions["questions"].as_array().expect("a list").iter();
    all.find(|question| question["name"] == name).expect("the question is in the list")
}

#[tokio::test]
async fn the_pool_does_what_aws_was_seen_to_do() {
    let questions = read("questions.json");
    let folder = root().join("tests/aws/seen");
    let mut wrong = Vec::new();
    // Nobody has asked yet where there is no folder.
    for entry in read_dir(folder).into_iter().flatten().flatten() {
        let text = read_to_string(entry.path()).expect("a record can be read");
        let aws = Seen::read(&serde_json::from_str(&text).expect("a record is JSON"));
        let pool = ask(&questions, named(&questions, &aws.question)).await;
        wrong.extend(differences(&aws, &pool));
    }
    assert!(wrong.is_empty(), "AWS does something else than the pool:\n{}", wrong.join("\n"));
}

#[tokio::test]
async fn what_is_different_is_named() {
    let questions = read("questions.json");
    let question = named(&questions, "user_after_failed_message");
    let pool = ask(&questions, question).await;
    assert_eq!(differences(&pool, &pool), Vec::<String>::new());

    let mut other = ask(&questions, question).await;
    other.steps[0].1 = Err(("UserLambdaValidationException".to_owned(), "Another text".to_owned()));
    other.steps[1].1 = Err(("UserNotFoundException".to_owned(), "User does not exist.".to_owned()));
    other.events[0]["request"]["linkParameter"] = Value::Null;
    other.events.push(other.events[0].clone());
    let found = differences(&other, &pool);
    let name = "user_after_failed_message";
    assert!(found[0].starts_with(&format!(
        "{name}: SignUp: AWS said UserLambdaValidationException: Another text, the pool"
    )));
    assert!(found[1].starts_with(&format!("{name}: AdminGetUser: AWS said UserNotFoundException")));
    assert!(found[1].ends_with("the pool answered"), "{found:?}");
    let sources = "CustomMessage_SignUp, CustomMessage_SignUp, the pool CustomMessage_SignUp";
    assert_eq!(found[2], format!("{name}: AWS called {sources}"));
    assert_eq!(
        found[3],
        format!("{name}: CustomMessage_SignUp: request.linkParameter: AWS has null, the pool a string")
    );
    assert_eq!(found.len(), 4);
}

#[tokio::test]
async fn a_record_of_the_script_is_read() {
    let questions = read("questions.json");
    let question = named(&questions, "verify_not_attached");
    let pool = ask(&questions, question).await;
    // As `ask.py` writes it: an error, and a call that had nothing to go on with.
    let record = serde_json::json!({
        "asked": "2026-11-26",
        "region": "eu-central-1",
        "question": "verify_not_attached",
        "asks": question["asks"],
        "steps": [
            {"call": "InitiateAuth", "answer": {"ChallengeName": "CUSTOM_CHALLENGE"}},
            {"call": "RespondToAuthChallenge", "skipped": "no answer before it had SESSION"},
        ],
        "events": pool.events,
    });
    let found = differences(&Seen::read(&record), &pool);
    let name = "verify_not_attached: InitiateAuth: AWS answered, the pool said InvalidUserPoolConfigurationException";
    assert!(found.len() == 1 && found[0].starts_with(name), "{found:?}");
}
