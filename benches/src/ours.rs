//! The handlers that are measured.

use cognito_triggers::custom_message::{AdminCreateUser, Code, Email, Event, Username};
use cognito_triggers::prelude::*;
use cognito_triggers::{HandlerSet, Triggers};

#[custom_message(SignUp, ResendCode)]
async fn verify(event: Event<'_>) -> Result<Email> {
    let name = event.user_attributes().get("given_name").unwrap_or("there".into());
    Ok(email!("Confirm your address", "<p>Hello {name}, your code is <b>{code}</b>.</p>"))
}

#[custom_message(AdminCreateUser)]
async fn invite(event: Event<'_, AdminCreateUser>) -> Result<Email<(Code, Username)>> {
    let name = event.user_attributes().get("given_name").unwrap_or("there".into());
    Ok(email!("You are invited", "<p>Hello {name}, user name {username}, password {code}.</p>"))
}

/// The router.
pub(crate) fn triggers() -> Triggers<impl HandlerSet<()>> {
    triggers![verify, invite]
}
