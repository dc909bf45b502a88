use cognito_triggers::custom_message::Email;
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn verify(_: impl Send) -> Result<Email> {
    Ok(email!("Hello", "Your code is {code}."))
}

fn main() {}
