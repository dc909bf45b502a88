use cognito_triggers::custom_message::{self, Event, Sms};
use cognito_triggers::prelude::*;

#[custom_message(AdminCreateUser)]
fn invite(_: Event<'_>) -> Sms<custom_message::Username, custom_message::Code> {
    sms!("Your code is {code}, {username}.")
}

fn main() {}
