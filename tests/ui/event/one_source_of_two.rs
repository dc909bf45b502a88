use cognito_triggers::custom_message::{Email, Event, SignUp};
use cognito_triggers::prelude::*;

#[custom_message(SignUp, ResendCode)]
async fn verify(_: Event<'_, SignUp>) -> Result<Email> {
    Ok(email!("Hello", "Your code is {code}."))
}

fn main() {}
