//! The error of a typed call: an exception of the API, or an answer that Cognito would silently ignore.

use std::fmt;

use crate::error::ApiError;

/// The error of a typed call.
///
/// It is an exception of the API, or the report that Cognito would have raised none and silently done
/// something else than a function's answer says. [`Pool::lenient`](crate::Pool::lenient) turns the
/// second kind off. The call itself has taken place in both cases where AWS would have let it.
#[derive(Clone, PartialEq, Eq)]
pub struct Error {
    kind: Kind,
    /// The remarks of the verdicts, for the person who reads the failing test.
    because: Vec<String>,
}

#[derive(Clone, PartialEq, Eq)]
enum Kind {
    Api(ApiError),
    Ignored(String),
}

impl Error {
    pub(super) fn api_error(error: ApiError, because: Vec<String>) -> Self {
        Self { kind: Kind::Api(error), because }
    }

    pub(super) fn ignored(ignored: Vec<String>) -> Self {
        Self { kind: Kind::Ignored(ignored.join(" ")), because: Vec::new() }
    }

    /// The name of the exception, or `AnswerIgnored`, which is none of AWS's.
    pub fn name(&self) -> &str {
        match &self.kind {
            Kind::Api(error) => error.name(),
            Kind::Ignored(_) => "AnswerIgnored",
        }
    }

    /// The message of the exception, or what Cognito would have ignored and what the user would have
    /// seen.
    pub fn message(&self) -> &str {
        match &self.kind {
            Kind::Api(error) => error.message(),
            Kind::Ignored(text) => text,
        }
    }

    /// The exception, if it is one.
    pub fn api(&self) -> Option<&ApiError> {
        match &self.kind {
            Kind::Api(error) => Some(error),
            Kind::Ignored(_) => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name(), self.message())?;
        self.because.iter().try_for_each(|because| write!(f, "\n  {because}"))
    }
}

/// As `Display`, since it is what `unwrap` shows.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}
