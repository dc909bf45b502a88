use cognito_triggers::pre_token_generation::{claim, Event, Tokens, V1_0};
use cognito_triggers::prelude::*;

#[pre_token_generation(V1_0)]
async fn tokens(event: Event<'_, V1_0>) -> Tokens<V1_0> {
    Tokens::new().claim(claim!("tenant"), event.user_attributes().get("custom:tenant"))
}

fn main() {}
