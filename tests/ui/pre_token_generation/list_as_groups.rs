use cognito_triggers::pre_token_generation::{Event, Tokens, V2_0};
use cognito_triggers::prelude::*;

#[pre_token_generation(V2_0)]
async fn tokens(_: Event<'_, V2_0>) -> Tokens<V2_0> {
    Tokens::new().with_groups(["staff"])
}

fn main() {}
