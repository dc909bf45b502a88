use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

async fn brand() -> String {
    "Qm7".to_owned()
}

#[custom_message(SignUp)]
async fn verify(_: Event<'_>) -> Result<Email> {
    Ok(email!("Hello", "Your code for {brand} is {code}.", brand = brand()))
}

fn main() {}
