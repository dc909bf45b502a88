//! The two examples from AWS's page on the custom message trigger, for e-mail and SMS.
//!
//! `cargo run --bin custom-message` shows what the user receives.

use cognito_triggers::custom_message::{AdminCreateUser, Code, Email, Event, Sms, Username};
use cognito_triggers::prelude::*;

/// Writes to a new user, who then confirms the address.
#[custom_message(SignUp)]
async fn sign_up(event: Event<'_>) -> Result<(Email, Sms)> {
    let name = event.user_attributes().get("given_name").unwrap_or("there");
    Ok((
        email!(
            "Welcome to the service",
            "<p>Hello {name},</p><p>thank you for signing up. {code} is your verification code.</p>"
        ),
        sms!("Welcome to the service. Your confirmation code is {code}"),
    ))
}

/// Writes to a user whom an administrator created, who then signs in for the first time.
#[custom_message(AdminCreateUser)]
async fn invite(_: Event<'_, AdminCreateUser>) -> Result<(Email<(Code, Username)>, Sms<(Code, Username)>)> {
    Ok((
        email!(
            "Welcome to the service",
            "<p>Welcome to the service. Your user name is {username}, your temporary password is {code}</p>"
        ),
        sms!("Welcome to the service. Your user name is {username}. Your temporary password is {code}"),
    ))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    run(triggers![sign_up, invite]).await
}
