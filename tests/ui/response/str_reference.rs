use cognito_triggers::custom_message::Event;
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn verify(_: Event<'_>) -> &'static str {
    "Your code is {####}."
}

fn main() {}
