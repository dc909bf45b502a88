//! The messages that the pool has delivered.

use serde_json::{Value, json};

use crate::client::Pool;
use crate::record::{Message, TextFrom};

pub(super) fn document(pool: &Pool) -> Value {
    let state = pool.engine().state();
    let messages: Vec<Value> = state
        .inbox
        .iter()
        .enumerate()
        .map(|(index, one)| message(state.forgotten_messages + index + 1, one))
        .collect();
    json!({ "messages": messages })
}

/// A message by its number. Early ones may have been forgotten.
pub(super) fn find(pool: &Pool, number: usize) -> Option<Message> {
    let state = pool.engine().state();
    let index = number.checked_sub(state.forgotten_messages)?.checked_sub(1)?;
    state.inbox.get(index).cloned()
}

fn message(number: usize, message: &Message) -> Value {
    json!({
        "number": number,
        "source": message.source(),
        "user": message.user(),
        "medium": message.medium().as_str(),
        "to": message.to(),
        "subject": message.subject(),
        "body": message.body(),
        "text_from": text_from(message.text_from()),
        "code": message.code(),
    })
}

fn text_from(origin: TextFrom) -> &'static str {
    match origin {
        TextFrom::Handler => "handler",
        TextFrom::PoolTemplate => "pool-template",
        TextFrom::BuiltIn => "built-in",
        TextFrom::CustomSender => "custom-sender",
        TextFrom::Unknown => "unknown",
    }
}
