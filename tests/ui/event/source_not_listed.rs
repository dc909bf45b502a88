use cognito_triggers::custom_message::{Email, Event, ResendCode};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn verify(_: Event<'_, ResendCode>) -> Result<Email> {
    Ok(email!("Hello", "Your code is {code}."))
}

fn main() {}
