use cognito_triggers::pre_token_generation::{Authentication, Event, RefreshTokens, V2_0};
use cognito_triggers::prelude::*;

#[derive(FromEvent)]
enum Issue<'a> {
    First(Event<'a, V2_0, Authentication>),
    Again(Event<'a, V2_0, RefreshTokens>),
}

#[pre_token_generation(V3_0, Authentication, RefreshTokens)]
async fn tokens(_: Issue<'_>) {}

fn main() {}
