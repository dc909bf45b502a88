use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::languages;
use cognito_triggers::prelude::*;

languages!(TONGUES = ["en", "de"]);

#[custom_message(SignUp)]
fn verify(_: Event<'_>) -> Email {
    email!(files = "templates/languages/one/{language}.html", languages = TONGUES)
}

fn main() {}
