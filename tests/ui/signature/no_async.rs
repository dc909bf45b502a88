use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
fn verify(_: Event<'_>) -> Result<Email> {
    std::future::ready(()).await;
    Ok(email!("Hello", "Your code is {code}."))
}

fn main() {}
