//! The same handlers behind `run`, `lambda_runtime::run` or `lambda_runtime::run_concurrent`, as the argument says.
//!
//! The answers have the event's retry key in them, so that what the handler sees can be compared too.

use cognito_triggers::custom_message::{self, Email};
use cognito_triggers::prelude::*;
use cognito_triggers::{pre_sign_up, triggers};

#[custom_message(SignUp)]
fn verify(event: custom_message::Event<'_>) -> Email {
    let (key, name) = (event.retry_key(), event.user_attributes().given_name().unwrap_or("there").to_owned());
    email!("Key {key}", "Hello {name}, your code is {code}.")
}

#[pre_sign_up(SignUp)]
fn deny(event: pre_sign_up::Event<'_>) -> Result<()> {
    Err(Error::deny(format!("The key is {}", event.retry_key())))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    let triggers = triggers![verify, deny];
    match std::env::args().nth(1).as_deref() {
        Some("run") => Ok(cognito_triggers::run(triggers).await?),
        Some("service") => lambda_runtime::run(triggers.into_service()).await,
        Some("concurrent") => lambda_runtime::run_concurrent(triggers.into_service()).await,
        _ => Err("usage: one-of-three run|service|concurrent".into()),
    }
}
