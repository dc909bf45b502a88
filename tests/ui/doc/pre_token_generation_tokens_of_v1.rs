use cognito_triggers::pre_token_generation::{Event, Tokens, V1_0, V2_0};
use cognito_triggers::prelude::*;

#[pre_token_generation(V2_0)]
fn tokens(_: Event<'_, V2_0>) -> Tokens<V1_0> {
    Tokens::new()
}
fn main() {}
