use cognito_triggers::inbound_federation::{Event, Mapping};
use cognito_triggers::prelude::*;

#[inbound_federation]
async fn map(event: Event<'_>) -> Mapping {
    println!("{}", event.token_response());
    Mapping::KeepAll
}

fn main() {}
