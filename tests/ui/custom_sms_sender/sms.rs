use cognito_triggers::custom_message::Sms;
use cognito_triggers::custom_sms_sender::Event;
use cognito_triggers::prelude::*;

#[custom_sms_sender]
async fn send(_: Event<'_>) -> Result<Sms> {
    Ok(sms!("Your code is {code}."))
}

fn main() {}
