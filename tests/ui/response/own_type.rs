use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

struct Message {
    email: Email,
}

#[custom_message(SignUp)]
async fn verify(_: Event<'_>) -> Result<Message> {
    todo!()
}

fn main() {}
