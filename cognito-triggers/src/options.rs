//! What a team sets around its handlers: fallback, deadline, what the log may say.

use std::time::Duration;

use crate::router::Triggers;
use crate::source::{Source, Trigger};

/// The settings of a router.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub(crate) otherwise: Otherwise,
    pub(crate) invalid_text: InvalidText,
    pub(crate) hides_error_texts: bool,
    deadline: Option<Duration>,
    passed_at_deadline: Vec<Passable>,
}

/// What happens to an event that no handler takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Otherwise {
    /// It goes back unchanged, with a warning in the log: Cognito goes on as without a trigger.
    #[default]
    PassThrough,
    /// It is an internal error: the operation fails.
    Refuse,
}

/// What happens when a text that was computed breaks a rule of Cognito's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InvalidText {
    /// It is an internal error: nothing wrong is sent, and the operation fails.
    #[default]
    Fail,
    /// Cognito sends its own text, so that a broken template does not block sign-ups. The reason is
    /// in the log, at error level.
    UseCognitosText,
}

/// The triggers whose events may pass when their handler is too slow: what they decide is no more
/// than a text or a side effect. A trigger that decides who gets in fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Passable {
    /// Cognito sends its own text.
    CustomMessage,
    /// The user is confirmed already.
    PostConfirmation,
    /// The user has signed in already.
    PostAuthentication,
}

impl Passable {
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
            otherwise: Otherwise::PassThrough,
            invalid_text: InvalidText::Fail,
            hides_error_texts: false,
            deadline: Some(Self::DEADLINE),
            passed_at_deadline: Vec::new(),
        }
    }

    /// How long the handler of a source may take. The senders are called asynchronously: nobody
    /// waits for them.
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

/// # Settings
impl<Handlers, State> Triggers<Handlers, State> {
    /// What happens to an event that no handler takes. It passes through, unless said otherwise.
    #[must_use]
    pub fn otherwise(mut self, otherwise: Otherwise) -> Self {
        self.options.otherwise = otherwise;
        self
    }

    /// How long a handler may take, from when the event is received: 4.5 seconds unless said
    /// otherwise, never more than what is left of the function's own timeout, and without limit for
    /// the two custom senders, for which nobody waits.
    ///
    /// Cognito stops waiting after five seconds, fails the operation, and may call again. At the
    /// deadline the handler's future is dropped at its `.await`, the event gets an internal error,
    /// and the function is free for the next one. Blocking code has no `.await` and cannot be
    /// stopped: run it with `tokio::task::spawn_blocking`.
    ///
    /// Needs a Tokio runtime with its timer on, as `#[tokio::main]` makes; elsewhere there is no
    /// deadline.
    #[must_use]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.options.deadline = Some(deadline);
        self
    }

    /// Lets handlers take as long as the function's own timeout.
    #[must_use]
    pub fn no_deadline(mut self) -> Self {
        self.options.deadline = None;
        self
    }

    /// Events of these triggers go back unchanged when their handler is too slow, with an error in
    /// the log, in place of failing the operation.
    #[must_use]
    pub fn pass_at_deadline(mut self, triggers: impl IntoIterator<Item = Passable>) -> Self {
        self.options.passed_at_deadline.extend(triggers);
        self
    }

    /// What happens when a computed text breaks a rule of Cognito's. It is an internal error,
    /// unless said otherwise here or by the handler
    /// ([`OnInvalidText`](crate::custom_message::OnInvalidText)).
    #[must_use]
    pub fn on_invalid_text(mut self, invalid_text: InvalidText) -> Self {
        self.options.invalid_text = invalid_text;
        self
    }

    /// Keeps the texts of the handlers' own errors and panics out of our log lines, which then say
    /// only that a handler failed. For teams whose errors may carry personal data. (What the panic
    /// hook prints is the program's own matter.)
    #[must_use]
    pub fn hide_error_texts(mut self) -> Self {
        self.options.hides_error_texts = true;
        self
    }
}
