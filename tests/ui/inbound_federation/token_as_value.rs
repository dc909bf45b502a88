use cognito_triggers::inbound_federation::{Event, Mapping};
use cognito_triggers::prelude::*;

#[inbound_federation]
async fn map(event: Event<'_>) -> Result<Mapping> {
    let Some(token) = event.token_response().access_token() else { deny!("There is no token.") };
    Ok(Mapping::replace([("token", token)]))
}

fn main() {}
