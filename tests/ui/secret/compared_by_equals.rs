use cognito_triggers::prelude::*;
use cognito_triggers::verify_auth_challenge_response::Event;

#[verify_auth_challenge_response]
fn check(event: Event<'_>) -> bool {
    let expected = String::from("490215");
    event.challenge_answer() == expected
}

fn main() {}
