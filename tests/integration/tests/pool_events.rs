//! The pool's events, of all 41 sources, have the members, types and nulls of the crate's own samples: two
//! collections that were made apart.

#[allow(dead_code, reason = "the pool's tests use more of it")]
#[path = "../../../cognito-triggers-pool/tests/conformance/common.rs"]
mod common;
#[path = "../../../cognito-triggers-pool/tests/conformance/every_event.rs"]
mod every_event;
#[path = "../../../cognito-triggers-pool/tests/conformance/structure.rs"]
mod structure;

use cognito_triggers::Source;
use serde_json::Value;

#[tokio::test]
async fn the_pools_events_are_like_the_samples() {
    let mut events = every_event::every_event().await;
    for source in Source::ALL {
        let source = source.to_string();
        let path = support::root().join(format!("cognito-triggers/samples/{source}.json"));
        let sample = std::fs::read_to_string(path).expect("each source has a sample");
        let sample: Value = serde_json::from_str(&sample).expect("a sample is JSON");
        let event = events.remove(&source).expect("the pool has each source");
        structure::assert_same(&source, &sample, &event);
    }
    assert!(events.is_empty(), "{events:?}");
}
