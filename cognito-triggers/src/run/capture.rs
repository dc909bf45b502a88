//! A layer that captures the event's text before `lambda_runtime` deserializes it.
//!
//! `lambda_runtime` passes a service what serde made of the event, so that even a raw value costs
//! another pass over the text. A layer sees the bytes first. It leaves the text here, and
//! [`Payload`](crate::Payload) takes it when it is deserialized, which happens within the same
//! call. Without the layer, or if a later `lambda_runtime` deserializes elsewhere, nothing is
//! stored here, and the payload is read like any other value.

use std::cell::Cell;
use std::task::{Context, Poll};

use lambda_runtime::tower::Layer;
use lambda_runtime::{LambdaInvocation, Service};

thread_local! {
    static TEXT: Cell<Option<Box<str>>> = const { Cell::new(None) };
}

/// Takes the text of the event that is being deserialized on this thread. It can be taken once.
pub(crate) fn text() -> Option<Box<str>> {
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
pub(crate) struct Captured<S>(S);

impl<S: Service<LambdaInvocation>> Service<LambdaInvocation> for Captured<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(cx)
    }

    fn call(&mut self, invocation: LambdaInvocation) -> S::Future {
        TEXT.set(std::str::from_utf8(&invocation.body).ok().map(Box::from));
        let answer = self.0.call(invocation);
        // A text that nobody took must not be read as the next event.
        TEXT.set(None);
        answer
    }
}

#[cfg(test)]
mod tests {
    use std::future::{Ready, ready};

    use lambda_runtime::Context as LambdaContext;
    use serde::Deserialize;

    use super::*;
    use crate::Payload;

    /// The payloads that the service under the layer read, as `lambda_runtime` reads them.
    struct Reads(Vec<Option<String>>);

    impl Service<LambdaInvocation> for Reads {
        type Response = ();
        type Error = ();
        type Future = Ready<Result<(), ()>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), ()>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, invocation: LambdaInvocation) -> Self::Future {
            let mut deserializer = serde_json::Deserializer::from_slice(&invocation.body);
            let payload = Payload::deserialize(&mut deserializer);
            self.0.push(payload.ok().map(|payload| payload.as_str().to_owned()));
            ready(Ok(()))
        }
    }

    fn invocation(body: &[u8]) -> LambdaInvocation {
        let (parts, ()) = http::Response::new(()).into_parts();
        LambdaInvocation { parts, body: body.to_vec().into(), context: LambdaContext::default() }
    }

    #[test]
    fn the_payload_is_the_whole_text_and_each_event_has_its_own() {
        let mut service = Capture.layer(Reads(Vec::new()));
        // Text at which serde_json would stop, or which it would refuse, comes through: it is
        // judged with the event.
        let bodies: [&[u8]; 4] = [b"{\"a\": 1} ", b"{} {}", b"no JSON", b"{\"b\":\"\xff\"}"];
        for body in bodies {
            drop(service.call(invocation(body)));
        }
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(service.0.0, [some("{\"a\": 1} "), some("{} {}"), some("no JSON"), None]);
    }

    #[test]
    fn what_nobody_took_is_not_kept() {
        struct Ignores;
        impl Service<LambdaInvocation> for Ignores {
            type Response = ();
            type Error = ();
            type Future = Ready<Result<(), ()>>;

            fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), ()>> {
                Poll::Ready(Ok(()))
            }

            fn call(&mut self, _: LambdaInvocation) -> Self::Future {
                ready(Ok(()))
            }
        }
        drop(Capture.layer(Ignores).call(invocation(b"{\"old\":1}")));
        let payload: Payload = serde_json::from_str("{\"new\":1}").unwrap();
        assert_eq!(payload.as_str(), "{\"new\":1}");
    }
}
