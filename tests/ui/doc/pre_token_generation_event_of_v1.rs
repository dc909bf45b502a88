use cognito_triggers::pre_token_generation::{Event, V1_0};
use cognito_triggers::prelude::*;

#[pre_token_generation(V2_0)]
fn tokens(_: Event<'_, V1_0>) {}
fn main() {}
