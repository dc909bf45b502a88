use cognito_triggers::custom_email_sender::Event;
use cognito_triggers::custom_message::Email;
use cognito_triggers::prelude::*;

#[custom_email_sender]
async fn send(_: Event<'_>) -> Result<Email> {
    Ok(email!("Welcome", "Your code is {code}."))
}

fn main() {}
