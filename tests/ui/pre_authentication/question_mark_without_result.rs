use cognito_triggers::pre_authentication::Event;
use cognito_triggers::prelude::*;

#[pre_authentication]
async fn allow(event: Event<'_>) {
    let _email = event.user_attributes().get("email").deny_with("Sign in with an address.")?;
}

fn main() {}
