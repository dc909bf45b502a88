use cognito_triggers::custom_email_sender::{Event, SignUp};
use cognito_triggers::prelude::*;

#[custom_email_sender(SignUp)]
async fn send(event: Event<'_, SignUp>) {
    let Some(code) = event.code() else { return };
    if code == "490215" {}
}

fn main() {}
