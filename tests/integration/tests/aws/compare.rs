//! Where AWS and the pool differ: in the outcome of a call, in the triggers, in the shape of an event.

use serde_json::Value;

use crate::interview::{Outcome, Seen};

pub(crate) fn differences(aws: &Seen, pool: &Seen) -> Vec<String> {
    let mut found = Vec::new();
    for ((call, theirs), (_, ours)) in aws.steps.iter().zip(&pool.steps) {
        if theirs != ours {
            found.push(format!("{call}: AWS {}, the pool {}", said(theirs), said(ours)));
        }
    }
    let sources = |seen: &Seen| seen.events.iter().map(source).collect::<Vec<_>>().join(", ");
    if sources(aws) != sources(pool) {
        found.push(format!("AWS called {}, the pool {}", sources(aws), sources(pool)));
    }
    for theirs in &aws.events {
        if let Some(ours) = pool.events.iter().find(|ours| source(ours) == source(theirs)) {
            let mut shapes = Vec::new();
            compare("", theirs, ours, &mut shapes);
            for shape in shapes {
                let shape = format!("{}: {shape}", source(theirs));
                if !found.contains(&shape) {
                    found.push(shape);
                }
            }
        }
    }
    found.into_iter().map(|difference| format!("{}: {difference}", aws.question)).collect()
}

fn said(outcome: &Outcome) -> String {
    match outcome {
        Ok(()) => "answered".to_owned(),
        Err((name, text)) => format!("said {name}: {text}"),
    }
}

fn source(event: &Value) -> String {
    event["triggerSource"].as_str().unwrap_or_default().to_owned()
}

fn kind(value: Option<&Value>) -> &'static str {
    match value {
        None => "nothing",
        Some(Value::Null) => "null",
        Some(Value::Bool(_)) => "a boolean",
        Some(Value::Number(_)) => "a number",
        Some(Value::String(_)) => "a string",
        Some(Value::Array(_)) => "a list",
        Some(Value::Object(_)) => "an object",
    }
}

/// Compares which members there are and of which type. Values are each pool's own.
fn compare(path: &str, aws: &Value, pool: &Value, found: &mut Vec<String>) {
    let (Some(theirs), Some(ours)) = (aws.as_object(), pool.as_object()) else { return };
    let more = ours.keys().filter(|name| !theirs.contains_key(*name));
    for name in theirs.keys().chain(more) {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        let (aws, pool) = (theirs.get(name), ours.get(name));
        if kind(aws) != kind(pool) {
            found.push(format!("{path}: AWS has {}, the pool {}", kind(aws), kind(pool)));
        } else if let (Some(aws), Some(pool)) = (aws, pool) {
            compare(&path, aws, pool, found);
        }
    }
}
