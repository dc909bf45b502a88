use cognito_triggers::inbound_federation::{Event, Mapping};
use cognito_triggers::prelude::*;

#[inbound_federation]
async fn map(event: Event<'_>) -> Mapping {
    Mapping::replace([("email", event.id_token().get("email"))])
}

fn main() {}
