use cognito_triggers::pre_token_generation::{AccessToken, Event, V2_0, claim};
use cognito_triggers::prelude::*;

#[pre_token_generation(V2_0)]
fn claims(_: Event<'_, V2_0>) -> AccessToken {
    AccessToken::new().claim(claim!("sub"), "t-204")
}
fn main() {}
