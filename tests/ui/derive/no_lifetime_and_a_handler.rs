use cognito_triggers::custom_message::{Email, Event, SignUp};
use cognito_triggers::prelude::*;

#[derive(FromEvent)]
enum Greeting {
    SignUp(Event<'static, SignUp>),
}

#[custom_message(SignUp)]
fn verify(_: Greeting) -> Email {
    email!("Hello", "Your code is {code}.")
}

fn main() {
    let _router = triggers![verify];
}
