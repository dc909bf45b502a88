use cognito_triggers::custom_message::Event;
use cognito_triggers::prelude::*;

#[derive(FromEvent)]
enum Greeting<'a, S> {
    SignUp(Event<'a, S>),
}

fn main() {}
