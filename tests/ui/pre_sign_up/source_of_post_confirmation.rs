use cognito_triggers::pre_sign_up::Event;
use cognito_triggers::prelude::*;

#[pre_sign_up(ConfirmSignUp)]
async fn confirm(_: Event<'_>) {}

fn main() {}
