use cognito_triggers::pre_token_generation::{claim, Event, IdToken, V2_0};
use cognito_triggers::prelude::*;

#[pre_token_generation(V2_0)]
async fn tokens(event: Event<'_, V2_0>) -> IdToken {
    let name = format!("tenant_{}", event.region());
    IdToken::new().claim(claim!(name), "t-204")
}

fn main() {}
