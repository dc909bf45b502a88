//! The smallest program that one would want to copy.

use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp, ResendCode)]
async fn verify(event: Event<'_>) -> Result<Email> {
    let name = event.user_attributes().get("given_name").unwrap_or("there".into());
    Ok(email!("Confirm your address", "<p>Hello {name}, your code is <b>{code}</b>.</p>"))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    run(triggers![verify]).await
}
