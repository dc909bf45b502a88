//! The smallest program worth copying.

use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp, ResendCode)]
async fn verify(event: Event<'_>) -> Result<Email> {
    let user = event.user_attributes();
    let name = user.given_name().unwrap_or("there");
    Ok(email!("Confirm your address", "<p>Hello {name}, your code is <b>{code}</b>.</p>"))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    run(triggers![verify]).await
}

#[cfg(test)]
mod tests {
    use cognito_triggers::custom_message::SignUp;

    use super::*;

    #[tokio::test]
    async fn greets_by_name() {
        let event = Event::<SignUp>::sample().with_user_attribute("given_name", "Ines");
        let email = verify(event.any_source()).await.unwrap();
        assert_eq!(email.subject(), "Confirm your address");
        assert_eq!(email.delivered("123456", "ines"), "<p>Hello Ines, your code is <b>123456</b>.</p>");
    }
}
