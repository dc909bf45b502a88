use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[derive(FromEvent)]
enum Mail<'a> {
    SignUp(Event<'a, SignUp>),
}

#[custom_message(SignUp)]
async fn verify(_: Mail<'_>) -> Result<Email> {
    Ok(email!("Hello", "Your code is {code}."))
}

fn main() {}
