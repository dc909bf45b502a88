use cognito_triggers::inbound_federation::{Event, Mapping};
use cognito_triggers::prelude::*;

#[inbound_federation]
async fn map(_: Event<'_>) -> Mapping {
    Mapping::replace()
}

fn main() {}
