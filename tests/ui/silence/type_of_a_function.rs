use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
type Verify = fn(Event<'_>) -> Email;

fn main() {}
