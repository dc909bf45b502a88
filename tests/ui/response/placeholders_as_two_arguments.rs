use cognito_triggers::custom_message::{Code, Email, Event, Username};
use cognito_triggers::prelude::*;

#[custom_message(AdminCreateUser)]
async fn invite(_: Event<'_>) -> Result<Email<Code, Username>> {
    Ok(email!("Hello", "Your code is {code}, {username}."))
}

fn main() {}
