use cognito_triggers::pre_token_generation::{Event, V2_0};
use cognito_triggers::prelude::*;

#[pre_token_generation(V2_0)]
async fn all(_: Event<'_, V2_0>) {}

#[pre_token_generation(V2_0, RefreshTokens)]
async fn refresh(_: Event<'_, V2_0>) {}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    run(triggers![all, refresh]).await;
}
