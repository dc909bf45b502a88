//! What leaves the function in place of an answer.

use std::fmt;

use lambda_runtime::Diagnostic;

/// What the caller gets in place of an answer, and what Lambda records.
///
/// `Display` is the text that leaves the function: a denial's own, or one general sentence.
#[derive(Clone)]
pub struct Failure {
    kind: FailureKind,
    message: String,
    details: Option<String>,
}

/// Which way an event failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FailureKind {
    /// A handler refused: its text is for the end user.
    Denied,
    /// A handler failed or panicked, or the event could not be read.
    Internal,
}

impl Failure {
    pub(crate) fn denied(text: String) -> Self {
        Self { kind: FailureKind::Denied, message: text, details: None }
    }

    pub(crate) fn internal(details: String, request_id: &str) -> Self {
        let message = if request_id.is_empty() {
            "The request could not be completed".to_owned()
        } else {
            format!("The request could not be completed (request id {request_id})")
        };
        Self { kind: FailureKind::Internal, message, details: Some(details) }
    }

    /// Whether a handler refused or something went wrong.
    pub fn kind(&self) -> FailureKind {
        self.kind
    }

    /// The text that leaves the function.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What the log says of an internal error. It may hold what the handler's own error said.
    pub fn details(&self) -> Option<&str> {
        self.details.as_deref()
    }

    /// What Lambda records as the type of the error: `CognitoTriggers.Denied` or
    /// `CognitoTriggers.Internal`.
    pub fn error_type(&self) -> &'static str {
        match self.kind {
            FailureKind::Denied => "CognitoTriggers.Denied",
            FailureKind::Internal => "CognitoTriggers.Internal",
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// The runtime logs this: it names the kind and keeps the texts to itself.
impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.error_type())
    }
}

impl std::error::Error for Failure {}

impl From<Failure> for Diagnostic {
    fn from(failure: Failure) -> Self {
        Diagnostic { error_type: failure.error_type().to_owned(), error_message: failure.message }
    }
}
