use cognito_triggers::custom_message::{Email, Event, Link};
use cognito_triggers::prelude::*;

#[custom_message(SignUp, AdminCreateUser)]
async fn welcome(_: Event<'_>) -> Result<Email<Link>> {
    Ok(email!("Hello", "Confirm your address: {link}"))
}

fn main() {}
