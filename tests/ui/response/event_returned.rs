use cognito_triggers::custom_message::Event;
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn verify(event: Event<'_>) -> Result<Event<'_>> {
    Ok(event)
}

fn main() {}
