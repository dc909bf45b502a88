use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
#[test]
async fn verify(_: Event<'_>) -> Result<Email> {
    Ok(email!("Hello", "Your code is {code}."))
}

fn main() {}
