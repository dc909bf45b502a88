//! Several handlers as one function: from a payload to the answer.

pub(crate) mod check;
mod deadline;
mod log;
pub(crate) mod options;

use std::any::Any;
use std::fmt;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use lambda_runtime::Context;
use tracing::Instrument as _;

use crate::handler::error::{Error, InvalidText};
use crate::handler::failure::{Failure, FailureKind};
use crate::handler::{Invocation, Meta};
use crate::spec::source::Source;
use crate::spec::version::LambdaVersion;
use crate::wire::envelope::Envelope;
use crate::wire::overlay::Overlay;
use log::{EventSpan, Outcome};
use options::{Options, Otherwise, Passable};

/// Handlers, one for each trigger source at most, and the state they share.
///
/// Made by [`triggers!`](crate::triggers). [`call`](Self::call) is the whole of it as a function;
/// [`into_service`](Self::into_service) and [`run`](crate::run) are layers over it.
pub struct Triggers<Handlers, State = ()> {
    handlers: Handlers,
    state: State,
    pub(crate) options: Options,
    has_served: AtomicBool,
}

/// The handlers named in [`triggers!`](crate::triggers), which implements it.
pub trait HandlerSet<State> {
    /// What each is for.
    const HANDLERS: &'static [Meta];

    /// Calls the handler at this place of [`HANDLERS`](Self::HANDLERS), if there is one.
    fn call(
        index: usize,
        invocation: Invocation<'_, State>,
    ) -> impl Future<Output = Option<Result<Overlay, Error>>> + Send;
}

impl<Handlers> Triggers<Handlers> {
    /// What [`triggers!`](crate::triggers) calls.
    pub const fn new(handlers: Handlers) -> Self {
        Self { handlers, state: (), options: Options::new(), has_served: AtomicBool::new(false) }
    }
}

impl<Handlers, State> Triggers<Handlers, State> {
    /// Gives the handlers a state, which those that want it take by reference.
    ///
    /// ```
    /// use cognito_triggers::custom_message::{Email, Event};
    /// use cognito_triggers::prelude::*;
    ///
    /// struct App { brand: String }
    ///
    /// #[custom_message(SignUp)]
    /// fn verify(_: Event<'_>, app: &App) -> Email {
    ///     email!("Welcome to {brand}", "Your code is {code}.", brand = app.brand)
    /// }
    /// # fn main() {}
    /// ```
    pub fn with_state<New>(self, state: New) -> Triggers<Handlers, New> {
        Triggers { handlers: self.handlers, state, options: self.options, has_served: self.has_served }
    }
}

impl<Handlers: HandlerSet<State>, State> Triggers<Handlers, State> {
    /// Answers an event: the whole framework as one function.
    ///
    /// The answer is the event byte for byte, with the response members that the handler set. An
    /// event that no handler takes comes back as it is, with a warning in the log.
    ///
    /// # Errors
    ///
    /// The handler denied or failed, or the payload is not a JSON object.
    pub async fn call(&self, payload: impl AsRef<[u8]>) -> Result<String, Failure> {
        static NO_CONTEXT: LazyLock<Context> = LazyLock::new(Context::default);
        self.call_with(payload.as_ref(), &NO_CONTEXT).await
    }

    /// The same with the context of an invocation.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn call_with(&self, payload: &[u8], context: &Context) -> Result<String, Failure> {
        let parsed = Envelope::parse(payload);
        self.answer(parsed.map_err(Error::internal), context).await
    }

    /// What the handlers are for, in the order of [`triggers!`](crate::triggers).
    pub fn handlers(&self) -> &'static [Meta] {
        Handlers::HANDLERS
    }

    pub(crate) async fn answer(
        &self,
        mut envelope: Result<Envelope<'_>, Error>,
        context: &Context,
    ) -> Result<String, Failure> {
        let is_cold_start = !self.has_served.swap(true, Ordering::Relaxed);
        let span = EventSpan::open(envelope.as_ref().ok(), context, is_cold_start);
        let (outcome, answer) = match envelope {
            // By reference: moved into the future, it would be copied.
            Ok(ref mut envelope) => self.decide(envelope, context).instrument(span.span.clone()).await,
            Err(error) => span.span.in_scope(|| self.fail(error, None, context)),
        };
        span.close(outcome);
        answer
    }

    /// The answer, logged.
    async fn decide(&self, envelope: &mut Envelope<'_>, context: &Context) -> Decided {
        let (source, index) = match choose(envelope, Handlers::HANDLERS) {
            Choice::Handler(source, index) => (source, index),
            Choice::OtherVersion(source, version) => {
                return self.fail(other_version(source, version, Handlers::HANDLERS), Some(source), context);
            }
            Choice::UnknownVersion(_) | Choice::Nobody if self.options.otherwise == Otherwise::Refuse => {
                let name =
                    envelope.trigger_source().map_or_else(|| "none".to_owned(), |name| name.to_string());
                let error = Error::internal(format!("no handler takes the trigger source {name}"));
                return self.fail(error, envelope.source(), context);
            }
            Choice::UnknownVersion(source) => {
                log::unknown_version(source);
                return (Outcome::Unchanged, Ok(envelope.take_text()));
            }
            Choice::Nobody => {
                log::unhandled(envelope);
                return (Outcome::Unchanged, Ok(envelope.take_text()));
            }
        };
        let invocation = Invocation { envelope: &*envelope, state: &self.state, context };
        let handler = Handlers::call(index, invocation);
        let limit = self.options.deadline(source);
        // Around the deadline, since a handler that is dropped there can panic, too.
        let result = match caught(deadline::within(limit, context, handler)).await {
            Ok(Ok(result)) => result.unwrap_or_else(|| Ok(Overlay::default())),
            Err(panic) => Err(Error::internal(panic)),
            Ok(Err(too_slow)) if self.options.passes_at_deadline(source) => {
                log::passed(&too_slow.to_string(), source, &context.request_id);
                return (Outcome::Unchanged, Ok(envelope.take_text()));
            }
            Ok(Err(too_slow)) => return fail(Error::internal(too_slow), Some(source), context, false),
        };
        match result {
            Ok(overlay) if overlay.is_empty() => (Outcome::Unchanged, Ok(envelope.take_text())),
            Ok(overlay) => (Outcome::Answered, Ok(envelope.answer(&overlay))),
            Err(error) => match error.invalid_text(self.options.invalid_text) {
                Some(violation) => {
                    log::passed(&violation.to_string(), source, &context.request_id);
                    (Outcome::Unchanged, Ok(envelope.take_text()))
                }
                None => self.fail(error, Some(source), context),
            },
        }
    }

    fn fail(&self, error: Error, source: Option<Source>, context: &Context) -> Decided {
        fail(error, source, context, self.options.hides_error_texts)
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

/// How an event ended, and what leaves the function.
type Decided = (Outcome, Result<String, Failure>);

fn fail(error: Error, source: Option<Source>, context: &Context, hides_text: bool) -> Decided {
    let failure = error.into_failure(&context.request_id, hides_text);
    log::failed(&failure, source, &context.request_id);
    let outcome = match failure.kind() {
        FailureKind::Denied => Outcome::Denied,
        FailureKind::Internal => Outcome::Failed,
    };
    (outcome, Err(failure))
}

/// What becomes of an event.
enum Choice {
    /// The handler at this place takes it, as from this source.
    Handler(Source, usize),
    /// Handlers take the source, and events of another version than this one.
    OtherVersion(Source, LambdaVersion),
    /// Handlers take the source, and events of a version; this one states none that exists.
    UnknownVersion(Source),
    /// No handler takes the source.
    Nobody,
}

/// The handler of the event; of several sources joined with `/`, the first that has one counts.
fn choose(envelope: &mut Envelope<'_>, handlers: &[Meta]) -> Choice {
    let choice = envelope.settle_source(|envelope, source| {
        let mut is_listed = false;
        for (index, handler) in handlers.iter().enumerate() {
            if handler.sources.contains(source) {
                if handler.version.is_none_or(|version| envelope.is_of_version(version)) {
                    return Some(Choice::Handler(source, index));
                }
                is_listed = true;
            }
        }
        is_listed.then(|| match envelope.lambda_version() {
            Some(version) => Choice::OtherVersion(source, version),
            None => Choice::UnknownVersion(source),
        })
    });
    choice.unwrap_or(Choice::Nobody)
}

/// The user pool sends one version, and the handlers are for another. Passing the event on would
/// leave claims out, which nobody would see.
fn other_version(source: Source, version: LambdaVersion, handlers: &[Meta]) -> Error {
    let mut ours = String::new();
    for handler in handlers.iter().filter(|handler| handler.sources.contains(source)) {
        if let Some(version) = handler.version {
            ours.push_str(if ours.is_empty() { "" } else { " or " });
            ours.push_str(version.name());
        }
    }
    Error::internal(format!(
        "the event from {source} is of version {version}, and its handler is for {ours}: set `PreTokenGenerationConfig.LambdaVersion` of the user pool to {ours}, or write a handler for {version}"
    ))
}

/// Runs a future; a panic in it becomes an error with the panic's text.
async fn caught<T>(future: impl Future<Output = T>) -> Result<T, String> {
    let mut future = pin!(future);
    poll_fn(|cx| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(cx))) {
        Ok(poll) => poll.map(Ok),
        Err(panic) => std::task::Poll::Ready(Err(panic_text(&*panic))),
    })
    .await
}

fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text =
        panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!("the handler panicked: {}", text.unwrap_or("no text"))
}

impl<Handlers: Clone, State: Clone> Clone for Triggers<Handlers, State> {
    fn clone(&self) -> Self {
        Self {
            handlers: self.handlers.clone(),
            state: self.state.clone(),
            options: self.options.clone(),
            has_served: AtomicBool::new(self.has_served.load(Ordering::Relaxed)),
        }
    }
}

impl<Handlers, State> fmt::Debug for Triggers<Handlers, State> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Triggers").finish_non_exhaustive()
    }
}
