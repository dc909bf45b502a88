use cognito_triggers::custom_email_sender::{Event, SignUp};
use cognito_triggers::prelude::*;

#[custom_email_sender(SignUp)]
async fn send(event: Event<'_, SignUp>) {
    println!("{}", event.code());
}

fn main() {}
