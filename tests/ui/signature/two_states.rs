use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn verify(_: Event<'_>, name: &String, count: &u32) -> Result<Email> {
    let _ = (name, count);
    Ok(email!("Hello", "Your code is {code}."))
}

fn main() {}
