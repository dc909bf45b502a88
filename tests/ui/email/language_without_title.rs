use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
fn verify(_: Event<'_>) -> Email {
    email!(files = "templates/languages/no_title/{language}.html", languages = ["en", "de"], language = "de")
}

fn main() {}
