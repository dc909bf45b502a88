//! `run`: the runtime's loop on Lambda, the local tool elsewhere.

mod capture;
pub(crate) mod error;
#[cfg(feature = "local")]
mod local;
#[cfg(feature = "local")]
pub(crate) mod messages;
#[cfg(feature = "local")]
mod plain;
#[cfg(feature = "pool")]
mod pool;
#[cfg(feature = "local")]
pub(crate) mod scenario;
pub(crate) mod service;
#[cfg(feature = "local")]
mod text;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use lambda_runtime::Runtime;
use lambda_runtime::layers::TracingLayer;

use crate::router::{HandlerSet, Triggers};
use crate::spec::sealed::Sealed;
use capture::Capture;
use error::RunError;

/// Runs the handlers.
///
/// On Lambda this does the same as `lambda_runtime::run` with [`Triggers::into_service`], with one
/// pass less over each event. Elsewhere, with the default feature `local`, it is a command-line
/// tool: without arguments it plays a sample event for each source that has a handler,
/// `--event FILE` answers one event, `--sample SOURCE` prints one, and `--list` prints the sources
/// and what to attach for them. With the feature `serve`, `--serve` puts a user pool with these
/// handlers behind HTTP, for the SDKs of AWS. With the feature `check`, `--check FILE` compares a template or
/// the output of `describe-user-pool` with what the handlers need.
///
/// A Lambda environment serves one event at a time, so use the current-thread runtime: the multi-threaded
/// one costs more than twice the CPU time per event.
///
/// Lambda Managed Instances are the exception: there an environment may serve as many events at a time as
/// `AWS_LAMBDA_MAX_CONCURRENCY` says, which Lambda sets. With the feature `concurrent`, `run` does that, as
/// `lambda_runtime::run_concurrent` does; without it, the events wait for each other.
///
/// ```no_run
/// # use cognito_triggers::custom_message::{Email, Event};
/// use cognito_triggers::prelude::*;
/// # #[custom_message(SignUp)]
/// # fn verify(_: Event<'_>) -> Email { email!("Welcome", "Your code is {code}.") }
///
/// #[tokio::main(flavor = "current_thread")]
/// async fn main() -> Result<(), cognito_triggers::RunError> {
///     cognito_triggers::run(triggers![verify]).await
/// }
/// ```
///
/// # Errors
///
/// Fails if the runtime API cannot be reached. Outside Lambda, fails if the event cannot be read or
/// if its handler denies or fails; without the feature `local`, always fails.
pub fn run(triggers: impl IsTriggers) -> Run {
    Run(Box::pin(serve(triggers.into_triggers())))
}

/// The handlers that [`run`] takes: [`Triggers`], as [`triggers!`](crate::triggers) makes them.
#[diagnostic::on_unimplemented(
    message = "`run` takes handlers as `triggers![..]`",
    label = "not made by `triggers![..]`",
    note = "write `triggers![verify]`, with the names of your handlers"
)]
pub trait IsTriggers: Sealed {
    /// The handlers.
    type Handlers: HandlerSet<Self::State>;

    /// The state that they take.
    type State: Send + Sync + 'static;

    #[doc(hidden)]
    fn into_triggers(self) -> Triggers<Self::Handlers, Self::State>;
}

impl<Handlers, State> Sealed for Triggers<Handlers, State> {}

impl<H: HandlerSet<S>, S: Send + Sync + 'static> IsTriggers for Triggers<H, S> {
    type Handlers = H;
    type State = S;

    fn into_triggers(self) -> Self {
        self
    }
}

async fn serve<Handlers, State>(triggers: Triggers<Handlers, State>) -> Result<(), RunError>
where
    Handlers: HandlerSet<State>,
    State: Send + Sync + 'static,
{
    if std::env::var_os("AWS_LAMBDA_RUNTIME_API").is_none() {
        return elsewhere(triggers).await;
    }
    // This is `lambda_runtime::run`, or its `run_concurrent`, with our layer added.
    let runtime = Runtime::new(triggers.into_service()).layer(Capture).layer(TracingLayer::new());
    #[cfg(feature = "concurrent")]
    let served = runtime.run_concurrent();
    #[cfg(not(feature = "concurrent"))]
    let served = runtime.run();
    served.await.map_err(|e| RunError::caused("the Lambda runtime stopped", e))
}

#[cfg(feature = "local")]
async fn elsewhere<Handlers, State>(triggers: Triggers<Handlers, State>) -> Result<(), RunError>
where
    Handlers: HandlerSet<State>,
    State: Send + Sync + 'static,
{
    // `ArgsOs` is not `Send`, and would stay in the future.
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    local::run(triggers, arguments.into_iter()).await
}

/// Without this function the runtime would panic about the first variable that it misses.
#[cfg(not(feature = "local"))]
async fn elsewhere<Handlers, State>(_: Triggers<Handlers, State>) -> Result<(), RunError> {
    const NOT_ON_LAMBDA: &str = "this is not Lambda: `AWS_LAMBDA_RUNTIME_API` is not set. To try handlers \
        here, build with the feature `local` of `cognito-triggers`, which is one of its default features";
    Err(RunError::new(NOT_ON_LAMBDA))
}

/// The future that [`run`] returns.
///
/// It is `Send`, so it can be spawned. The type has no parameters, so a wrong state is one error and
/// not a second one at the `.await`.
#[must_use = "nothing is served before this is awaited: write `.await`"]
pub struct Run(Pin<Box<dyn Future<Output = Result<(), RunError>> + Send>>);

impl Future for Run {
    type Output = Result<(), RunError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(cx)
    }
}

impl fmt::Debug for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Run").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use crate::{post_authentication, run, triggers};

    #[post_authentication(crate = crate)]
    fn record(_: post_authentication::Event<'_>) {}

    #[test]
    fn the_future_can_be_sent() {
        fn is_send<T: Send>(_: &T) {}
        is_send(&run(triggers![record]));
    }

    #[cfg(not(feature = "local"))]
    #[tokio::test]
    async fn outside_lambda_it_says_what_to_build() {
        let error = run(triggers![record]).await.unwrap_err();
        assert!(error.to_string().contains("the feature `local`"), "{error}");
    }
}
