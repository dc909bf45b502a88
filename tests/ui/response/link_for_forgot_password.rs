use cognito_triggers::custom_message::{Email, Event, Link};
use cognito_triggers::prelude::*;

#[custom_message(ForgotPassword)]
async fn verify(_: Event<'_>) -> Result<Email<Link>> {
    todo!()
}

fn main() {}
