//! The failure that leaves the function instead of an answer.

use std::fmt;

use lambda_runtime::Diagnostic;

/// The failure that the caller gets instead of an answer, and that Lambda records.
///
/// `Display` writes the text that leaves the function: the denial's own text, or one general
/// sentence.
#[derive(Clone)]
pub struct Failure {
    kind: FailureKind,
    message: String,
    details: Option<String>,
}

/// The kind of a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FailureKind {
    /// A handler refused. The text is for the end user.
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

    /// Returns whether a handler refused or something went wrong.
    pub fn kind(&self) -> FailureKind {
        self.kind
    }

    /// Returns the text that leaves the function.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns what the log says about an internal error. It may contain the text of the handler's
    /// own error.
    pub fn details(&self) -> Option<&str> {
        self.details.as_deref()
    }

    /// Returns what Lambda records as the type of the error: `CognitoTriggers.Denied` or
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

/// Names only the kind and hides the texts, since the runtime logs this.
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
