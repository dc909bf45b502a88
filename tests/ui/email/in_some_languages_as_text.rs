use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
fn verify(_: Event<'_>) -> Email {
    email!(
        files = "templates/languages/lacks_value/{language}.html",
        languages = ["en", "de", "fr"],
        language = "de",
        name = "Ines",
        in_some_languages = "name",
    )
}

fn main() {}
