use cognito_triggers::pre_sign_up::Event;
use cognito_triggers::prelude::*;

#[post_confirmation(ConfirmSignUp)]
async fn welcome(_: Event<'_>) {}

fn main() {}
