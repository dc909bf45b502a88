use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn verify(_: Event<'_>, a: &Context, b: &Context) -> Result<Email> {
    let _ = (a, b);
    Ok(email!("Hello", "Your code is {code}."))
}

fn main() {}
