use cognito_triggers::pre_authentication::Event;
use cognito_triggers::prelude::*;

#[pre_authentication(PreAuthentication_Authentication)]
async fn allow(_: Event<'_>) {}

fn main() {}
