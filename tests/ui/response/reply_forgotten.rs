use cognito_triggers::custom_message::{Event, Reply, SignUp};
use cognito_triggers::prelude::*;

fn verify(event: Event<'_, SignUp>) -> Reply {
    email!("Hello", "Your code is {code}.")
}

fn main() {}
