use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

struct App;

#[custom_message(SignUp)]
async fn verify(_: Event<'_>, app: &App) -> Result<Email> {
    let _ = app;
    Ok(email!("Hello", "Your code is {code}."))
}

fn main() {
    let _ = run(triggers![verify].with_state(String::new()));
}
