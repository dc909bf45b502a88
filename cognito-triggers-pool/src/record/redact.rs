//! Hides the secrets of an event or an answer before it is printed.

use serde_json::Value;

const HIDDEN: &str = "(hidden)";

/// Members whose text is a secret, or may be one.
const SECRETS: [&str; 9] = [
    "password",
    "challengeAnswer",
    "challengeMetadata",
    "code",
    "access_token",
    "id_token",
    "refresh_token",
    "FEEDBACK_TOKEN",
    "session_token",
];

/// Members whose values are secrets, whatever their names are.
const SECRET_MAPS: [&str; 1] = ["privateChallengeParameters"];

/// Returns a copy in which secrets are replaced. Nulls stay: that nothing is there is no secret.
pub(crate) fn redact(value: &Value) -> Value {
    match value {
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| {
                let value = if SECRETS.contains(&key.as_str()) {
                    hide(value)
                } else if let (true, Value::Object(inner)) = (SECRET_MAPS.contains(&key.as_str()), value) {
                    inner.iter().map(|(key, value)| (key.clone(), hide(value))).collect()
                } else {
                    redact(value)
                };
                (key.clone(), value)
            })
            .collect(),
        Value::Array(items) => items.iter().map(redact).collect(),
        other => other.clone(),
    }
}

fn hide(value: &Value) -> Value {
    if value.is_null() { Value::Null } else { HIDDEN.into() }
}

/// Replaces a secret wherever it stands in a text.
pub(super) fn redact_text(text: &str, secret: &str) -> String {
    if secret.is_empty() { text.to_owned() } else { text.replace(secret, HIDDEN) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::redact;

    #[test]
    fn secrets_are_hidden_and_nulls_stay() {
        let event = json!({
            "request": {"password": "Hunter-22", "session": [{"challengeMetadata": "CODE-1"}], "code": null},
            "response": {"privateChallengeParameters": {"answer": "123456"}},
        });
        let expected = json!({
            "request": {"password": "(hidden)", "session": [{"challengeMetadata": "(hidden)"}], "code": null},
            "response": {"privateChallengeParameters": {"answer": "(hidden)"}},
        });
        assert_eq!(redact(&event), expected);
    }
}
