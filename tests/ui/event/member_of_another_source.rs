use cognito_triggers::custom_message::{Email, Event, SignUp};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn verify(event: Event<'_, SignUp>) -> Result<Email> {
    let name = event.username_parameter();
    Ok(email!("Hello {name}", "Your code is {code}."))
}

fn main() {}
