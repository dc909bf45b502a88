//! The handlers as a `tower` service for `lambda_runtime`.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, LazyLock};
use std::task::{Context as TaskContext, Poll};

use lambda_runtime::{LambdaEvent, Service};
use serde::de::value::MapDeserializer;
use serde::de::{Deserialize, Deserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::handler::error::Error;
use crate::handler::failure::Failure;
use crate::router::{HandlerSet, Triggers};
use crate::run::capture;
use crate::wire::envelope::Envelope;

impl<Handlers, State> Triggers<Handlers, State> {
    /// Converts the handlers into a service for `lambda_runtime`. Pass it to `run`,
    /// `run_concurrent`, `Runtime::new` or any `tower` layer.
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
            let envelope =
                Envelope::from_text(String::from(payload.0)).map_err(|e| Error::own(e.to_string()));
            triggers.answer(envelope, &context).await.and_then(Answer::new)
        })
    }
}

/// An event as `lambda_runtime` passes it on: its JSON text as it arrived.
#[derive(Clone)]
pub struct Payload(Box<str>);

impl Payload {
    /// Returns the JSON text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Makes a payload without checking it. A payload that is not an event is answered with an error.
impl<T: Into<Box<str>>> From<T> for Payload {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl<'de> Deserialize<'de> for Payload {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match capture::text() {
            Some(text) => Ok(Self(text)),
            None => <&RawValue>::deserialize(deserializer).map(|raw| Self(raw.get().into())),
        }
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Payload({} bytes)", self.0.len())
    }
}

/// The answer for Cognito: JSON text that `Serialize` writes verbatim.
#[derive(Clone)]
pub struct Answer(Box<RawValue>);

impl Answer {
    /// Takes text that is known to be JSON. Does not parse it a second time if serde_json allows
    /// that.
    fn new(json: String) -> Result<Self, Failure> {
        static IS_ALLOWED: LazyLock<bool> = LazyLock::new(|| KnownJson("{}".to_owned()).raw().is_ok());
        let raw = if *IS_ALLOWED {
            KnownJson(json).raw().map_err(|e| e.to_string())
        } else {
            serde_json::from_str(&json).map(|raw: &RawValue| raw.to_owned()).map_err(|e| e.to_string())
        };
        raw.map(Self).map_err(|e| Failure::internal(e, ""))
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

/// Offers text that is known to be JSON as serde_json's own deserializer offers a raw value: as a
/// map of one entry, under the name that `RawValue` asks for. If serde_json ever changes that,
/// `Answer::new` parses the text instead.
struct KnownJson(String);

impl KnownJson {
    fn raw(self) -> Result<Box<RawValue>, serde::de::value::Error> {
        Deserialize::deserialize(self)
    }
}

impl<'de> Deserializer<'de> for KnownJson {
    type Error = serde::de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(serde::de::Error::custom("only a raw value can be read from here"))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        visitor.visit_map(MapDeserializer::new(std::iter::once((name, self.0))))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::KnownJson;

    /// Checks that an answer is not parsed a second time. If this fails, a new serde_json offers
    /// raw values in another way.
    #[test]
    fn serde_json_takes_a_known_text_as_it_is() {
        let raw = KnownJson("{\"a\": [1]}".to_owned()).raw().unwrap();
        assert_eq!(raw.get(), "{\"a\": [1]}");
        assert_eq!(KnownJson("no JSON".to_owned()).raw().unwrap().get(), "no JSON");
    }
}
