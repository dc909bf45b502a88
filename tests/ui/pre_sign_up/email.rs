use cognito_triggers::custom_message::Email;
use cognito_triggers::pre_sign_up::Event;
use cognito_triggers::prelude::*;

#[pre_sign_up(SignUp)]
async fn confirm(_: Event<'_>) -> Result<Email> {
    Ok(email!("Welcome", "Your code is {code}."))
}

fn main() {}
