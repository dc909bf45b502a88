use cognito_triggers::custom_message::Event;
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn verify(_: Event<'_>) {
    Ok(email!("Hello", "Your code is {code}."))
}

fn main() {}
