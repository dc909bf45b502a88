//! The events of all 41 sources have the members, types and nulls of recorded ones.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::every_event::every_event;
use crate::structure::assert_same;

#[tokio::test]
async fn events_have_the_members_of_recorded_ones() {
    let recorded: BTreeMap<String, Value> = serde_json::from_str(include_str!("events.json")).expect("JSON");
    let seen = every_event().await;
    assert!(recorded.keys().eq(seen.keys()), "{:?}", seen.keys());
    assert_eq!(seen.len(), 41);
    for (source, event) in &seen {
        assert_same(source, &recorded[source], event);
    }
}
