use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn verify(_: Event<'_>) -> Result<Email> {
    Ok(email!("Hello", "Your code is {code}."))
}

fn main() {
    let _ = triggers![fn verify];
}
