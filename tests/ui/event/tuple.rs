use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn verify((_, _): (Event<'_>, u8)) -> Result<Email> {
    Ok(email!("Hello", "Your code is {code}."))
}

fn main() {}
