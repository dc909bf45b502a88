use cognito_triggers::custom_message::{Event, Sms};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
fn verify(_: Event<'_>) -> Sms {
    sms!("Open {link}")
}
fn main() {}
