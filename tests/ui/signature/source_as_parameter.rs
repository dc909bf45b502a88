use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
fn verify<SignUp>(_: Event<'_, SignUp>) -> Email {
    email!("Hello", "Your code is {code}.")
}

fn main() {}
