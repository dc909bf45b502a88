use cognito_triggers::custom_message::{Event, SignUp};
use cognito_triggers::prelude::*;

#[derive(FromEvent)]
#[from_event(rename = "x")]
enum Greeting<'a> {
    SignUp(Event<'a, SignUp>),
}

fn main() {}
