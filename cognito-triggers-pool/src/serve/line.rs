//! The line that a call leaves: the operation, its outcome, and the verdicts on the answers of functions.

use std::fmt::Display;

use crate::client::Pool;
use crate::error::ApiError;
use crate::record::Verdict;

/// Writes one line, whatever a handler's texts hold. It has no user name, and no code.
pub(super) fn of_call(pool: &Pool, operation: &str, call: u64, error: Option<&ApiError>) -> String {
    let mut parts = vec![match error {
        None => format!("{operation}: 200"),
        Some(error) => format!("{operation}: {} {error}", error.status()),
    }];
    let state = pool.engine().state();
    // Calls of unknown operations have the number 0, and no steps.
    for step in state.trace.iter().filter(|step| step.call == call) {
        let Some(verdict) = step.verdict() else { continue };
        // Notes are for the trace, which has room for them.
        let outcome = Verdict { outcome: verdict.outcome.clone(), notes: Vec::new(), undocumented: None };
        parts.push(format!("{}: {outcome}", step.source()));
    }
    let remarks = state.remarks.iter().filter(|remark| remark.call == call && remark.ignored);
    parts.extend(remarks.map(ToString::to_string));
    one_line(parts.join(" | "))
}

/// Keeps out of the line what moves a terminal's cursor, and what turns the direction of the text behind it.
pub(super) fn one_line(text: impl Display) -> String {
    text.to_string().chars().map(|c| if c.is_control() || turns(c) { ' ' } else { c }).collect()
}

/// The embeddings, overrides and isolates of Unicode, and its separators of lines and paragraphs.
fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn no_sequence_of_a_terminal_is_left() {
        assert_eq!(one_line("a\u{1b}[2J\u{9b}31m\0\r\nb\u{202e}c\u{2066}d"), "a [2J 31m   b c d");
    }
}
