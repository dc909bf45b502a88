use cognito_triggers::custom_email_sender::Event;
use cognito_triggers::prelude::*;

#[custom_email_sender(SignUp)]
async fn send(_: Event<'_>) -> Result<String> {
    Ok("sent".to_owned())
}

fn main() {}
