use cognito_triggers::custom_message::Email;
use cognito_triggers::post_confirmation::Event;
use cognito_triggers::prelude::*;

#[post_confirmation(ConfirmSignUp)]
async fn welcome(_: Event<'_>) -> Result<Email> {
    Ok(email!("Welcome", "Your code is {code}."))
}

fn main() {}
