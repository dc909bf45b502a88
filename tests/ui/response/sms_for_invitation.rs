use cognito_triggers::custom_message::{Event, Sms};
use cognito_triggers::prelude::*;

#[custom_message(AdminCreateUser)]
async fn verify(_: Event<'_>) -> Result<Sms> {
    Ok(sms!("Your password is {code}."))
}

fn main() {}
