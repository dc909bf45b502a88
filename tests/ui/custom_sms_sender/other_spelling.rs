use cognito_triggers::custom_sms_sender::Event;
use cognito_triggers::prelude::*;

#[custom_sms_sender(CustomSmsSender_SignUp)]
async fn send(_: Event<'_>) {}

fn main() {}
