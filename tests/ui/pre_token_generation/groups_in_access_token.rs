use cognito_triggers::pre_token_generation::{AccessToken, Event, Groups, V3_0};
use cognito_triggers::prelude::*;

#[pre_token_generation(V3_0, ClientCredentials)]
async fn tokens(_: Event<'_, V3_0>) -> AccessToken {
    AccessToken::new().with_groups(Groups::Clear)
}

fn main() {}
