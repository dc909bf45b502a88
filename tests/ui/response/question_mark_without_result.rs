use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn verify(event: Event<'_>) -> Email {
    let age: u8 = event.user_name().parse()?;
    email!("Hello", "Your code is {code}, not {age}.")
}

fn main() {}
