use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn verify(name: &String, _: Event<'_>) -> Result<Email> {
    let _ = name;
    Ok(email!("Hello", "Your code is {code}."))
}

fn main() {}
