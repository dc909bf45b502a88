use cognito_triggers::pre_token_generation::{Event, V2_0};
use cognito_triggers::prelude::*;
use std::collections::BTreeMap;

#[pre_token_generation(V2_0)]
async fn tokens(_: Event<'_, V2_0>) -> Result<BTreeMap<String, String>> {
    Ok(BTreeMap::new())
}

fn main() {}
