use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn verify(event: Event<'_>) -> Result<Email> {
    let name = ;
    Ok(email!("Hello", "Your code is {code}."))
}

fn main() {}
