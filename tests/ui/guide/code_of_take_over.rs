use cognito_triggers::custom_email_sender::{AccountTakeOverNotification, Event};
use cognito_triggers::prelude::*;

#[custom_email_sender(AccountTakeOverNotification)]
fn warn(event: Event<'_, AccountTakeOverNotification>) {
    let _code = event.code();
}
fn main() {}
