//! A verdict: the reaction of Cognito to the answer of a function.

use std::fmt;

/// Cognito's reaction to one answer of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub(crate) outcome: Outcome,
    pub(crate) notes: Vec<String>,
    pub(crate) undocumented: Option<String>,
}

/// The kinds of reactions.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// Cognito uses the answer.
    Accepted,
    /// The function failed, and its caller sees `UserLambdaValidationException` with this text.
    Denied(String),
    /// The answer has a form that Cognito cannot read: `InvalidLambdaResponseException`.
    Invalid(String),
    /// Cognito reads the answer and refuses its content, with an exception of another name.
    Rejected(String),
    /// Cognito raises no error, and silently does something else than the answer says.
    ///
    /// Each text says what is ignored, why, and what the user sees instead.
    DefaultUsed(Vec<String>),
    /// The function did not answer in time: `UnexpectedLambdaException`.
    Unreachable(String),
}

impl Verdict {
    /// The reaction.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// Remarks that change no outcome, such as "the answer clears the user's groups".
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Says why the outcome is the pool's strict choice, where no source documents the one of AWS.
    pub fn undocumented(&self) -> Option<&str> {
        self.undocumented.as_deref()
    }

    /// Returns whether Cognito uses the answer as it is.
    pub fn is_accepted(&self) -> bool {
        self.outcome == Outcome::Accepted
    }

    /// Lists what Cognito silently ignores or replaces. It is empty for any other outcome.
    pub fn ignored(&self) -> &[String] {
        match &self.outcome {
            Outcome::DefaultUsed(ignored) => ignored,
            _ => &[],
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.outcome {
            Outcome::Accepted => f.write_str("accepted")?,
            Outcome::Denied(text) => write!(f, "denied: {text}")?,
            Outcome::Invalid(text) => write!(f, "invalid: {text}")?,
            Outcome::Rejected(text) => write!(f, "rejected: {text}")?,
            Outcome::DefaultUsed(ignored) => write!(f, "IGNORED by Cognito: {}", ignored.join(" "))?,
            Outcome::Unreachable(text) => write!(f, "unreachable: {text}")?,
        }
        for note in &self.notes {
            write!(f, "\n    note: {note}")?;
        }
        if let Some(why) = &self.undocumented {
            write!(f, "\n    undocumented: {why}")?;
        }
        Ok(())
    }
}
