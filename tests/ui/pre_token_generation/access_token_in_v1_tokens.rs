use cognito_triggers::pre_token_generation::{AccessToken, Event, Tokens, V1_0};
use cognito_triggers::prelude::*;

#[pre_token_generation(V1_0)]
async fn tokens(_: Event<'_, V1_0>) -> Tokens<V1_0> {
    Tokens::new().with_access_token(AccessToken::new())
}

fn main() {}
