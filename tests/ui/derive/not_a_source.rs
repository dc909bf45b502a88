use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[derive(FromEvent)]
enum Greeting<'a> {
    SignUp(Event<'a, Email>),
}

#[custom_message(SignUp)]
async fn verify(_: Greeting<'_>) -> Result<Email> {
    Ok(email!("Hello", "Your code is {code}."))
}

fn main() {}
