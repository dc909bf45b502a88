//! Asks the pool a question, with a function that answers as `tests/aws/function.py` does.

use std::collections::BTreeMap;
use std::fmt;

use cognito_triggers_pool::{LambdaConfig, LambdaVersion, Pool, Trigger};
use serde_json::{Value, json};

/// An error has a name and a text.
pub(crate) type Outcome = Result<(), (String, String)>;

/// What was seen of a question.
pub(crate) struct Seen {
    pub(crate) question: String,
    /// Each operation, and what became of it.
    pub(crate) steps: Vec<(String, Outcome)>,
    pub(crate) events: Vec<Value>,
}

impl Seen {
    /// Reads a record that `tests/aws/ask.py` has written.
    pub(crate) fn read(record: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let steps = record["steps"].as_array().expect("steps");
        let outcome = |step: &Value| match (step.get("error"), step.get("skipped")) {
            (Some(error), _) => Err((text(&error["name"]), text(&error["message"]))),
            (_, Some(reason)) => Err(("Skipped".to_owned(), text(reason))),
            _ => Ok(()),
        };
        Self {
            question: text(&record["question"]),
            steps: steps.iter().map(|step| (text(&step["call"]), outcome(step))).collect(),
            events: record["events"].as_array().expect("events").clone(),
        }
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (call, outcome) in &self.steps {
            match outcome {
                Ok(()) => writeln!(f, "  {call}: answered")?,
                Err((name, text)) => writeln!(f, "  {call}: {name}: {text}")?,
            }
        }
        let sources: Vec<_> =
            self.events.iter().filter_map(|event| event["triggerSource"].as_str()).collect();
        writeln!(f, "  called: {}", sources.join(", "))
    }
}

/// Replaces the `$NAMES` in each text of a value.
fn filled(value: &Value, names: &BTreeMap<&str, String>) -> Value {
    match value {
        Value::String(text) => names
            .iter()
            .fold(text.clone(), |text, (name, value)| text.replace(&format!("${name}"), value))
            .into(),
        Value::Array(values) => values.iter().map(|value| filled(value, names)).collect(),
        Value::Object(members) => {
            Value::Object(members.iter().map(|(name, value)| (name.clone(), filled(value, names))).collect())
        }
        other => other.clone(),
    }
}

fn names(user: &str) -> BTreeMap<&'static str, String> {
    let email = format!("success+{user}@simulator.amazonses.com");
    BTreeMap::from([("USER", user.to_owned()), ("EMAIL", email), ("LONG", "a".repeat(20_001))])
}

/// The answer to an event: the event itself, but for what the question says.
fn answer(answers: &Value, mut event: Value) -> Result<Value, String> {
    let said = &answers[event["triggerSource"].as_str().unwrap_or_default()];
    let round = event["request"]["session"].as_array().map_or(0, Vec::len);
    let said = said.as_array().map_or(said, |rounds| &rounds[round.min(rounds.len() - 1)]);
    let said = filled(said, &names(event["userName"].as_str().unwrap_or_default()));
    if let Some(error) = said["error"].as_str() {
        return Err(error.to_owned());
    }
    if let Some(response) = said.get("response") {
        event["response"] = response.clone();
    }
    for (name, value) in said["set"].as_object().into_iter().flatten() {
        event["response"][name] = value.clone();
    }
    for (name, value) in said["top"].as_object().into_iter().flatten() {
        event[name] = value.clone();
    }
    Ok(event)
}

fn trigger(name: &str) -> Trigger {
    match name {
        "PreSignUp" => Trigger::PreSignUp,
        "PostConfirmation" => Trigger::PostConfirmation,
        "PreAuthentication" => Trigger::PreAuthentication,
        "PostAuthentication" => Trigger::PostAuthentication,
        "DefineAuthChallenge" => Trigger::DefineAuthChallenge,
        "CreateAuthChallenge" => Trigger::CreateAuthChallenge,
        "VerifyAuthChallengeResponse" => Trigger::VerifyAuthChallengeResponse,
        "PreTokenGeneration V2_0" => Trigger::PreTokenGeneration(LambdaVersion::V2_0),
        "UserMigration" => Trigger::UserMigration,
        "CustomMessage" => Trigger::CustomMessage,
        other => panic!("no trigger is called {other}"),
    }
}

pub(crate) async fn ask(questions: &Value, question: &Value) -> Seen {
    let mut config = LambdaConfig::new();
    for name in question["triggers"].as_array().expect("triggers") {
        let answers = question["answers"].clone();
        config = config.on(trigger(name.as_str().unwrap()), move |event| answer(&answers, event));
    }
    // Without `needs`, the pool sends with COGNITO_DEFAULT, as a new one does.
    let account = if question["needs"] == "ses" { "DEVELOPER" } else { "COGNITO_DEFAULT" };
    let mut pool = questions["pool"].clone();
    pool["Id"] = "eu-central-1_Asked0001".into();
    pool["EmailConfiguration"] = json!({ "EmailSendingAccount": account });
    let mut client = questions["client"].clone();
    client["ClientId"] = "1asked2client3".into();
    client["UserPoolId"] = pool["Id"].clone();
    let pool =
        Pool::from_description(config, &json!({ "UserPool": pool }), &json!({ "UserPoolClient": client }));
    let pool = pool.expect("the settings are a description");

    let question_name = question["name"].as_str().expect("a name");
    let user = format!("{question_name}-1");
    let mut names = names(&user);
    names.insert("PASSWORD", questions["password"].as_str().expect("a password").to_owned());
    let mut steps = Vec::new();
    let prepared = question["prepare"].as_array().map_or(&[][..], Vec::as_slice);
    for step in prepared.iter().chain(question["steps"].as_array().expect("steps")) {
        let call = step["call"].as_str().expect("an operation").to_owned();
        let request = filled(&step["with"], &names);
        let text = request.to_string();
        let outcome = match ["SESSION", "ACCESS"].iter().find(|name| text.contains(&format!("${name}"))) {
            Some(name) => Err(("Skipped".to_owned(), format!("no answer before it had {name}"))),
            None => match pool.call(&call, request).await {
                Ok(answer) => {
                    for (name, path) in step["keep"].as_object().into_iter().flatten() {
                        let value =
                            path.as_str().unwrap().split('.').fold(&answer, |value, member| &value[member]);
                        let name = if name == "SESSION" { "SESSION" } else { "ACCESS" };
                        names.extend(value.as_str().map(|value| (name, value.to_owned())));
                    }
                    Ok(())
                }
                Err(error) => Err((error.name().to_owned(), error.message().replace("-1", ""))),
            },
        };
        steps.push((call, outcome));
    }
    let before = steps.drain(..prepared.len()).find(|(_, outcome)| outcome.is_err());
    assert!(before.is_none(), "{question_name}: {before:?}");
    let events = pool.trace().steps().iter().map(|step| step.event().clone()).collect();
    Seen { question: question_name.to_owned(), steps, events }
}
