use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
fn verify(event: Event<'_>) -> Email {
    email!(
        files = "templates/languages/one/{language}.html",
        languages = ["en", "de"],
        language = event.user_attributes().locale(),
    )
}

fn main() {}
