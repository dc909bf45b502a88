use cognito_triggers::custom_message::{Sms, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
fn verify(_: Event<'_>) -> Sms {
    sms!(files = "templates/sms/lacks.{language}.txt", languages = ["en", "de"], language = "de")
}

fn main() {}
