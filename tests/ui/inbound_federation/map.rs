use cognito_triggers::inbound_federation::Event;
use cognito_triggers::prelude::*;
use std::collections::BTreeMap;

#[inbound_federation]
async fn map(_: Event<'_>) -> Result<BTreeMap<String, String>> {
    Ok(BTreeMap::new())
}

fn main() {}
