use cognito_triggers::custom_message::{Event, Sms};
use cognito_triggers::prelude::*;
use cognito_triggers::Secret;

#[custom_message(SignUp)]
async fn verify(_: Event<'_>) -> Result<Sms> {
    let Some(pin) = Secret::new("4902") else { deny!("There is no PIN.") };
    Ok(sms!("Your code is {code}, your PIN {pin}.", pin = pin))
}

fn main() {}
