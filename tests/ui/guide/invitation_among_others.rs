use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp, AdminCreateUser)]
async fn verify(_: Event<'_>) -> Result<Email> {
    Ok(email!("Confirm your address", "<p>Your code is <b>{code}</b>.</p>"))
}
fn main() {}
