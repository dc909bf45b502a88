use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;
use cognito_triggers::Secret;

#[custom_message(SignUp)]
async fn verify(event: Event<'_>) -> Result<Email> {
    let link = Secret::new("https://example.org/?token=1").deny_with("No link.")?;
    Ok(email!("Hello", "Your code is {code}, {link}, {name}.", link, name = event.user_name()))
}

fn main() {}
