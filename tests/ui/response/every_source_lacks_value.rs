use cognito_triggers::custom_message::{Email, Event, EverySource};
use cognito_triggers::prelude::*;

#[custom_message(SignUp, AdminCreateUser)]
async fn welcome(_: Event<'_>) -> Result<Email<EverySource>> {
    Ok(email!("Hello", "{username}, your code is {code}."))
}

fn main() {}
