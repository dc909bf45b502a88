//! Every message of the handlers, with the pool's verdict.

use serde_json::{Value, json};

use super::super::messages::Shown;
use super::super::verdict;
use crate::engine::SampledText;
use crate::record::Medium;
use crate::verdict::{MAX_EMAIL, MAX_SMS, MAX_SUBJECT};

pub(super) fn document(messages: &[Shown]) -> Value {
    json!({"messages": messages.iter().map(message).collect::<Vec<_>>()})
}

fn message(shown: &Shown) -> Value {
    let mut document = json!({
        "id": shown.id,
        "source": shown.sampled.source,
        "scenario": shown.scenario,
        "language": shown.language,
        "medium": null,
        "verdict": verdict::document(&shown.sampled.verdict),
        "other_medium": shown.sampled.other_medium(),
    });
    if let (Some(text), Some(members)) = (&shown.sampled.text, document.as_object_mut()) {
        members.extend(texts(text));
    }
    document
}

fn texts(text: &SampledText) -> serde_json::Map<String, Value> {
    let mail = text.medium == Medium::Email;
    let texts = json!({
        "medium": text.medium.as_str(),
        "subject": mail.then_some(&text.subject),
        "body": text.body,
        "placeholders": {"code": "{####}", "username": text.username.as_ref().map(|_| "{username}")},
        "sample": {"code": text.code, "username": text.username},
        "limits": {
            "subject": mail.then_some(MAX_SUBJECT),
            "body": if mail { MAX_EMAIL } else { MAX_SMS },
        },
    });
    match texts {
        Value::Object(members) => members,
        _ => serde_json::Map::new(),
    }
}
