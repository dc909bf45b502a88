use cognito_triggers::custom_message::Event;
use cognito_triggers::prelude::*;

#[custom_message(SignUp, ResendCode)]
async fn verify(_: Event<'_>) -> String {
    String::new()
}

fn main() {}
