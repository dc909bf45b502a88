use cognito_triggers::custom_message::{Code, Email, Event, Username};
use cognito_triggers::prelude::*;

#[custom_message(SignUp, AdminCreateUser)]
async fn welcome(_: Event<'_>) -> Result<Email<(Code, Username)>> {
    Ok(email!("Hello", "{username}, your code is {code}."))
}

fn main() {}
