use cognito_triggers::create_auth_challenge::Event;
use cognito_triggers::prelude::*;

#[create_auth_challenge]
async fn ask(event: Event<'_>) {
    let _email = event.user_attributes().email();
}

fn main() {}
