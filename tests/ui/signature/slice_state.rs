use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn verify(_: Event<'_>, names: &[String]) -> Result<Email> {
    let _ = names;
    Ok(email!("Hello", "Your code is {code}."))
}

fn main() {}
