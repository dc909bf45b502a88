use cognito_triggers::custom_message::{Email, Event, ResendCode, SignUp};
use cognito_triggers::prelude::*;

#[derive(FromEvent)]
enum Greeting<'a> {
    SignUp { event: Event<'a, SignUp> },
}

fn main() {}
