use cognito_triggers::custom_message::{Email, Event, SignUp};
use cognito_triggers::prelude::*;

fn language(event: Event<'_>) -> String {
    event.user_attributes().locale().unwrap_or_default().to_owned()
}

#[custom_message(SignUp)]
async fn verify(event: Event<'_, SignUp>) -> Result<Email> {
    Ok(email!("Hello", "Your code is {code}.{language}", language = language(event)))
}

fn main() {}
