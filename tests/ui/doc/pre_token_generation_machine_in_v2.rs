use cognito_triggers::pre_token_generation::{Event, V2_0};
use cognito_triggers::prelude::*;

#[pre_token_generation(V2_0, ClientCredentials)]
fn tokens(_: Event<'_, V2_0>) {}
fn main() {}
