//! Compares two events by their members, types and nulls.

use serde_json::Value;

/// Members whose inner names are data.
const DATA: [&str; 6] = [
    "userAttributes",
    "clientMetadata",
    "validationData",
    "privateChallengeParameters",
    "tokenResponse",
    "idToken",
];

/// Differences in members, types and nulls.
fn differences(path: &str, wanted: &Value, found: &Value, all: &mut Vec<String>) {
    let kind = |value: &Value| match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    };
    if kind(wanted) != kind(found) {
        all.push(format!("{path} is {} and not {}", kind(found), kind(wanted)));
        return;
    }
    match (wanted, found) {
        (Value::Object(wanted), Value::Object(found)) => {
            if DATA.iter().any(|name| path.ends_with(name)) || path.ends_with("userInfo") {
                let odd = found.iter().find(|(_, value)| !value.is_string());
                all.extend(odd.map(|(name, _)| format!("{path}.{name} is not a text")));
                return;
            }
            all.extend(
                wanted
                    .keys()
                    .filter(|key| !found.contains_key(*key))
                    .map(|key| format!("{path} lacks {key}")),
            );
            all.extend(
                found.keys().filter(|key| !wanted.contains_key(*key)).map(|key| format!("{path} has {key}")),
            );
            for (key, value) in wanted {
                if let Some(found) = found.get(key) {
                    differences(&format!("{path}.{key}"), value, found, all);
                }
            }
        }
        (Value::Array(wanted), Value::Array(found)) => {
            if let (Some(wanted), Some(found)) = (wanted.first(), found.first()) {
                differences(&format!("{path}[0]"), wanted, found, all);
            }
        }
        _ => {}
    }
}

/// Checks that an event has the structure of another of the same source, its version, and its kind of
/// client id.
pub(crate) fn assert_same(source: &str, wanted: &Value, found: &Value) {
    let mut all = Vec::new();
    let mut wanted = wanted.clone();
    // Whether there is metadata depends on the call. A sender's is an object or null.
    let metadata = found["request"].get("clientMetadata");
    match metadata {
        Some(Value::Null) if source.contains("Sender") => {
            wanted["request"]["clientMetadata"] = Value::Null;
        }
        Some(Value::Object(_)) => wanted["request"]["clientMetadata"] = Value::Object(serde_json::Map::new()),
        _ => {}
    }
    differences(source, &wanted, found, &mut all);
    assert!(all.is_empty(), "{all:?}\nin {found}");
    assert_eq!(found["version"], wanted["version"], "{source}");
    let not_applicable = "CLIENT_ID_NOT_APPLICABLE";
    let is = |event: &Value| event["callerContext"]["clientId"] == not_applicable;
    assert_eq!(is(found), is(&wanted), "{source}");
}
