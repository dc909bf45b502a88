use cognito_triggers::custom_message::{Event, SignUp};
use cognito_triggers::prelude::*;

#[derive(FromEvent)]
enum Greeting<'a> {
    #[from_event(SignUp)]
    SignUp(Event<'a, SignUp>),
}

fn main() {}
