use cognito_triggers::pre_token_generation::Event;
use cognito_triggers::prelude::*;

#[pre_token_generation(V2_0)]
async fn tokens<V2_0>(_: Event<'_, V2_0>) {}

fn main() {}
