//! The function under test: the text of an event in, the text of an answer or an error out.

use std::fmt;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Arc;

use serde_json::Value;

use crate::settings::Trigger;

/// A function that Cognito calls, and the triggers that it is attached to.
///
/// [`LambdaConfig`] is one, made of closures.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a function that a pool can call",
    label = "not a function of triggers",
    note = "give the pool a router: `triggers![verify]`, with `.with_state(..)` if its handlers take a state"
)]
pub trait Function: Send + Sync {
    /// The triggers that the function is attached to.
    fn triggers(&self) -> Vec<Trigger>;

    /// Answers one event. An error's text is what the function's runtime would report as
    /// `errorMessage`.
    fn call(&self, event: String) -> Answering<'_>;
}

/// The answer of a [`Function`] to come.
pub type Answering<'a> = Pin<Box<dyn Future<Output = Result<String, String>> + Send + 'a>>;

impl<F: Function + ?Sized> Function for Arc<F> {
    fn triggers(&self) -> Vec<Trigger> {
        (**self).triggers()
    }

    fn call(&self, event: String) -> Answering<'_> {
        (**self).call(event)
    }
}

/// A closure that is attached to a trigger.
enum Handler {
    /// From the event's JSON to the answer's.
    Json(Box<dyn Fn(Value) -> Result<Value, String> + Send + Sync>),
    Text(Box<dyn Fn(String) -> Answering<'static> + Send + Sync>),
}

/// The functions of a pool, each with its trigger: a pool's `LambdaConfig`.
///
/// ```
/// use cognito_triggers_pool::{LambdaConfig, Pool, Trigger};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let config = LambdaConfig::new().on(Trigger::PreSignUp, |mut event| {
///     event["response"]["autoConfirmUser"] = true.into();
///     Ok(event)
/// });
/// let ines = Pool::new(config).sign_up("ines", "Correct-horse-9").await.unwrap();
/// assert_eq!(ines.status(), "CONFIRMED");
/// # }
/// ```
#[derive(Default)]
pub struct LambdaConfig {
    handlers: Vec<(Trigger, Handler)>,
}

impl LambdaConfig {
    /// No functions.
    pub fn new() -> Self {
        Self::default()
    }

    /// Attaches a closure that takes the event and gives the whole answer, or the text of an error.
    /// A closure that was attached to the trigger before is replaced.
    #[must_use]
    pub fn on<F>(self, trigger: Trigger, handler: F) -> Self
    where
        F: Fn(Value) -> Result<Value, String> + Send + Sync + 'static,
    {
        self.put(trigger, Handler::Json(Box::new(handler)))
    }

    /// Attaches an asynchronous closure from text to text, for answers that are no JSON, too.
    #[must_use]
    pub fn attach<F, A>(self, trigger: Trigger, handler: F) -> Self
    where
        F: Fn(String) -> A + Send + Sync + 'static,
        A: Future<Output = Result<String, String>> + Send + 'static,
    {
        self.put(trigger, Handler::Text(Box::new(move |event| Box::pin(handler(event)))))
    }

    fn put(mut self, trigger: Trigger, handler: Handler) -> Self {
        self.handlers.retain(|(attached, _)| !attached.same_slot(trigger));
        self.handlers.push((trigger, handler));
        self
    }
}

impl Function for LambdaConfig {
    fn triggers(&self) -> Vec<Trigger> {
        self.handlers.iter().map(|(trigger, _)| *trigger).collect()
    }

    fn call(&self, event: String) -> Answering<'_> {
        let json = match serde_json::from_str::<Value>(&event) {
            Ok(json) => json,
            Err(error) => return Box::pin(ready(Err(error.to_string()))),
        };
        let slot = json["triggerSource"].as_str().and_then(Trigger::slot_of);
        let handler = self.handlers.iter().find(|(trigger, _)| Some(trigger.slot()) == slot);
        match handler {
            Some((_, Handler::Json(handler))) => {
                Box::pin(ready(handler(json).map(|answer| answer.to_string())))
            }
            Some((_, Handler::Text(handler))) => handler(event),
            None => Box::pin(ready(Err("no function is attached to this trigger".to_owned()))),
        }
    }
}

impl fmt::Debug for LambdaConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.triggers()).finish()
    }
}
