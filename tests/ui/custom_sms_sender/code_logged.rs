use cognito_triggers::custom_sms_sender::Event;
use cognito_triggers::prelude::*;

#[custom_sms_sender]
async fn send(event: Event<'_>) {
    let Some(code) = event.code() else { return };
    tracing::info!(%code, "sent");
}

fn main() {}
