use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
fn verify(_: Event<'_>) -> Email {
    email!(files = "templates/languages/other_value/{language}.html", languages = ["en", "de", "fr"], language = "de", name = "Ines", nickname = "I")
}

fn main() {}
