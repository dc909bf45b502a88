//! Mails, and the provider that takes them.

use std::ffi::OsStr;
use std::fs::OpenOptions;
use std::io::Write;
use std::sync::{Mutex, PoisonError};

use cognito_triggers::prelude::*;
use serde_json::json;

/// A mail in plain text: nothing in it needs to be escaped, not even a user's name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mail {
    pub(crate) to: String,
    pub(crate) subject: &'static str,
    pub(crate) text: String,
}

/// A provider that takes mails. Replace [`Lines`] with Amazon SES (`SendEmail`) or another provider.
pub(crate) trait Provider: Send + Sync + 'static {
    /// Hands over a mail. `key` is the same for the same mail. Many providers take such a key, and then
    /// send the mail only once, even if the function ended after handing it over.
    fn send(&self, mail: &Mail, key: &str) -> impl Future<Output = Result<()>> + Send;
}

/// A provider for trying out: it writes each mail as a line of JSON, with the code in it.
pub(crate) struct Lines(Mutex<Box<dyn Write + Send>>);

impl Lines {
    /// Writes to standard error, since standard output belongs to the answer.
    pub(crate) fn to_standard_error() -> Self {
        Self(Mutex::new(Box::new(std::io::stderr())))
    }

    pub(crate) fn to_file(path: &OsStr) -> std::io::Result<Self> {
        Ok(Self(Mutex::new(Box::new(OpenOptions::new().create(true).append(true).open(path)?))))
    }
}

impl Provider for Lines {
    async fn send(&self, mail: &Mail, key: &str) -> Result<()> {
        let line = json!({ "to": mail.to, "subject": mail.subject, "text": mail.text, "key": key });
        let mut out = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(writeln!(out, "{line}")?)
    }
}
