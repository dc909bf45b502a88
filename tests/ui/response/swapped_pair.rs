use cognito_triggers::custom_message::{Email, Event, Sms};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn verify(_: Event<'_>) -> Result<(Sms, Email)> {
    todo!()
}

fn main() {}
