use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;
use cognito_triggers::Secret;

#[custom_message(SignUp)]
async fn verify(event: Event<'_>) -> Result<Email> {
    let Some(token) = Secret::new("T-204") else { deny!("There is no token.") };
    Ok(email!("Hello {}", "Your code is {code}, your token {token}.", event.user_name(), token = token))
}

fn main() {}
