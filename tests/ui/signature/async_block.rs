use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
fn verify(_: Event<'_>) -> impl Future {
    Ok(email!("Hello", "Your code is {code}."))
}

fn main() {}
