use cognito_triggers::post_confirmation::Event;
use cognito_triggers::prelude::*;

#[post_confirmation(SignUp)]
async fn welcome(_: Event<'_>) {}

fn main() {}
