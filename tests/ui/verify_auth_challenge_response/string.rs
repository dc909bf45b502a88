use cognito_triggers::prelude::*;
use cognito_triggers::verify_auth_challenge_response::Event;

#[verify_auth_challenge_response]
fn check(_: Event<'_>) -> &'static str {
    "true"
}

fn main() {}
