//! A verdict for the page and its files: a kind and a text.

use serde_json::{Value, json};

use crate::record::{Outcome, Verdict};

pub(super) fn document(verdict: &Verdict) -> Value {
    json!({"kind": kind(verdict), "text": verdict.to_string()})
}

pub(super) fn kind(verdict: &Verdict) -> &'static str {
    match verdict.outcome() {
        Outcome::Accepted => "accepted",
        Outcome::Denied(_) => "denied",
        Outcome::Invalid(_) => "invalid",
        Outcome::Rejected(_) => "rejected",
        Outcome::DefaultUsed(_) => "default-used",
        Outcome::Unreachable(_) => "unreachable",
    }
}
