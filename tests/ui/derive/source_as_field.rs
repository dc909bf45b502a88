use cognito_triggers::custom_message::{Event, ResendCode, SignUp};
use cognito_triggers::prelude::*;

#[derive(FromEvent)]
enum Greeting<'a> {
    SignUp(SignUp),
    Resend(Event<'a, ResendCode>),
}

fn main() {}
