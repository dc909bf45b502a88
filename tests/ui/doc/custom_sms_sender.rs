use cognito_triggers::custom_sms_sender::Event;
use cognito_triggers::prelude::*;

#[custom_sms_sender(AccountTakeOverNotification)]
fn send(_: Event<'_>) {}
fn main() {}
