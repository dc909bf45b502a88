use cognito_triggers::custom_message::Email;
use cognito_triggers::prelude::*;

#[derive(FromEvent)]
enum Greeting<'a> {
    SignUp(&'a str),
}

#[custom_message(SignUp)]
async fn verify(_: Greeting<'_>) -> Result<Email> {
    Ok(email!("Hello", "Your code is {code}."))
}

fn main() {}
