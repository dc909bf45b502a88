use cognito_triggers::prelude::*;

#[tokio::main(flavor = "current_thread")]
#[custom_message(SignUp)]
async fn main() -> Result<Email> {
    Ok(email!("Hello", "Your code is {code}."))
}
