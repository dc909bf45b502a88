use cognito_triggers::inbound_federation::Event;
use cognito_triggers::prelude::*;

#[inbound_federation]
async fn map(event: Event<'_>) {
    let _provider = event.provider_name();
}

fn main() {}
