//! The settings of a router: fallback, deadline, invalid texts, what the log may say.

use std::time::Duration;

use crate::handler::error::InvalidText;
use crate::spec::source::{Source, Trigger};

/// The settings of a router.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub(crate) on_unhandled: Unhandled,
    pub(crate) invalid_text: InvalidText,
    pub(crate) hides_error_texts: bool,
    pub(crate) deadline: Option<Duration>,
    pub(crate) passed_at_deadline: Vec<OptionalTrigger>,
}

/// The action for an event that no handler takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Unhandled {
    /// The event goes back unchanged, with a warning in the log. Cognito continues as if there were
    /// no trigger.
    #[default]
    PassThrough,
    /// The event gets an internal error, and the operation fails.
    Fail,
}

/// The triggers whose events may go back unchanged when their handler is too slow. These triggers
/// decide no more than a text or a side effect. A trigger that decides who gets in always fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OptionalTrigger {
    /// Cognito sends its own text.
    CustomMessage,
    /// The user is already confirmed.
    PostConfirmation,
    /// The user has already signed in.
    PostAuthentication,
}

impl OptionalTrigger {
    const fn trigger(self) -> Trigger {
        match self {
            Self::CustomMessage => Trigger::CustomMessage,
            Self::PostConfirmation => Trigger::PostConfirmation,
            Self::PostAuthentication => Trigger::PostAuthentication,
        }
    }
}

impl Options {
    /// Cognito stops waiting after five seconds, whatever the function's own timeout.
    const DEADLINE: Duration = Duration::from_millis(4_500);

    pub(crate) const fn new() -> Self {
        Self {
            on_unhandled: Unhandled::PassThrough,
            invalid_text: InvalidText::Fail,
            hides_error_texts: false,
            deadline: Some(Self::DEADLINE),
            passed_at_deadline: Vec::new(),
        }
    }

    /// Returns how long the handler of a source may take. The senders are called asynchronously, so
    /// nobody waits for them.
    pub(crate) fn deadline(&self, source: Source) -> Option<Duration> {
        match source.trigger() {
            Trigger::CustomEmailSender | Trigger::CustomSMSSender => None,
            _ => self.deadline,
        }
    }

    pub(crate) fn passes_at_deadline(&self, source: Source) -> bool {
        self.passed_at_deadline.iter().any(|passable| passable.trigger() == source.trigger())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_waits_for_the_senders() {
        let options = Options::new();
        for &source in Source::ALL {
            let is_sender = source.name().starts_with("Custom") && source.name().contains("Sender_");
            assert_eq!(options.deadline(source).is_none(), is_sender, "{source}");
        }
    }

    #[test]
    fn only_what_was_named_passes_at_the_deadline() {
        let mut options = Options::new();
        assert!(!Source::ALL.iter().any(|source| options.passes_at_deadline(*source)));
        options.passed_at_deadline.push(OptionalTrigger::CustomMessage);
        for &source in Source::ALL {
            assert_eq!(
                options.passes_at_deadline(source),
                source.trigger() == Trigger::CustomMessage,
                "{source}"
            );
        }
    }
}
