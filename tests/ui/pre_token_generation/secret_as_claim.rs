use cognito_triggers::pre_token_generation::{claim, Event, IdToken, V2_0};
use cognito_triggers::prelude::*;
use cognito_triggers::Secret;

#[pre_token_generation(V2_0)]
async fn tokens(_: Event<'_, V2_0>) -> Result<IdToken> {
    let Some(key) = Secret::new("key-204") else { deny!("There is no key.") };
    Ok(IdToken::new().claim(claim!("key"), key))
}

fn main() {}
