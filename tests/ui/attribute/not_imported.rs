use cognito_triggers::custom_message::{Email, Event};

#[custom_message(SignUp)]
async fn verify(_: Event<'_>) -> Result<Email, cognito_triggers::Error> {
    Ok(cognito_triggers::email!("Hello", "Your code is {code}."))
}

fn main() {}
