use cognito_triggers::pre_token_generation::{Event, IdToken, V3_0};
use cognito_triggers::prelude::*;

#[pre_token_generation(V3_0, ClientCredentials)]
async fn tokens(_: Event<'_, V3_0>) -> Result<IdToken> {
    Ok(IdToken::new())
}

fn main() {}
