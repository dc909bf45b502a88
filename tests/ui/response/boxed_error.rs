use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn verify(_: Event<'_>) -> Result<Email, Box<dyn std::error::Error>> {
    Ok(email!("Welcome", "Your code is {code}."))
}

fn main() {}
