use cognito_triggers::custom_email_sender::{AccountTakeOverNotification, Event};
use cognito_triggers::prelude::*;

#[custom_email_sender(AccountTakeOverNotification)]
async fn warn(event: Event<'_, AccountTakeOverNotification>) {
    if let Some(link) = event.take_over().one_click_link_valid() {
        println!("{link}");
    }
}

fn main() {}
