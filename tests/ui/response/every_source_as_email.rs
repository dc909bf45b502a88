use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn welcome(event: Event<'_>) -> Result<Email> {
    Ok(email!("Hello", "{username}, your code is {code}.", username = event.user_name()))
}

fn main() {}
