use cognito_triggers::custom_email_sender::Event;
use cognito_triggers::prelude::*;

#[custom_email_sender(SignUp)]
async fn send(event: Event<'_>) {
    let _code = event.code_parameter();
}

fn main() {}
