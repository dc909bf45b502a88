use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn main(_: Event<'_>) -> Result<Email> {
    Ok(email!("Hello", "Your code is {code}."))
}
