use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
fn verify(_: Event<'_>) -> Email {
    email!("Confirmez votre adresse", "<p>Votre code\u{a0}: <b>{code}</b></p>")
}
fn main() {}
