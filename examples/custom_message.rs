//! The example of AWS's page on the custom message trigger, for e-mail and SMS: one text for new
//! users, whoever created them. The README runs it first.
//!
//! `cargo run --bin custom-message` shows what the user receives.

use cognito_triggers::custom_message::{Email, Event, EverySource, Sms};
use cognito_triggers::prelude::*;

/// Welcomes a user who signed up, or whom an administrator created.
#[custom_message(SignUp, AdminCreateUser)]
async fn welcome(event: Event<'_>) -> Result<(Email<EverySource>, Sms<EverySource>)> {
    let user = event.user_name();
    Ok((
        email!(
            "Welcome to the service",
            "<p>Your user name is {username}, your code or password is <b>{code}</b></p>",
            username = user
        ),
        sms!("Your user name is {username}, your code or password is {code}", username = user),
    ))
}

#[custom_message(ForgotPassword)]
async fn reset(event: Event<'_>) -> Result<Email> {
    let user = event.user_attributes();
    let name = user.given_name().unwrap_or("there");
    Ok(email!("Your new password", "<p>Hello {name}, your code is <b>{code}</b></p>"))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    run(triggers![welcome, reset]).await
}

#[cfg(test)]
mod tests {
    use cognito_triggers::custom_message::{AdminCreateUser, ForgotPassword, SignUp};

    use super::*;

    #[tokio::test]
    async fn greets_by_name() {
        let event = Event::<ForgotPassword>::sample().with_user_attribute("given_name", "Ines");
        let email = reset(event.any_source()).await.unwrap();
        assert_eq!(email.subject(), "Your new password");
        assert_eq!(email.delivered("123456", "ines"), "<p>Hello Ines, your code is <b>123456</b></p>");
    }

    #[tokio::test]
    async fn welcomes_with_name_and_code() {
        for event in [Event::<SignUp>::sample().any_source(), Event::<AdminCreateUser>::sample().any_source()]
        {
            let (source, name) = (event.source(), event.user_name().to_owned());
            let (_, sms) = welcome(event).await.unwrap();
            assert_eq!(
                sms.for_source(source).delivered("123456", &name),
                format!("Your user name is {name}, your code or password is 123456")
            );
        }
    }
}
