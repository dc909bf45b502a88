use cognito_triggers::custom_email_sender::{Event, SignUp};
use cognito_triggers::prelude::*;

#[custom_email_sender(SignUp)]
async fn send(event: Event<'_, SignUp>) {
    let _text = format!("Your code is {}.", event.code());
}

fn main() {}
