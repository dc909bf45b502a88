use cognito_triggers::pre_token_generation::{Event, Tokens, V1_0};
use cognito_triggers::prelude::*;

#[pre_token_generation(V1_0)]
async fn add_tenant(_: Event<'_, V1_0>) -> Tokens<V1_0> {
    Tokens::new().claims_to_add_or_override([("tenant", "t-204")])
}

fn main() {}
