use cognito_triggers::custom_message::{Code, Event, Sms, Username};
use cognito_triggers::prelude::*;

#[custom_message(AdminCreateUser)]
async fn invite(_: Event<'_>) -> Sms<(Code, Username)> {
    sms!("Your password is {code}.")
}

fn main() {}
