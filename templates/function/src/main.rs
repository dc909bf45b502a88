//! The triggers of a user pool, as one Lambda function.

use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

/// Sends the code that confirms an address.
#[custom_message(SignUp, ResendCode)]
async fn verify(event: Event<'_>) -> Result<Email> {
    let user = event.user_attributes();
    let name = user.given_name().unwrap_or("there");
    Ok(email!(file = "mails/verify.html", name = name))
}

/// Returns the handlers, for Lambda and for the tests.
fn router() -> Triggers<impl HandlerSet<()>> {
    triggers![verify]
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    run(router()).await
}

#[cfg(test)]
mod tests {
    use cognito_triggers::pool::Pool;

    use super::router;

    const PASSWORD: &str = "Correct-horse-9";

    #[tokio::test]
    async fn a_new_user_signs_up_and_in() {
        let pool = Pool::new(router());
        let ines = pool
            .sign_up("ines", PASSWORD)
            .attribute("email", "ines@example.org")
            .await
            .unwrap();
        let mail = ines.email();
        assert_eq!(mail.subject(), "Confirm your address");
        ines.confirm(mail.code()).await.unwrap();
        ines.sign_in(PASSWORD).await.unwrap().tokens();
    }

    #[tokio::test]
    async fn every_message_is_fit_to_be_sent_in_every_scenario() {
        router().check_messages("scenarios").await.unwrap();
    }
}
