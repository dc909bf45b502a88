use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn verify(_: Event<'_>) -> Result<Emial> {
    todo!()
}

#[custom_message(ResendCode)]
async fn resend(_: Event<'_>) -> Email {
    email!("Hello", "Your code is {code}.")
}

fn main() {}
