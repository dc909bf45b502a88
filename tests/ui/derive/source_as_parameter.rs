use cognito_triggers::custom_message::Event;
use cognito_triggers::prelude::*;

#[derive(FromEvent)]
enum Greeting<'a, ForgotPassword> {
    Forgot(Event<'a, ForgotPassword>),
}

fn main() {}
