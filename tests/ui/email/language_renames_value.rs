use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
fn verify(_: Event<'_>) -> Email {
    email!(files = "templates/languages/renamed_value/{language}.html", languages = ["en", "fr"], language = "fr", name = "Ines")
}

fn main() {}
