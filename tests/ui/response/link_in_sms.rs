use cognito_triggers::custom_message::{Event, Link, Sms};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn verify(_: Event<'_>) -> Result<Sms<Link>> {
    todo!()
}

fn main() {}
