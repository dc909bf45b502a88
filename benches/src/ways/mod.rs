//! The ways to answer an event, from the payload's bytes to the answer's.

mod by_hand;
mod each;
mod grown;
mod listener;
mod ours;
mod peers;

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

pub use grown::Grown;

use crate::events::Event;

/// From the payload's bytes to the answer's.
pub type Function = Box<dyn FnMut(&[u8]) -> Vec<u8>>;

/// A way to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// `Triggers::call`, with a subscriber that wants the span.
    Ours,
    /// The same without a subscriber.
    OursUnheard,
    /// The same as [`Ours`](Self::Ours), in another program. For sign-up events.
    Grown(Grown),
    /// `Triggers::into_service`, as plain `lambda_runtime::run` calls it.
    Service,
    /// The reference: serde_json's borrowed types, for one trigger, without a check.
    ByHand,
    /// `serde_json::Value`, as `lambda_runtime` runs it.
    Value,
    /// The types of `aws_lambda_events`, as `lambda_runtime` runs them.
    AwsLambdaEvents,
}

impl Way {
    /// Every way.
    pub fn all() -> impl Iterator<Item = Self> {
        let ways =
            [Self::Ours, Self::OursUnheard, Self::Service, Self::ByHand, Self::Value, Self::AwsLambdaEvents];
        ways.into_iter().chain(Grown::ALL.map(Self::Grown))
    }

    /// The name, in tables and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::OursUnheard => "ours-unheard",
            Self::Grown(grown) => grown.name(),
            Self::Service => "service",
            Self::ByHand => "by-hand",
            Self::Value => "value",
            Self::AwsLambdaEvents => "aws-lambda-events",
        }
    }

    /// The way of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().find(|way| way.name() == name)
    }

    /// Whether the way has a handler for the event.
    pub fn takes(self, event: Event) -> bool {
        match (self, event) {
            (Self::Grown(_), event) => event == Event::SignUp,
            (Self::Value, Event::Sample(_)) => false,
            (Self::AwsLambdaEvents, Event::Sample(trigger)) => each::peers::function(trigger).is_some(),
            _ => true,
        }
    }

    /// The way as a function. Those that log have their subscriber from here on, for the whole
    /// program.
    ///
    /// # Panics
    ///
    /// The way has no handler for the event.
    pub fn function(self, event: Event) -> Function {
        assert!(self.takes(event), "{} has no handler for {}", self.name(), event.name());
        if matches!(self, Self::Ours | Self::Grown(_) | Self::Service) {
            listener::listen();
        }
        match (self, event) {
            (Self::Ours | Self::OursUnheard, Event::Sample(_)) => Box::new(ours::call_of_each()),
            (Self::Ours | Self::OursUnheard, _) => Box::new(ours::call()),
            (Self::Grown(grown), _) => grown.function(),
            (Self::Service, Event::Sample(_)) => Box::new(ours::service_of_each()),
            (Self::Service, _) => Box::new(ours::service()),
            (Self::ByHand, event) => Box::new(match event {
                Event::SignUp | Event::AdminCreateUser => by_hand::message,
                Event::Attributes(_) => by_hand::attributes,
                Event::TokenClaims => by_hand::claims,
                Event::Sample(trigger) => each::by_hand::function(trigger),
            }),
            (Self::Value | Self::AwsLambdaEvents, Event::Sample(trigger)) => {
                Box::new(each::peers::function(trigger).unwrap_or_else(|| unreachable!("it takes the event")))
            }
            (Self::Value, event) => Box::new(match event {
                Event::SignUp | Event::AdminCreateUser => peers::value_message,
                Event::Attributes(_) => peers::value_attributes,
                Event::TokenClaims | Event::Sample(_) => peers::value_claims,
            }),
            (Self::AwsLambdaEvents, event) => Box::new(match event {
                Event::SignUp | Event::AdminCreateUser => peers::typed_message,
                Event::Attributes(_) => peers::typed_attributes,
                Event::TokenClaims | Event::Sample(_) => peers::typed_claims,
            }),
        }
    }
}

/// The output of a future that awaits nothing.
fn now<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the handlers here await nothing"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{Grown, Way};
    use crate::events::Event;

    /// A faster way must not be one that answers something else.
    #[test]
    fn every_way_answers_the_same() {
        let events = [Event::SignUp, Event::AdminCreateUser, Event::FIFTY, Event::TokenClaims];
        for event in events.into_iter().chain(Event::samples()) {
            let payload = event.payload();
            let sent: Value = serde_json::from_str(&payload).unwrap();
            let answer = |way: Way| -> Value {
                serde_json::from_slice(&way.function(event)(payload.as_bytes())).unwrap()
            };
            let expected = answer(Way::ByHand);
            let (name, unchanged) =
                (event.name(), ["PostConfirmation", "PreAuthentication", "PostAuthentication"]);
            let is_unchanged = name.ends_with("Sender") || unchanged.contains(&&*name);
            assert_eq!(expected["response"] == sent["response"], is_unchanged, "{name}");
            for way in Way::all() {
                // A mail from a file has another text.
                if !way.takes(event) || matches!(way, Way::Grown(Grown::Languages(_))) {
                    continue;
                }
                let answer = answer(way);
                if way == Way::AwsLambdaEvents {
                    // It leaves out what it does not know, and adds what is empty.
                    assert!(has(&answer["response"], &expected["response"]), "{}: {answer}", event.name());
                } else {
                    assert_eq!(answer, expected, "{} {}", event.name(), way.name());
                }
            }
        }
    }

    /// Whether `all` has everything that `some` has.
    fn has(all: &Value, some: &Value) -> bool {
        match (all, some) {
            (Value::Object(all), Value::Object(some)) => {
                // What is null it leaves out, or writes as `false`.
                let mut some = some.iter().filter(|(_, value)| !value.is_null());
                some.all(|(name, value)| all.get(name).is_some_and(|all| has(all, value)))
            }
            _ => all == some,
        }
    }
}
