use cognito_triggers::prelude::*;
use cognito_triggers::verify_auth_challenge_response::Event;

#[verify_auth_challenge_response]
fn check(event: Event<'_>) -> Option<bool> {
    event.private_challenge_parameters().get("answer").map(|_| event.answer_matches("answer"))
}
fn main() {}
