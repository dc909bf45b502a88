//! The handlers as a `tower` service for `lambda_runtime`.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context as TaskContext, Poll};

use lambda_runtime::{LambdaEvent, Service};
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;
use tokio::time::Instant;

use crate::handler::error::Error;
use crate::handler::failure::Failure;
use crate::router::{HandlerSet, Triggers};
use crate::run::capture;
use crate::wire::envelope::Envelope;
use crate::wire::unreadable::Unreadable;

impl<Handlers, State> Triggers<Handlers, State> {
    /// Converts the handlers into a service for `lambda_runtime`. Pass it to `run`,
    /// `run_concurrent`, `Runtime::new` or any `tower` layer. It answers as [`run`](crate::run) does, byte for
    /// byte.
    ///
    /// ```no_run
    /// # use cognito_triggers::custom_message::{Email, Event};
    /// # use cognito_triggers::prelude::*;
    /// # #[custom_message(SignUp)]
    /// # fn verify(_: Event<'_>) -> Email { email!("Welcome", "Your code is {code}.") }
    /// #[tokio::main(flavor = "current_thread")]
    /// async fn main() -> Result<(), lambda_runtime::Error> {
    ///     lambda_runtime::run(triggers![verify].into_service()).await
    /// }
    /// ```
    ///
    /// With a layer around it, here one of `tower`'s own:
    ///
    /// ```no_run
    /// # use cognito_triggers::custom_message::{Email, Event};
    /// # use cognito_triggers::prelude::*;
    /// # #[custom_message(SignUp)]
    /// # fn verify(_: Event<'_>) -> Email { email!("Welcome", "Your code is {code}.") }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), lambda_runtime::Error> {
    /// let service = tower::ServiceBuilder::new()
    ///     .map_result(|result| {
    ///         tracing::info!(is_ok = Result::is_ok(&result), "answered");
    ///         result
    ///     })
    ///     .service(triggers![verify].into_service());
    /// lambda_runtime::run(service).await
    /// # }
    /// ```
    pub fn into_service(self) -> TriggerService<Handlers, State>
    where
        Handlers: HandlerSet<State>,
        State: Send + Sync + 'static,
    {
        TriggerService { triggers: Arc::new(self) }
    }
}

/// The service that [`Triggers::into_service`] returns.
pub struct TriggerService<Handlers, State> {
    triggers: Arc<Triggers<Handlers, State>>,
}

impl<Handlers, State> Clone for TriggerService<Handlers, State> {
    fn clone(&self) -> Self {
        Self { triggers: Arc::clone(&self.triggers) }
    }
}

impl<Handlers, State> fmt::Debug for TriggerService<Handlers, State> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TriggerService").finish_non_exhaustive()
    }
}

impl<Handlers, State> Service<LambdaEvent<Payload>> for TriggerService<Handlers, State>
where
    Handlers: HandlerSet<State>,
    State: Send + Sync + 'static,
{
    type Response = Answer;
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Answer, Failure>> + Send>>;

    fn poll_ready(&mut self, _: &mut TaskContext<'_>) -> Poll<Result<(), Failure>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, event: LambdaEvent<Payload>) -> Self::Future {
        let triggers = Arc::clone(&self.triggers);
        let LambdaEvent { payload, context } = event;
        Box::pin(async move {
            let Payload { event, received } = payload;
            let envelope = event.map_err(|e| Error::own(e.to_string()));
            triggers.answer(envelope, &context, received).await.and_then(Answer::new)
        })
    }
}

/// An event as `lambda_runtime` passes it on: its JSON text and when it was received, or the reason why
/// it is not an event.
///
/// Deserializing one never fails. A payload that is not JSON is answered like every other that is not an
/// event: with an internal error, and the reason in the log.
#[derive(Clone)]
pub struct Payload {
    event: Result<Envelope<'static>, Unreadable>,
    received: Instant,
}

impl Payload {
    fn new(event: Result<Envelope<'static>, Unreadable>) -> Self {
        Self { event, received: Instant::now() }
    }

    /// Returns the JSON text.
    ///
    /// # Errors
    ///
    /// Fails if the payload is not a JSON object.
    pub fn as_str(&self) -> Result<&str, &Unreadable> {
        self.event.as_ref().map(Envelope::text)
    }
}

/// Makes a payload that is received now. One that is not an event is answered with an error.
impl<T: Into<Box<str>>> From<T> for Payload {
    fn from(text: T) -> Self {
        Self::new(Envelope::from_text(String::from(text.into())))
    }
}

/// Reads the JSON value that comes first, without white space around it. What follows the value is left
/// alone, as `lambda_runtime` leaves it.
impl<'de> Deserialize<'de> for Payload {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if let Some(envelope) = capture::text().and_then(Envelope::skim) {
            return Ok(Self::new(Ok(envelope)));
        }
        Ok(match Box::<RawValue>::deserialize(deserializer) {
            Ok(value) => Self::from(value),
            Err(e) => Self::new(Err(Unreadable::of_deserializer(&e))),
        })
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_str() {
            Ok(text) => write!(f, "Payload({} bytes)", text.len()),
            Err(reason) => write!(f, "Payload({reason})"),
        }
    }
}

/// The answer for Cognito: JSON text that `Serialize` writes as it is.
#[derive(Clone)]
pub struct Answer(Box<RawValue>);

impl Answer {
    fn new(json: String) -> Result<Self, Failure> {
        RawValue::from_string(json).map(Self).map_err(|e| Failure::internal(e.to_string(), ""))
    }

    /// Returns the JSON text.
    pub fn as_str(&self) -> &str {
        self.0.get()
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Answer({} bytes)", self.as_str().len())
    }
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
