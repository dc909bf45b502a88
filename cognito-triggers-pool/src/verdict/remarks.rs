//! The findings of one reading: notes, ignored parts, and a refusal.

use crate::error::{self, ApiError};
use crate::record::{Outcome, Verdict};

/// Collects what a reading finds and goes on with.
#[derive(Debug, Default)]
pub(crate) struct Remarks {
    notes: Vec<String>,
    ignored: Vec<String>,
    undocumented: Option<String>,
}

/// The end of a reading: the caller gets this error.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) outcome: Outcome,
    pub(crate) error: ApiError,
    undocumented: Option<String>,
    notes: Vec<String>,
}

impl Remarks {
    pub(crate) fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    /// Notes a part of the answer that Cognito silently ignores or replaces.
    pub(crate) fn ignored(&mut self, what: impl Into<String>) {
        self.ignored.push(what.into());
    }

    /// Marks the outcome as this pool's choice.
    pub(crate) fn undocumented(&mut self, why: &str) {
        let marked = match self.undocumented.take() {
            Some(known) => format!("{known}; {why}"),
            None => why.to_owned(),
        };
        self.undocumented = Some(marked);
    }

    /// The verdict on an answer that was read to its end, or refused.
    pub(crate) fn verdict(mut self, refusal: Option<&Refusal>) -> Verdict {
        let outcome = match refusal {
            Some(refusal) => {
                self.notes.extend(refusal.notes.iter().cloned());
                refusal.undocumented.iter().for_each(|why| self.undocumented(why));
                refusal.outcome.clone()
            }
            None if self.ignored.is_empty() => Outcome::Accepted,
            None => Outcome::DefaultUsed(self.ignored),
        };
        Verdict { outcome, notes: self.notes, undocumented: self.undocumented }
    }
}

impl Refusal {
    /// `Unrecognizable lambda output`, with the reason in a note.
    pub(crate) fn unrecognizable(reason: impl Into<String>) -> Self {
        let error = error::unrecognizable();
        Self::of(Outcome::Invalid(error.message().to_owned()), error).because(reason)
    }

    /// `Invalid JSON`, with the reason in a note.
    pub(crate) fn not_json(reason: impl Into<String>) -> Self {
        let error = error::invalid_json();
        Self::of(Outcome::Invalid(error.message().to_owned()), error).because(reason)
    }

    /// An exception of another name than `InvalidLambdaResponseException`.
    pub(crate) fn rejected(error: ApiError) -> Self {
        Self::of(Outcome::Rejected(error.message().to_owned()), error)
    }

    /// An `InvalidLambdaResponseException` of unknown text.
    pub(crate) fn invalid(error: ApiError) -> Self {
        Self::of(Outcome::Invalid(error.message().to_owned()), error)
    }

    fn of(outcome: Outcome, error: ApiError) -> Self {
        Self { outcome, error, undocumented: None, notes: Vec::new() }
    }

    pub(crate) fn because(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    pub(crate) fn undocumented(mut self, why: &str) -> Self {
        self.undocumented = Some(why.to_owned());
        self
    }

    /// Takes the mark away, where the outcome was seen.
    pub(crate) fn documented(self) -> Self {
        Self { undocumented: None, ..self }
    }
}
