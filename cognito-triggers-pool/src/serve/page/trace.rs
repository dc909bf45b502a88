//! The calls of triggers, with their secrets hidden unless somebody asks.

use serde_json::{Value, json};

use super::super::verdict;
use crate::client::Pool;
use crate::record::{Remark, Step, redact};

pub(super) fn document(pool: &Pool, secrets: bool) -> Value {
    let state = pool.engine().state();
    let steps: Vec<Value> = state.trace.iter().map(|one| step(one, secrets)).collect();
    let remarks: Vec<Value> = state.remarks.iter().map(remark).collect();
    json!({"steps": steps, "remarks": remarks})
}

fn remark(remark: &Remark) -> Value {
    json!({"text": remark.to_string(), "ignored": remark.is_ignored()})
}

fn step(step: &Step, secrets: bool) -> Value {
    let shown = |value: &Value| if secrets { value.clone() } else { redact(value) };
    let answer = match step.answer() {
        Some(Ok(text)) => match serde_json::from_str(text) {
            Ok(answer) => shown(&answer),
            Err(_) if secrets => Value::from(text),
            Err(_) => Value::from(format!("{} bytes that are not JSON", text.len())),
        },
        _ => Value::Null,
    };
    json!({
        "number": step.number,
        "operation": step.operation(),
        "source": step.source(),
        "event": shown(step.event()),
        "answer": answer,
        "error": step.answer().and_then(Result::err),
        "attempts": step.attempts(),
        "milliseconds": step.answer().map(|_| step.time),
        "verdict": step.verdict().map(verdict::document),
    })
}
