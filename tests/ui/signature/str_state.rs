use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn verify(_: Event<'_>, table: &str) -> Result<Email> {
    let _ = table;
    Ok(email!("Hello", "Your code is {code}."))
}

fn main() {}
