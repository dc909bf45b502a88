//! A layer that captures the event's text before `lambda_runtime` deserializes it.
//!
//! `lambda_runtime` passes a service what serde made of the event, so that even a raw value costs another pass
//! over the text. A layer sees the bytes first. It leaves the text here, and [`Payload`](crate::Payload) takes
//! it when it is deserialized, which happens within the same call. Where there is no layer, or the text is not
//! exactly one plain event, the payload is read like any other value: the layer saves time, and changes nothing.

use std::cell::Cell;
use std::task::{Context, Poll};

use lambda_runtime::tower::Layer;
use lambda_runtime::{LambdaInvocation, Service};

thread_local! {
    static TEXT: Cell<Option<String>> = const { Cell::new(None) };
}

/// Takes the text of the event that is being deserialized on this thread. It can be taken once.
pub(crate) fn text() -> Option<String> {
    TEXT.take()
}

/// The layer that captures the text.
pub(crate) struct Capture;

impl<S> Layer<S> for Capture {
    type Service = Captured<S>;

    fn layer(&self, inner: S) -> Captured<S> {
        Captured(inner)
    }
}

/// A service with the layer around it.
#[derive(Clone)]
pub(crate) struct Captured<S>(S);

impl<S: Service<LambdaInvocation>> Service<LambdaInvocation> for Captured<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(cx)
    }

    fn call(&mut self, invocation: LambdaInvocation) -> S::Future {
        TEXT.set(std::str::from_utf8(&invocation.body).ok().map(str::to_owned));
        let _cleared = Cleared;
        self.0.call(invocation)
    }
}

/// Clears the text when the call is over, even by a panic: a text that nobody took must not be read as the
/// next event.
struct Cleared;

impl Drop for Cleared {
    fn drop(&mut self) {
        TEXT.set(None);
    }
}

#[cfg(test)]
mod tests {
    use std::future::{Ready, ready};
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::process::Command;
    use std::sync::atomic::{AtomicBool, Ordering};

    use lambda_runtime::{Context as LambdaContext, LambdaEvent, Runtime, service_fn};
    use serde::{Deserialize, Deserializer};

    use super::*;

    fn invocation(body: &[u8]) -> LambdaInvocation {
        let (parts, ()) = http::Response::new(()).into_parts();
        LambdaInvocation { parts, body: body.to_vec().into(), context: LambdaContext::default() }
    }

    /// A service whose `call` is a function.
    #[derive(Clone)]
    struct Calls(fn());

    impl Service<LambdaInvocation> for Calls {
        type Response = ();
        type Error = ();
        type Future = Ready<Result<(), ()>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), ()>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, _: LambdaInvocation) -> Self::Future {
            (self.0)();
            ready(Ok(()))
        }
    }

    #[test]
    fn each_event_has_its_own_text_once() {
        let mut service = Capture.layer(Calls(|| {
            assert_eq!(text().as_deref(), Some("{\"a\":1}"));
            assert_eq!(text(), None);
        }));
        drop(service.clone().call(invocation(b"{\"a\":1}")));
        drop(service.call(invocation(b"{\"a\":1}")));
        drop(Capture.layer(Calls(|| assert_eq!(text(), None))).call(invocation(b"{\"b\":\"\xff\"}")));
    }

    #[test]
    fn a_text_that_nobody_took_is_not_kept() {
        drop(Capture.layer(Calls(|| ())).call(invocation(b"{\"old\":1}")));
        assert_eq!(text(), None);
        let mut panics = Capture.layer(Calls(|| panic!("before it is taken")));
        let panic = catch_unwind(AssertUnwindSafe(|| drop(panics.call(invocation(b"{\"old\":1}")))));
        assert!(panic.is_err());
        assert_eq!(text(), None);
    }

    /// Whether the text was there when `lambda_runtime` deserialized the event.
    static WAS_THERE: AtomicBool = AtomicBool::new(false);

    struct Probe;

    impl<'de> Deserialize<'de> for Probe {
        fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
            WAS_THERE.store(text().is_some(), Ordering::Relaxed);
            Ok(Self)
        }
    }

    /// Calls the service of a runtime once.
    struct CallOnce;

    impl<S: Service<LambdaInvocation>> Layer<S> for CallOnce {
        type Service = S;

        fn layer(&self, inner: S) -> S {
            let mut captured = Capture.layer(inner);
            drop(captured.call(invocation(b"{}")));
            captured.0
        }
    }

    /// If this fails, `lambda_runtime` deserializes elsewhere: the layer has no effect, and costs a copy.
    #[test]
    fn lambda_runtime_deserializes_within_the_call() {
        const NAME: &str = "AWS_LAMBDA_FUNCTION_NAME";
        if std::env::var_os(NAME).is_none() {
            // A runtime reads its environment, which a test cannot change: another process has it.
            let this = "run::capture::tests::lambda_runtime_deserializes_within_the_call";
            let status = Command::new(std::env::current_exe().unwrap())
                .args([this, "--exact"])
                .envs([(NAME, "f"), ("AWS_LAMBDA_FUNCTION_VERSION", "1")])
                .envs([("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128"), ("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9")])
                .status();
            assert!(status.unwrap().success());
            return;
        }
        let handler = service_fn(async |_: LambdaEvent<Probe>| Ok::<_, lambda_runtime::Error>(()));
        let tokio = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let _entered = tokio.enter();
        drop(Runtime::new(handler).layer(CallOnce));
        assert!(WAS_THERE.load(Ordering::Relaxed));
    }
}
