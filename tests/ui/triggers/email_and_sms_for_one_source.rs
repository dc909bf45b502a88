use cognito_triggers::custom_message::{Email, Event, Sms};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
fn mail(_: Event<'_>) -> Email {
    email!("Hello", "Your code is {code}.")
}

#[custom_message(SignUp)]
fn text(_: Event<'_>) -> Sms {
    sms!("Your code is {code}.")
}

fn main() {
    let _router = triggers![mail, text];
}
