use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn verify(_: Event<'_>, store: &(dyn Send + Sync)) -> Result<Email> {
    let _ = store;
    Ok(email!("Hello", "Your code is {code}."))
}

fn main() {}
