use cognito_triggers::pre_token_generation::{Event, Tokens, V1_0, claim};
use cognito_triggers::prelude::*;

#[pre_token_generation(V1_0)]
fn claims(_: Event<'_, V1_0>) -> Tokens<V1_0> {
    Tokens::new().claim(claim!("roles"), ["editor", "admin"])
}
fn main() {}
