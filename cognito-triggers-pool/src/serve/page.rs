//! The page's own routes, `/` and `/page/…`. They answer to the page alone, and a GET changes nothing.

use hyper::header::HeaderValue;
use hyper::http::request::Parts;
use hyper::{Method, StatusCode};
use serde_json::{Value, json};

use super::answer::{self, Answer};
use super::shared::Shared;
use crate::record::{Message, Outcome, Step, TextFrom};

/// Answers the page. `None`: it has no such route. The request comes from the page itself, or from no web
/// page at all.
#[expect(clippy::unused_async, reason = "calls of the page are calls of the pool")]
pub(super) async fn answer(shared: &Shared, parts: &Parts, _body: &[u8]) -> Option<Answer> {
    if ![Method::GET, Method::HEAD].contains(&parts.method) {
        return None;
    }
    let document: Value = match parts.uri.path() {
        "/" => return Some(start(shared)),
        "/page/inbox" => shared.pool.inbox().messages().iter().map(message).collect(),
        "/page/trace" => shared.pool.trace().steps().iter().map(step).collect(),
        _ => return None,
    };
    Some(answer::document(StatusCode::OK, &document))
}

fn start(shared: &Shared) -> Answer {
    let (pool, client) = (shared.pool.id(), shared.pool.client_id());
    let text = format!(
        "A Cognito user pool for tests.\n\nUser pool id: {pool}\nClient id: {client}\n\n\
         Messages: /page/inbox\nCalls of triggers: /page/trace\n"
    );
    answer::with(StatusCode::OK, HeaderValue::from_static("text/plain; charset=utf-8"), text)
}

fn message(message: &Message) -> Value {
    json!({
        "source": message.source(),
        "user": message.user(),
        "medium": message.medium().as_str(),
        "to": message.to(),
        "subject": message.subject(),
        "body": message.body(),
        "textFrom": text_from(message.text_from()),
        "code": message.code(),
    })
}

fn text_from(origin: TextFrom) -> &'static str {
    match origin {
        TextFrom::Handler => "handler",
        TextFrom::PoolTemplate => "poolTemplate",
        TextFrom::BuiltIn => "builtIn",
        TextFrom::CustomSender => "customSender",
        TextFrom::Unknown => "unknown",
    }
}

fn step(step: &Step) -> Value {
    let answer = match step.answer() {
        // An answer that is no JSON is shown as it is.
        Some(Ok(text)) => json!({"ok": serde_json::from_str(text).unwrap_or_else(|_| Value::from(text))}),
        Some(Err(text)) => json!({"error": text}),
        None => Value::Null,
    };
    let verdict = step.verdict().map(|verdict| {
        json!({
            "outcome": outcome(verdict.outcome()),
            "text": verdict.to_string(),
            "ignored": verdict.ignored(),
            "notes": verdict.notes(),
            "undocumented": verdict.undocumented(),
        })
    });
    json!({
        "call": step.call,
        "operation": step.operation(),
        "source": step.source(),
        "event": step.event(),
        "answer": answer,
        "attempts": step.attempts(),
        "verdict": verdict,
    })
}

fn outcome(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Accepted => "accepted",
        Outcome::Denied(_) => "denied",
        Outcome::Invalid(_) => "invalid",
        Outcome::Rejected(_) => "rejected",
        Outcome::DefaultUsed(_) => "defaultUsed",
        Outcome::Unreachable(_) => "unreachable",
    }
}
