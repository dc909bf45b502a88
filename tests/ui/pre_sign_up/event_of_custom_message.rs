use cognito_triggers::custom_message::Event;
use cognito_triggers::prelude::*;

#[pre_sign_up(SignUp)]
async fn confirm(_: Event<'_>) {}

fn main() {}
