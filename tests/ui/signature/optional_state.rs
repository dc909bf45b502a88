use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

struct App;

#[custom_message(SignUp)]
async fn verify(_: Event<'_>, app: Option<&App>) -> Result<Email> {
    let _ = app;
    Ok(email!("Hello", "Your code is {code}."))
}

fn main() {}
