//! Every text that can enter the page, with markup in it; `$GREETING` is in the mails, for a program that changes.

use cognito_triggers::Languages;
use cognito_triggers::custom_message::{Email, Event, Sms};
use cognito_triggers::pre_sign_up;
use cognito_triggers::prelude::*;

const MAIL: &str = include_str!("hostile.html");

#[custom_message(SignUp, ForgotPassword)]
fn message(event: Event<'_>) -> Result<(Email, Sms)> {
    let greeting = std::env::var("GREETING").unwrap_or_else(|_| "Hello".to_owned());
    let name = event.user_attributes().given_name().unwrap_or_default();
    let wrong = |violation| Error::internal(format!("{violation}"));
    let subject = format!("{greeting} <img src=x onerror=alert(1)> {name}");
    let sms = format!("{greeting} <img src=x onerror=alert(2)> {{####}}");
    Ok((
        Email::checked(subject, MAIL.replace("GREETING", &greeting)).map_err(wrong)?,
        Sms::checked(sms).map_err(wrong)?,
    ))
}

const LANGUAGES: Languages = Languages::new(&["en", "<img src=x onerror=alert(7)>"]);

#[custom_message(ResendCode)]
fn refuse(event: Event<'_>) -> Result<Email> {
    event.language(LANGUAGES);
    deny!("No code <img src=x onerror=alert(3)>")
}

#[pre_sign_up(SignUp)]
fn allow(event: pre_sign_up::Event<'_>) -> Result<()> {
    if event.user_attributes().email() == Some("eve@example.com") {
        deny!("Not you <img src=x onerror=alert(4)>");
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    run(triggers![message, refuse, allow]).await
}
