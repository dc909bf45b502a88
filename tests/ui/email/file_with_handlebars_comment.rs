use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
fn verify(_: Event<'_>) -> Email {
    email!("Welcome", file = "templates/handlebars_comment.html")
}

fn main() {}
