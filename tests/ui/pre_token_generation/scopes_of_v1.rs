use cognito_triggers::pre_token_generation::{Event, V1_0};
use cognito_triggers::prelude::*;

#[pre_token_generation(V1_0)]
async fn tokens(event: Event<'_, V1_0>) {
    let _scopes = event.scopes();
}

fn main() {}
