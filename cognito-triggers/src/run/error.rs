//! The error of `run`: a sentence, and its cause.

use std::error::Error;
use std::fmt;
#[cfg(feature = "local")]
use std::fmt::Write as _;

type Cause = Box<dyn Error + Send + Sync>;

/// The reason why [`run`](crate::run) ended. `Debug` prints the sentence and its causes, since `main`
/// prints errors with it.
pub struct RunError {
    sentence: String,
    cause: Option<Cause>,
}

impl RunError {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), cause: None }
    }

    pub(crate) fn caused(sentence: impl Into<String>, cause: impl Into<Cause>) -> Self {
        Self { sentence: sentence.into(), cause: Some(cause.into()) }
    }
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl fmt::Debug for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The local tool may quote a file or a handler in it, and `main` prints it to a terminal.
        #[cfg(feature = "local")]
        let f = &mut crate::run::plain::Lines(f);
        f.write_str(&self.sentence)?;
        let mut cause = self.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

impl Error for RunError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as _)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_is_printed_by_main_and_is_the_source() {
        let error = RunError::caused("cannot print", std::io::Error::other("the pipe is closed"));
        assert_eq!(error.to_string(), "cannot print");
        assert_eq!(format!("{error:?}"), "cannot print: the pipe is closed");
        assert_eq!(error.source().unwrap().to_string(), "the pipe is closed");
    }

    #[cfg(feature = "local")]
    #[test]
    fn no_sequence_of_a_terminal_is_printed() {
        let error = RunError::caused("a\n\u{1b}[2Jb", std::io::Error::other("c\u{1b}"));
        assert_eq!(format!("{error:?}"), "a\n [2Jb: c ");
    }
}
