use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn verify(_: Event<'_> context: &Context) -> Result<Email> {
    let _ = context;
    Ok(email!("Hello", "Your code is {code}."))
}

fn main() {}
