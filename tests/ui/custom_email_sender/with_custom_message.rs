use cognito_triggers::custom_email_sender::Event;
use cognito_triggers::prelude::*;

#[custom_email_sender(SignUp)]
#[custom_message(SignUp)]
async fn send(_: Event<'_>) {}

fn main() {}
