use cognito_triggers::custom_message::{Event, Sms};
use cognito_triggers::prelude::*;

#[custom_message(SignUp, AdminCreateUser)]
async fn welcome(_: Event<'_>) -> Result<Sms> {
    Ok(sms!("Your code is {code}"))
}

fn main() {}
