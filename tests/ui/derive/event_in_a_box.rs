use cognito_triggers::custom_message::{Event, SignUp};
use cognito_triggers::prelude::*;

#[derive(FromEvent)]
enum Greeting<'a> {
    SignUp(Box<Event<'a, SignUp>>),
}

fn main() {}
