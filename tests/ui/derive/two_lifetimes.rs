use cognito_triggers::custom_message::{Event, ResendCode, SignUp};
use cognito_triggers::prelude::*;

#[derive(FromEvent)]
enum Greeting<'a, 'b> {
    SignUp(Event<'a, SignUp>),
    ResendCode(Event<'b, ResendCode>),
}

fn main() {}
