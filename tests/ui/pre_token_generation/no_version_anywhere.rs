use cognito_triggers::pre_token_generation::{Event, Tokens, claim};
use cognito_triggers::prelude::*;

#[pre_token_generation]
fn claims(_: Event<'_>) -> Tokens {
    Tokens::new().claim(claim!("plan"), "gold")
}

fn main() {}
