//! The answer as a whole: it is the event, with a response filled in.

use serde_json::{Map, Value};

use super::members::kind;
use super::remarks::{Refusal, Remarks};

const MEMBERS: [&str; 8] =
    ["version", "triggerSource", "region", "userPoolId", "userName", "callerContext", "request", "response"];

/// Takes the response out of an answer, once the rest of the answer is the event.
pub(crate) fn response(
    event: &Value,
    answer: &str,
    remarks: &mut Remarks,
) -> Result<Map<String, Value>, Refusal> {
    let mut answer: Value = match serde_json::from_str(answer) {
        Ok(Value::Null) => {
            return Err(Refusal::not_json("the function returned null in place of the event."));
        }
        Ok(answer) => answer,
        Err(_) if answer.trim().is_empty() => {
            return Err(Refusal::not_json("the function returned nothing."));
        }
        Err(error) => return Err(Refusal::not_json(format!("the answer is not JSON: {error}."))),
    };
    let Some(object) = answer.as_object_mut() else {
        return Err(Refusal::unrecognizable(format!("the answer is {}, not the event.", kind(&answer))));
    };
    if let Some(key) = object.keys().find(|key| !MEMBERS.contains(&key.as_str())) {
        return Err(Refusal::unrecognizable(format!(
            "the answer has the member \"{key}\", which no event has."
        )));
    }
    for name in MEMBERS {
        let Some(found) = object.get(name) else {
            return Err(Refusal::unrecognizable(format!(
                "the answer lacks \"{name}\": return the whole event, with its response filled in."
            )));
        };
        compare(name, &event[name], found, remarks)?;
    }
    match object.remove("response") {
        Some(Value::Object(response)) => Ok(response),
        Some(Value::Null) => Err(Refusal::unrecognizable("response is null.")
            .undocumented("no source says what Cognito does with a response that is null")),
        other => {
            let found = other.as_ref().map_or("missing", kind);
            Err(Refusal::unrecognizable(format!("response is {found}, not an object.")))
        }
    }
}

/// Checks that a member has kept its type. Its value is not read again.
fn compare(name: &str, sent: &Value, found: &Value, remarks: &mut Remarks) -> Result<(), Refusal> {
    if name == "response" {
        return Ok(());
    }
    if std::mem::discriminant(sent) != std::mem::discriminant(found) {
        return Err(Refusal::unrecognizable(format!(
            "\"{name}\" was {} in the event, but is {} in the answer.",
            kind(sent),
            kind(found)
        )));
    }
    if name == "callerContext" {
        for key in ["awsSdkVersion", "clientId"] {
            let Some(value) = found.get(key) else {
                return Err(Refusal::unrecognizable(format!("the answer's callerContext lacks \"{key}\".")));
            };
            if !(value.is_string() || value.is_null()) {
                return Err(Refusal::unrecognizable(format!("callerContext.{key} is {}.", kind(value))));
            }
        }
        let known = |key: &String| key == "awsSdkVersion" || key == "clientId";
        if let Some(key) = found.as_object().into_iter().flat_map(Map::keys).find(|key| !known(key)) {
            return Err(Refusal::unrecognizable(format!(
                "callerContext has the member \"{key}\", which no event has."
            )));
        }
    }
    if sent != found {
        remarks.note(format!("\"{name}\" differs from the event's. Cognito reads nothing from it."));
    }
    Ok(())
}
