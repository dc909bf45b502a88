use cognito_triggers::custom_sms_sender::Event;
use cognito_triggers::prelude::*;

#[custom_email_sender(SignUp)]
async fn send(_: Event<'_>) {}

fn main() {}
