//! The answer that a handler was told to give: a response, a denial or a failure.

use std::fmt::Debug;

use cognito_triggers::prelude::*;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};

pub(crate) const PASSWORD: &str = "Correct-horse-9";
pub(crate) const EMAIL: &str = "ines@example.org";
pub(crate) const PHONE: &str = "+4915112345678";

/// The state of the handlers.
#[derive(Clone, Debug)]
pub(crate) enum Answer<T> {
    Respond(T),
    Deny(String),
    Fail(String),
}

impl<T: Clone> Answer<T> {
    /// The answer as a handler's result.
    pub(crate) fn give(&self) -> Result<T> {
        match self {
            Self::Respond(response) => Ok(response.clone()),
            Self::Deny(text) => Err(Error::deny(text.clone())),
            Self::Fail(text) => Err(Error::internal(text.clone())),
        }
    }
}

impl<T> Answer<T> {
    /// What the caller reads of an answer that the handler itself does not give.
    pub(crate) fn declared(&self) -> Option<String> {
        match self {
            Self::Respond(_) => None,
            Self::Deny(text) => Some(Error::deny(text.clone()).to_string()),
            Self::Fail(_) => Some(INTERNAL.to_owned()),
        }
    }
}

/// The library's text for whatever a handler did not mean to say.
pub(crate) const INTERNAL: &str = "The request could not be completed";

/// Mostly responses, and some denials and failures.
pub(crate) fn answers<T: Clone + Debug>(
    responses: impl Strategy<Value = T>,
) -> impl Strategy<Value = Answer<T>> {
    (responses, any::<String>(), 0..8_u8).prop_map(|(response, text, which)| match which {
        0 => Answer::Deny(text),
        1 => Answer::Fail(text),
        _ => Answer::Respond(response),
    })
}

/// Runs a flow.
pub(crate) fn run<T>(flow: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
    runtime.expect("a runtime starts").block_on(flow)
}

/// Runs a property for a number of generated cases, and panics with the smallest one that fails.
pub(crate) fn for_all<S: Strategy>(
    cases: u32,
    strategy: S,
    property: impl FnMut(S::Value) -> std::result::Result<(), TestCaseError>,
) {
    let property = std::cell::RefCell::new(property);
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new(config);
    if let Err(error) = runner.run(&strategy, |case| (property.borrow_mut())(case)) {
        panic!("{error}");
    }
}
