//! A remark on a call that no function's answer is to blame for.

use std::fmt;

/// A remark of the pool on a call, beside the verdicts on answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub(crate) call: u64,
    pub(crate) operation: &'static str,
    pub(crate) text: String,
    pub(crate) ignored: bool,
}

impl Remark {
    /// The operation of the API.
    pub fn operation(&self) -> &str {
        self.operation
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns whether Cognito silently does something else than the caller asked for. Otherwise the
    /// remark tells a choice of the pool where no source documents AWS's behaviour.
    pub fn is_ignored(&self) -> bool {
        self.ignored
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.ignored { "IGNORED by Cognito" } else { "undocumented" };
        write!(f, "{}: {kind}: {}", self.operation, self.text)
    }
}
