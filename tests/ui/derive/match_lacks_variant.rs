use cognito_triggers::custom_message::{Event, Reply, ResendCode, SignUp};
use cognito_triggers::prelude::*;

#[derive(FromEvent)]
enum Greeting<'a> {
    SignUp(Event<'a, SignUp>),
    ResendCode(Event<'a, ResendCode>),
}

#[custom_message(SignUp, ResendCode)]
async fn verify(event: Greeting<'_>) -> Reply {
    match event {
        Greeting::SignUp(event) => event.reply(email!("Hello", "Your code is {code}.")),
    }
}

fn main() {}
