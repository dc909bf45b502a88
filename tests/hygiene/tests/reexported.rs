//! A crate that knows `cognito_triggers` only through another crate.

#![deny(warnings, missing_docs, unused_qualifications, clippy::pedantic, clippy::nursery)]

use hygiene::cognito_triggers::custom_message::{Email, Event, SignUp};
use hygiene::cognito_triggers::{FromEvent, custom_message, email, triggers};

#[derive(FromEvent)]
#[from_event(crate = hygiene::cognito_triggers)]
enum New<'a> {
    SignUp(Event<'a, SignUp>),
}

#[custom_message(crate = hygiene::cognito_triggers, SignUp)]
fn verify(event: New<'_>) -> Email {
    let New::SignUp(event) = event;
    email!("Hello", "{name}, your code is {code}.", name = event.user_name())
}

#[tokio::test]
async fn answers() {
    let event = Event::<SignUp>::sample();
    let answer = triggers![verify].call(event.raw()).await.expect("the handler answers");
    assert!(answer.contains("your code is {####}."));
}

#[test]
fn texts_from_two_macros() {
    let email = hygiene::from_macro::mixed();
    assert_eq!((email.subject(), email.body()), ("Example for Ines", "Ines, your code is {####}."));
}
