use cognito_triggers::pre_token_generation::{Authentication, Event};
use cognito_triggers::prelude::*;

#[pre_token_generation(V2_0, Authentication)]
async fn tokens(_: Event<'_, Authentication>) {}

fn main() {}
