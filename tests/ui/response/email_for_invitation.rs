use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(AdminCreateUser)]
async fn verify(_: Event<'_>) -> Result<Email> {
    Ok(email!("Hello", "Your password is {code}."))
}

fn main() {}
