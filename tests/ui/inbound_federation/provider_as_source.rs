use cognito_triggers::inbound_federation::{Event, Mapping};
use cognito_triggers::prelude::*;

#[inbound_federation(Google)]
async fn map(_: Event<'_>) -> Mapping {
    Mapping::KeepAll
}

fn main() {}
