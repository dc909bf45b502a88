//! The contract between the attribute macros and this crate.
//!
//! An attribute leaves the function as it is, and adds an empty type of the same name that implements
//! [`Handler`].

pub(crate) mod context;
pub(crate) mod deny;
pub(crate) mod error;
pub(crate) mod failure;
pub(crate) mod log;
pub(crate) mod param;
pub(crate) mod sentence;
pub(crate) mod text;
pub(crate) mod text_map;
pub(crate) mod variant;

use std::future::Future;

use lambda_runtime::Context;

use crate::handler::error::Error;
use crate::handler::param::Takes;
use crate::spec::scope::TriggerMarker;
use crate::spec::source::{SourceSet, Trigger};
use crate::spec::version::LambdaVersion;
use crate::wire::envelope::Envelope;
use crate::wire::overlay::Overlay;

/// A type that a handler for the trigger `T` can take as its event.
///
/// Implemented for the trigger's `Event<'_>` and `Event<'_, Source>`, and by `#[derive(FromEvent)]`
/// for an enum of such events.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an event of `{T}`",
    label = "not an event of `{T}`",
    note = "write `Event<'_>`, from the module of the attribute's trigger, or an enum of such events with `#[derive(FromEvent)]`"
)]
pub trait FromEvent<'a, T: TriggerMarker>: Sized {
    #[doc(hidden)]
    const SOURCES: SourceSet;

    #[doc(hidden)]
    const IS_ENUM: bool = false;

    #[doc(hidden)]
    fn from_event(envelope: &'a Envelope<'a>) -> Result<Self, Error>;
}

/// The description of a handler: the data that `triggers!` and the checks compare.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a handler",
    label = "not a handler",
    note = "name a function with an attribute of this crate, such as `#[custom_message]`"
)]
pub trait Describe {
    /// The return type of the function.
    #[doc(hidden)]
    type Returned;

    #[doc(hidden)]
    const META: Meta;

    /// What the function's parameter takes.
    #[doc(hidden)]
    const TAKES: Takes = Takes::NOTHING;
}

/// The mark of whatever is not a handler, so that [`Describe`] alone reports it. A handler has one of its
/// own, which nothing but `triggers!` uses: rustc warns of a handler that it leaves out.
pub trait Unlisted {
    #[doc(hidden)]
    const __LISTED: fn() = || ();
}

impl<T: ?Sized> Unlisted for T {}

/// A handler's name, trigger and sources.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Meta {
    /// The function's name, for messages.
    pub name: &'static str,
    /// The trigger of the attribute.
    pub trigger: Trigger,
    /// The listed sources, or all sources of the trigger.
    pub sources: SourceSet,
    /// The version of the events, for token generation. `None` takes any version.
    pub version: Option<LambdaVersion>,
}

impl Meta {
    /// Describes a handler.
    pub const fn new(name: &'static str, trigger: Trigger, sources: SourceSet) -> Self {
        Self { name, trigger, sources, version: None }
    }

    /// Limits the handler to events of one version.
    #[must_use]
    pub const fn of_version(self, version: LambdaVersion) -> Self {
        Self { version: Some(version), ..self }
    }
}

/// A handler that the router can call with a `State`.
#[diagnostic::on_unimplemented(
    message = "the handler `{Self}` does not take the state `{State}`",
    label = "this router's state is `{State}`",
    note = "a router has one state, which is what its handlers take by reference: for `app: &App`, write `triggers![..].with_state(App {{ .. }})`"
)]
pub trait Handler<State>: Describe {
    #[doc(hidden)]
    fn call(invocation: Invocation<'_, State>) -> impl Future<Output = Result<Overlay, Error>> + Send;
}

/// The arguments with which the router calls a handler.
#[derive(Debug)]
#[non_exhaustive]
pub struct Invocation<'e, State> {
    #[doc(hidden)]
    pub envelope: &'e Envelope<'e>,
    #[doc(hidden)]
    pub state: &'e State,
    #[doc(hidden)]
    pub context: &'e Context,
}

impl<State> Clone for Invocation<'_, State> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<State> Copy for Invocation<'_, State> {}
