use cognito_triggers::custom_message::{Email, Event};

#[cognito_triggers::custom_message( )]
fn verify(_: Event<'_>) -> Email {
    cognito_triggers::email!("Hello", "Your code is {code}.")
}

fn main() {}
