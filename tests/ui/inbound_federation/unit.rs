use cognito_triggers::inbound_federation::Event;
use cognito_triggers::prelude::*;

#[inbound_federation]
async fn map(_: Event<'_>) -> Result<()> {
    Ok(())
}

fn main() {}
