use cognito_triggers::custom_sms_sender::Event;
use cognito_triggers::prelude::*;

#[custom_sms_sender]
async fn send(event: Event<'_>) {
    let _code = event.code().as_base64();
}

fn main() {}
