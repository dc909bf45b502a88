use cognito_triggers::custom_message::{Event, Reply};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn verify(event: Event<'_>) -> Reply {
    event.reply(email!("Hello", "Your code is {code}."))
}

fn main() {}
