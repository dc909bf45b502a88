use cognito_triggers::custom_message::{Code, Email, Event, Username};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn verify(_: Event<'_>) -> Result<Email<(Code, Username)>> {
    todo!()
}

fn main() {}
