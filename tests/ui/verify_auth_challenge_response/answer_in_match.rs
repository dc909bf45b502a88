use cognito_triggers::prelude::*;
use cognito_triggers::verify_auth_challenge_response::Event;

#[verify_auth_challenge_response]
fn check(event: Event<'_>) -> bool {
    match event.challenge_answer() {
        "490215" => true,
        _ => false,
    }
}

fn main() {}
