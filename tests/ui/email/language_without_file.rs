use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
fn verify(_: Event<'_>) -> Email {
    email!(files = "templates/languages/one/{language}.html", languages = ["en", "de", "ja"], language = "de")
}

fn main() {}
