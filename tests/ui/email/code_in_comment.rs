use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
fn verify(_: Event<'_>) -> Email {
    email!("Confirm your address", "<p>Welcome!</p><!-- Your code is {code} -->")
}

fn main() {}
