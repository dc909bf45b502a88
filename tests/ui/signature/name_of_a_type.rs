use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[allow(non_camel_case_types)]
struct verify;

#[custom_message(SignUp)]
async fn verify(_: Event<'_>) -> Result<Email> {
    Ok(email!("Hello", "Your code is {code}."))
}

fn main() {}
