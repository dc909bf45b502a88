use cognito_triggers::pre_token_generation::{claim, Event, IdToken, V2_0};
use cognito_triggers::prelude::*;

#[pre_token_generation(V2_0)]
async fn tokens(_: Event<'_, V2_0>) -> IdToken {
    IdToken::new().claim(claim!("aud"), "t-204")
}

fn main() {}
