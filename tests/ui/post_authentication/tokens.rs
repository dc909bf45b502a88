use cognito_triggers::post_authentication::Event;
use cognito_triggers::pre_token_generation::AccessToken;
use cognito_triggers::prelude::*;

#[post_authentication]
async fn log(_: Event<'_>) -> Result<AccessToken> {
    Ok(AccessToken::new())
}

fn main() {}
