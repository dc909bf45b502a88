use cognito_triggers::custom_email_sender::Event;
use cognito_triggers::custom_message::Email;
use cognito_triggers::prelude::*;

#[custom_email_sender(SignUp)]
fn send(_: Event<'_>) -> Email {
    email!("Your code", "Your code is {code}")
}
fn main() {}
