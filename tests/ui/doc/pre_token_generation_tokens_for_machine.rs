use cognito_triggers::pre_token_generation::{Event, Tokens, V3_0};
use cognito_triggers::prelude::*;

#[pre_token_generation(V3_0, ClientCredentials)]
fn tokens(_: Event<'_, V3_0>) -> Tokens<V3_0> {
    Tokens::new()
}
fn main() {}
