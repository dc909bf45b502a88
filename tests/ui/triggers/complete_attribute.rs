use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp, ResendCode, ForgotPassword, UpdateUserAttribute, Authentication)]
async fn verify(_: Event<'_>) -> Result<Email> {
    Ok(email!("Welcome", "Your code is {code}."))
}

fn main() {
    let _ = triggers![verify; complete: custom_message];
}
