//! The router: several handlers as one function from a payload to its answer.
//!
//! - `options` has the settings with their defaults, such as the time that a handler may take.
//! - `choice` finds the handler of an event; `check` refuses handlers that overlap or are missing.
//! - `running` runs it, and `deadline` stops it in time.
//! - `log` writes the lines and the span of an event.

pub(crate) mod check;
mod choice;
mod deadline;
mod log;
pub(crate) mod options;
mod running;

use std::fmt;
use std::future::Future;
use std::pin::pin;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use lambda_runtime::Context;
use tokio::time::Instant;
use tracing::Instrument as _;

use crate::handler::error::{Error, InvalidText};
use crate::handler::failure::{Failure, FailureKind};
use crate::handler::{Invocation, Meta};
use crate::spec::source::Source;
use crate::wire::envelope::Envelope;
use crate::wire::overlay::Overlay;
use choice::{Choice, choose, other_version};
use deadline::{Deadline, Timer, TooSlow};
use log::{EventSpan, Outcome};
use options::{OptionalTrigger, Options, Unhandled};
use running::Returned;

/// The handlers, at most one for each trigger source, and the state that they share.
///
/// [`triggers!`](crate::triggers) makes it. [`call`](Self::call) does all of its work as a plain
/// function; [`into_service`](Self::into_service) and [`run`](crate::run) are layers over it.
// The first parameter has the trait's name, which rustc proposes where it is left out.
pub struct Triggers<HandlerSet, State = ()> {
    handlers: HandlerSet,
    state: State,
    pub(crate) options: Options,
    has_served: AtomicBool,
    timer: Timer,
}

/// The set of handlers that [`triggers!`](crate::triggers) names. The macro implements this trait for a
/// type without a name, so a function that makes the router returns `Triggers<impl HandlerSet>`, or with a
/// state:
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
///
/// /// The router that `main` runs and that tests call.
/// fn router(app: App) -> Triggers<impl HandlerSet<App>, App> {
///     triggers![verify].with_state(app)
/// }
/// # fn main() {}
/// ```
pub trait HandlerSet<State = ()>: Send + Sync + 'static {
    #[doc(hidden)]
    const HANDLERS: &'static [Meta];

    #[doc(hidden)]
    fn call(
        index: usize,
        invocation: Invocation<'_, State>,
    ) -> impl Future<Output = Option<Result<Overlay, Error>>> + Send;
}

impl<Handlers> Triggers<Handlers> {
    #[doc(hidden)]
    pub const fn new(handlers: Handlers) -> Self {
        Self {
            handlers,
            state: (),
            options: Options::new(),
            has_served: AtomicBool::new(false),
            timer: Timer::new(),
        }
    }
}

impl<Handlers, State> Triggers<Handlers, State> {
    /// Sets the state that handlers may take by reference.
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
        Triggers {
            handlers: self.handlers,
            state,
            options: self.options,
            has_served: self.has_served,
            timer: self.timer,
        }
    }
}

impl<Handlers: HandlerSet<State>, State> Triggers<Handlers, State> {
    /// Answers an event. This one function is the whole framework.
    ///
    /// The answer is the event, byte for byte, with the response members that the handler set. An
    /// event that no handler takes comes back unchanged, with a warning in the log.
    ///
    /// # Errors
    ///
    /// Fails if the handler denied or failed, or if the payload is not a JSON object.
    pub async fn call(&self, payload: impl AsRef<[u8]>) -> Result<String, Failure> {
        static NO_CONTEXT: LazyLock<Context> = LazyLock::new(Context::default);
        self.call_with(payload.as_ref(), &NO_CONTEXT).await
    }

    /// Answers an event as [`call`](Self::call) does, and gives the handler the context of its
    /// invocation.
    ///
    /// # Errors
    ///
    /// Fails as [`call`](Self::call) does.
    pub async fn call_with(&self, payload: &[u8], context: &Context) -> Result<String, Failure> {
        let received = Instant::now();
        let parsed = Envelope::parse(payload);
        self.answer(parsed.map_err(|e| Error::own(e.to_string())), context, received).await
    }

    #[doc(hidden)]
    pub fn handlers(&self) -> &'static [Meta] {
        Handlers::HANDLERS
    }

    pub(crate) async fn answer(
        &self,
        mut envelope: Result<Envelope<'_>, Error>,
        context: &Context,
        received: Instant,
    ) -> Result<String, Failure> {
        let is_cold_start = !self.has_served.swap(true, Ordering::Relaxed);
        let span = EventSpan::open(envelope.as_ref().ok(), context, is_cold_start);
        let (outcome, answer) = match envelope {
            // The envelope is passed by reference: moving it into the future would copy it.
            Ok(ref mut envelope) => {
                self.decide(envelope, context, received).instrument(span.span.clone()).await
            }
            Err(error) => span.span.in_scope(|| self.options.fail(error, None, context)),
        };
        span.close(outcome);
        answer
    }

    /// Runs an event's handler for a test, without the settings that let a text that breaks a rule pass.
    /// Returns whether the handler sets anything.
    #[cfg(feature = "local")]
    pub(crate) async fn judge(&self, envelope: &mut Envelope<'_>, context: &Context) -> Result<bool, Error> {
        let Choice::Handler(_, index) = choose(envelope, Handlers::HANDLERS) else { return Ok(false) };
        let invocation = Invocation { envelope: &*envelope, state: &self.state, context };
        let handler = pin!(Some(Handlers::call(index, invocation)));
        let overlay = match running::run_to_its_end(handler).await {
            Ok(result) => result.unwrap_or_else(|| Ok(Overlay::default()))?,
            Err(panic) => return Err(Error::internal(panic)),
        };
        Ok(!overlay.is_empty())
    }

    /// Answers an event, and logs how it ended. What does not depend on the handlers' types stands below.
    async fn decide(&self, envelope: &mut Envelope<'_>, context: &Context, received: Instant) -> Decided {
        let (source, index) = match begin(envelope, Handlers::HANDLERS, &self.options, context) {
            Ok(handler) => handler,
            Err(decided) => return decided,
        };
        let returned = {
            let invocation = Invocation { envelope: &*envelope, state: &self.state, context };
            let handler = pin!(Some(Handlers::call(index, invocation)));
            let deadline = Deadline { limit: self.options.deadline(source), received, context };
            running::run(handler, &deadline, &self.timer, source).await
        };
        end(returned, envelope, source, &self.options, context)
    }
}

/// How an event ended, and the result that leaves the function.
type Decided = (Outcome, Result<String, Failure>);

/// Finds the handler of an event, or decides the event that has none.
fn begin(
    envelope: &mut Envelope<'_>,
    handlers: &[Meta],
    options: &Options,
    context: &Context,
) -> Result<(Source, usize), Decided> {
    let fails = options.on_unhandled == Unhandled::Fail;
    Err(match choose(envelope, handlers) {
        Choice::Handler(source, index) => return Ok((source, index)),
        Choice::OtherVersion(source, version) => {
            options.fail(other_version(source, version, handlers), Some(source), context)
        }
        Choice::UnknownVersion(source) if fails => {
            let error = Error::own(format!(
                "the event from {source} states no version that exists, and no handler is for V1_0"
            ));
            options.fail(error, Some(source), context)
        }
        Choice::Nobody if fails => {
            let name = envelope.trigger_source().map_or_else(|| "none".to_owned(), |name| name.to_string());
            let error = Error::own(format!("no handler takes the trigger source {name}"));
            options.fail(error, envelope.source(), context)
        }
        Choice::UnknownVersion(source) => {
            log::unknown_version(envelope, source);
            (Outcome::Unchanged, Ok(envelope.take_text()))
        }
        Choice::Nobody => {
            log::unhandled(envelope);
            (Outcome::Unchanged, Ok(envelope.take_text()))
        }
    })
}

/// Decides an event by what its handler returned.
fn end(
    returned: Result<Result<Returned, TooSlow>, String>,
    envelope: &mut Envelope<'_>,
    source: Source,
    options: &Options,
    context: &Context,
) -> Decided {
    let result = match returned {
        Ok(Ok(result)) => result.unwrap_or_else(|| Ok(Overlay::default())),
        Err(panic) => Err(Error::internal(panic)),
        Ok(Err(too_slow)) if options.passes_at_deadline(source) => {
            log::passed(&too_slow.to_string(), source, &context.request_id);
            return (Outcome::Unchanged, Ok(envelope.take_text()));
        }
        Ok(Err(too_slow)) => Err(Error::own(too_slow.to_string())),
    };
    match result {
        Ok(overlay) if overlay.is_empty() => (Outcome::Unchanged, Ok(envelope.take_text())),
        Ok(overlay) => (Outcome::Answered, Ok(envelope.answer(&overlay))),
        Err(error) => match error.without_invalid_texts(options.invalid_text) {
            Ok((violations, valid)) => {
                log::left_out(violations, source, &context.request_id);
                if valid.is_empty() {
                    (Outcome::Unchanged, Ok(envelope.take_text()))
                } else {
                    (Outcome::Answered, Ok(envelope.answer(&valid)))
                }
            }
            Err(error) => options.fail(error, Some(source), context),
        },
    }
}

impl Options {
    fn fail(&self, error: Error, source: Option<Source>, context: &Context) -> Decided {
        let failure = error.into_failure(&context.request_id, self.hides_error_texts);
        log::failed(&failure, source, &context.request_id);
        let outcome = match failure.kind() {
            FailureKind::Denied => Outcome::Denied,
            FailureKind::Internal => Outcome::Failed,
        };
        (outcome, Err(failure))
    }
}

/// # Settings
impl<Handlers, State> Triggers<Handlers, State> {
    /// Sets what happens to an event that no handler takes. By default it passes through.
    #[must_use]
    pub fn on_unhandled(mut self, on_unhandled: Unhandled) -> Self {
        self.options.on_unhandled = on_unhandled;
        self
    }

    /// Sets when a handler is stopped, counted from when the event is received: when `lambda_runtime`
    /// reads it, or when [`call`](Self::call) is called. The default is 4.5 seconds. A handler never gets
    /// more than what Lambda says is left of the function's own timeout, less 100 ms for the answer. The
    /// two custom senders have no deadline, since nobody waits for them.
    ///
    /// The time that Lambda needs to start the program is not in it: Lambda hands out the event after that,
    /// and does not say for how long Cognito has waited. If your program starts slowly, because it loads
    /// secrets or opens connections in `main`, set a shorter deadline.
    ///
    /// Cognito stops waiting after five seconds, fails the operation, and may call again. At the
    /// deadline the handler's future is dropped at its `.await`, the event gets an internal error,
    /// and the function is free for the next event. Blocking code has no `.await` and cannot be
    /// stopped: run it with `tokio::task::spawn_blocking`.
    ///
    /// The deadline needs a Tokio runtime with its timer enabled, such as the one that
    /// `#[tokio::main]` makes. Elsewhere there is no deadline, and the first handler that awaits something
    /// leaves a warning in the log. Build a runtime of your own with `enable_time`, above all where
    /// `panic = "abort"` is set: Tokio panics when it is asked for a timer that it does not have.
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

    /// Lets events of these triggers go back unchanged, with an error in the log, when their
    /// handler is too slow. Otherwise the operation fails.
    #[must_use]
    pub fn pass_through_at_deadline(mut self, triggers: impl IntoIterator<Item = OptionalTrigger>) -> Self {
        self.options.passed_at_deadline.extend(triggers);
        self
    }

    /// Sets what happens when a computed text breaks one of Cognito's rules. By default this is an
    /// internal error. Of an e-mail and an SMS, each stands for itself: the valid one is sent. A handler can choose for itself
    /// ([`OnInvalidText`](crate::custom_message::OnInvalidText)).
    #[must_use]
    pub fn on_invalid_text(mut self, invalid_text: InvalidText) -> Self {
        self.options.invalid_text = invalid_text;
        self
    }

    /// Keeps the texts of the handlers' own errors and panics out of this crate's log lines, which
    /// then say only that a handler failed. Use it if your errors may contain personal data. It
    /// does not change what the program's panic hook prints.
    #[must_use]
    pub fn hide_error_texts(mut self) -> Self {
        self.options.hides_error_texts = true;
        self
    }
}

impl<Handlers: Clone, State: Clone> Clone for Triggers<Handlers, State> {
    fn clone(&self) -> Self {
        Self {
            handlers: self.handlers.clone(),
            state: self.state.clone(),
            options: self.options.clone(),
            has_served: AtomicBool::new(self.has_served.load(Ordering::Relaxed)),
            timer: Timer::new(),
        }
    }
}

impl<Handlers, State> fmt::Debug for Triggers<Handlers, State> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Triggers").finish_non_exhaustive()
    }
}
