use cognito_triggers::custom_message::{Event, SignUp};
use cognito_triggers::prelude::*;

#[derive(FromEvent)]
enum Greeting {
    SignUp(Event<'static, SignUp>),
}

fn main() {}
