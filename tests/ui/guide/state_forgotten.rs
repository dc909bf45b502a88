use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

struct App {
    brand: String,
}

#[custom_message(SignUp)]
fn verify(_: Event<'_>, app: &App) -> Email {
    email!("Welcome to {brand}", "Your code is {code}.", brand = app.brand)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    run(triggers![verify]).await
}
