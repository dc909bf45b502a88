use cognito_triggers::pre_token_generation::{Event, IdToken, scope, V2_0};
use cognito_triggers::prelude::*;

#[pre_token_generation(V2_0)]
async fn tokens(_: Event<'_, V2_0>) -> IdToken {
    IdToken::new().suppress(scope!("orders/read"))
}

fn main() {}
