use cognito_triggers::custom_message::{Event, Sms};
use cognito_triggers::prelude::*;

#[custom_message(Authentication)]
async fn sign_in(_: Event<'_>) -> Option<Sms> {
    sms!(Some("Your code is {code}."))
}

fn main() {}
