use cognito_triggers::pre_authentication::Event;
use cognito_triggers::prelude::*;

#[pre_authentication(ForgotPassword)]
async fn allow(_: Event<'_>) {}

fn main() {}
