use cognito_triggers::create_auth_challenge::Event;
use cognito_triggers::prelude::*;

#[verify_auth_challenge_response]
fn check(_: Event<'_>) -> bool {
    true
}

fn main() {}
