use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
fn verify(_: Event<'_>) -> Email {
    email!(file = "templates/titles/unclosed.html")
}

fn main() {}
