use cognito_triggers::prelude::*;
use cognito_triggers::verify_auth_challenge_response::Event;

#[verify_auth_challenge_response]
fn check(event: Event<'_>) {
    event.answer_matches("code")
}

fn main() {}
