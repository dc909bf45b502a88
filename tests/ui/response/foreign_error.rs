use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

struct Failed;

#[custom_message(SignUp)]
async fn verify(_: Event<'_>) -> Result<Email, Failed> {
    Err(Failed)
}

fn main() {}
