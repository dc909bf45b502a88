use cognito_triggers::custom_sms_sender::{Event, SignUp};
use cognito_triggers::prelude::*;

#[derive(FromEvent)]
enum Message<'a> {
    Any(Event<'a>),
    SignUp(Event<'a, SignUp>),
}

#[custom_sms_sender]
fn send(_: Message<'_>) {}

fn main() {}
