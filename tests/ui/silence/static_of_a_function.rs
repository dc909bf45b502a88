use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
static VERIFY: fn(Event<'_>) -> Email = |_| email!("Hello", "Your code is {code}.");

fn main() {}
