use cognito_triggers::custom_message::{Email, Event, SignUp};
use cognito_triggers::prelude::*;

#[derive(FromEvent)]
enum Greeting<'a> {
    New(Event<'a, SignUp>, u8),
}

#[custom_message(SignUp)]
fn verify(_: Greeting<'_>) -> Email {
    email!("Hello", "Your code is {code}.")
}

fn main() {
    let _router = triggers![verify];
}
