//! Secrets, and the errors that handlers return.

use cognito_triggers::{DenyWith, Error, Secret, claim, deny, email, scope, sms};

pub fn compare(secret: &Secret<'_>, given: &str) -> bool {
    let given = Secret::new(given).map(Secret::into_owned);
    given.is_some_and(|given| secret.matches(given.expose()))
}

pub fn refuse(reason: Result<u8, std::num::ParseIntError>) -> Result<u8, Error> {
    if let Err(e) = &reason
        && e.kind() == &std::num::IntErrorKind::Empty
    {
        return Err(Error::deny("Please enter a number"));
    }
    reason.deny_with(|e| format!("Please enter a number ({e})"))
}

pub fn is_refusal(error: &Error) -> bool {
    error.is_denial() || Error::internal("a bug").is_denial()
}

pub fn refused() -> Result<u8, Error> {
    deny!("Please try again")
}

pub fn macros() -> usize {
    let message: cognito_triggers::custom_message::Email = email!("Hello", "Code {code}");
    let text: cognito_triggers::custom_message::Sms = sms!("Code {code}");
    message.body().len() + text.text().len() + claim!("tenant").as_str().len() + scope!("a/b").as_str().len()
}
