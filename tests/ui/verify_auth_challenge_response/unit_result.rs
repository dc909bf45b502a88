use cognito_triggers::prelude::*;
use cognito_triggers::verify_auth_challenge_response::Event;

#[verify_auth_challenge_response]
async fn check(event: Event<'_>) -> Result<()> {
    if !event.answer_matches("answer") {
        deny!("Wrong code.");
    }
    Ok(())
}

fn main() {}
