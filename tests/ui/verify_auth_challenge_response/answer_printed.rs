use cognito_triggers::prelude::*;
use cognito_triggers::verify_auth_challenge_response::Event;

#[verify_auth_challenge_response]
fn check(event: Event<'_>) -> bool {
    println!("answer: {}", event.challenge_answer());
    event.answer_matches("answer")
}

fn main() {}
