use cognito_triggers::custom_message::{Email, Event, ResendCode, SignUp};
use cognito_triggers::prelude::*;

#[derive(FromEvent)]
enum Greeting<'a> {
    SignUp(Event<'a, SignUp>, u8),
}

fn main() {}
